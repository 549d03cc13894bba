"""Slack's markup as HTML: https://docs.slack.dev/messaging/formatting-message-text"""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

from markupsafe import Markup, escape

_SPECIAL = re.compile(r"<([^<>\n]*)>")
_STYLES = (
    (re.compile(r"(?<![\w`])`([^`\n]+)`(?!\w)"), "code"),
    (re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])"), "strong"),
    (re.compile(r"(?<![\w_])_([^_\n]+)_(?![\w_])"), "em"),
    (re.compile(r"(?<![\w~])~([^~\n]+)~(?![\w~])"), "s"),
)
_SAFE = ("http://", "https://", "mailto:", "tel:", "#")
_DATES = {
    "{date_num}": "%Y-%m-%d",
    "{date_short}": "%-d %b %Y",
    "{date}": "%-d %B %Y",
    "{date_long}": "%A, %-d %B %Y",
    "{time}": "%H:%M",
    "{time_secs}": "%H:%M:%S",
}
"""https://docs.slack.dev/messaging/formatting-message-text#date-formatting"""


def as_html(text: str, name_of: Callable[[str], str] = str) -> Markup:
    """The text as Slack shows it: links, mentions, dates and styles; nothing else in it is markup.
    `name_of` gives a person's name by id. Times are UTC.

    >>> print(as_html("a &lt; b *c* <https://example.org|d> <@U1>"))
    a &lt; b <strong>c</strong> <a href="https://example.org" rel="noreferrer">d</a> <b>@U1</b>
    >>> print(as_html("<javascript:alert(1)|x>\\n<img src=x>"))
    x<br>img src=x
    """
    shown = Markup()
    end = 0
    for found in _SPECIAL.finditer(text):
        shown += _styled(text[end : found.start()]) + _special(found[1], name_of)
        end = found.end()
    return shown + _styled(text[end:])


def _special(inner: str, name_of: Callable[[str], str]) -> Markup:
    target, _, label = inner.partition("|")
    label = html.unescape(label)
    if target.startswith("!date^"):
        return escape(_date(target, label))
    if target.startswith(("@", "#", "!")) and not target.startswith("#message-"):
        mark = "#" if target.startswith("#") else "@"
        name = name_of(target[1:]) if target.startswith("@") else target[1:]
        return Markup("<b>{}{}</b>").format(mark, label or name)
    return link(html.unescape(target), label or html.unescape(target))


def link(address: str, label: str) -> Markup:
    """A link; just its words if the address is of a kind that leads nowhere harmless.

    >>> print(link("javascript:x", "y"), link("#message-1", "z"))
    y <a href="#message-1">z</a>
    """
    if not address.startswith(_SAFE):
        return escape(label)
    if address.startswith("#"):
        return Markup('<a href="{}">{}</a>').format(address, label)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, label)


def _date(target: str, otherwise: str) -> str:
    try:
        _, seconds, pattern, *_ = target.split("^")
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise
    for name, how in _DATES.items():
        pattern = pattern.replace(name, at.strftime(how.replace("%-d", str(at.day))))
    return pattern


def _styled(text: str) -> Markup:
    shown = str(escape(html.unescape(text)))
    for pattern, tag in _STYLES:
        shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
    return Markup(shown.replace("\n", "<br>"))  # noqa: S704 - escaped above, and tags of ours
