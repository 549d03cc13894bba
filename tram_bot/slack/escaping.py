"""Words of people, to Slack and back: nothing in them is markup, a link or a call.

https://docs.slack.dev/messaging/formatting-message-text
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_SPECIAL = re.compile(r"<([^<>]*)>")
_EMOJI = re.compile(r":([^\s:]+):(?::skin-tone-[2-6]:)?")
_CODE_POINTS = re.compile(r"[0-9a-f]{2,5}(?:-[0-9a-f]{2,5})*")


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


def text_of(message: Mapping[str, Any]) -> str:
    """What Slack made of a message's text, but for the emoji: those have Slack's own names there,
    and their characters only in the blocks.

    >>> thumb = {"type": "emoji", "name": "+1", "unicode": "1f44d"}
    >>> section = {"type": "rich_text_section", "elements": [thumb]}
    >>> blocks = [{"type": "rich_text", "elements": [section]}]
    >>> text_of({"text": "Thank you :+1: at 10:30:15", "blocks": blocks})
    'Thank you 👍 at 10:30:15'
    """
    known = dict(_emoji(message.get("blocks")))
    text = str(message.get("text") or "")
    return _EMOJI.sub(lambda m: known.get(m[1], m[0]), text) if known else text


def _emoji(blocks: object) -> Iterator[tuple[str, str]]:
    """The emoji in rich text, by name: https://docs.slack.dev/reference/block-kit/block-elements/emoji-element"""
    left = list(blocks) if isinstance(blocks, list) else []
    while left:
        part = left.pop()
        if not isinstance(part, dict):
            continue
        name, code = str(part.get("name")), str(part.get("unicode"))
        if part.get("type") == "emoji" and _CODE_POINTS.fullmatch(code):
            yield name.partition("::")[0], "".join(chr(int(each, 16)) for each in code.split("-"))
        elements = part.get("elements")
        left.extend(elements if isinstance(elements, list) else ())
