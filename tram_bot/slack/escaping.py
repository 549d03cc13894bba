"""Words of people, to Slack and back: nothing in them is markup, a link or a call.

https://docs.slack.dev/messaging/formatting-message-text
"""

import html
import re
from collections.abc import Callable

_SPECIAL = re.compile(r"<([^<>]*)>")


def escaped(text: str) -> str:
    """The text as it has to stand where Slack reads markup: pinging nobody, linking nothing.

    >>> escaped("<!channel> R&D <b>")
    '&lt;!channel&gt; R&amp;D &lt;b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_typed(text: str, name_of: Callable[[str], str] = str) -> str:
    """What somebody typed, of what Slack made of it. `name_of` gives a person's name by id.

    >>> as_typed("a &lt; b, see <https://example.org|example.org>, <@U1> <!here>")
    'a < b, see https://example.org, @U1 @here'
    """

    def plain(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            return f"@{label or name_of(target[1:])}"
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or f"@{target[1:].split('^')[0]}"
        if target.startswith(("mailto:", "tel:")):
            return label or target.partition(":")[2]
        return target

    return html.unescape(_SPECIAL.sub(plain, text))
