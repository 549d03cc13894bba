"""How a person reads a message, and whom it pings: https://docs.slack.dev/messaging/formatting-message-text"""

import html
import re
from typing import Any

from tests.emulators.slack.rules import texts

Json = dict[str, Any]

_SPECIAL = re.compile(r"<([^<>]*)>")


def shown(message: Json) -> str:
    """The words as they stand on the screen: of the blocks if there are any, else the text."""
    blocks = message.get("blocks")
    if blocks:
        parts = [_displayed(each) for _, each in texts(blocks)]
    else:
        parts = [_mrkdwn(message.get("text") or "")]
    names = [f"[file: {file['name']}]" for file in message.get("files", [])]
    return "\n".join([*parts, *names])


def pings(message: Json) -> set[str]:
    """Whom the message calls: user ids, `@channel` and the like. A fallback text pings as well."""
    sources = [message.get("text") or ""]
    sources += [
        each["text"] for _, each in texts(message.get("blocks") or []) if each["type"] == "mrkdwn"
    ]
    found = set()
    for source in sources:
        for inner in _SPECIAL.findall(source):
            if inner.startswith("!"):
                found.add(f"@{inner[1:].split('|')[0].split('^')[0]}")
            elif inner.startswith("@"):
                found.add(inner[1:].split("|")[0])
    return found


def links(message: Json) -> set[str]:
    """The addresses that can be clicked on."""
    sources = [message.get("text") or ""]
    sources += [
        each["text"] for _, each in texts(message.get("blocks") or []) if each["type"] == "mrkdwn"
    ]
    inner = [each for source in sources for each in _SPECIAL.findall(source)]
    return {each.split("|")[0] for each in inner if each[:1] not in ("!", "@", "#")}


def typed(text: str) -> str:
    """What Slack makes of a text that a person types: entities, and addresses in brackets."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = re.sub(r"https?://[^\s<>|]+", lambda m: f"<{m[0]}>", escaped)
    return re.sub(r"[\w.+-]+@[\w-]+\.[\w.-]*\w", lambda m: f"<mailto:{m[0]}|{m[0]}>", escaped)


def _displayed(text: Json) -> str:
    words = str(text["text"])
    return _mrkdwn(words) if text["type"] == "mrkdwn" else words


def _mrkdwn(text: str) -> str:
    def name(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        return label or target.lstrip("!")

    return html.unescape(_SPECIAL.sub(name, text))
