"""How a person reads a message, and whom it pings: https://docs.slack.dev/messaging/formatting-message-text"""

import html
import re
from typing import Any

from tests.emulators.slack.rules import texts

Json = dict[str, Any]

_SPECIAL = re.compile(r"<([^<>]*)>")
_ADDRESS = re.compile(r"https?://[^\s<>|\"']+")


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
    found = set()
    for source in _sources(message):
        for inner in _SPECIAL.findall(source):
            if inner.startswith("!"):
                found.add(f"@{inner[1:].split('|')[0].split('^')[0]}")
            elif inner.startswith("@"):
                found.add(inner[1:].split("|")[0])
    for words in _parsed(message):
        # "certain mentions will be automatically parsed" where `verbatim` is not set:
        # https://docs.slack.dev/reference/block-kit/composition-objects/text-object
        found.update(re.findall(r"@(?:channel|here|everyone)\b", words))
    return found


def links(message: Json) -> set[str]:
    """The addresses that can be clicked on."""
    inner = [each for source in _sources(message) for each in _SPECIAL.findall(source)]
    found = {each.split("|")[0] for each in inner if each[:1] not in ("!", "@", "#")}
    for words in _parsed(message):
        found.update(_ADDRESS.findall(words))
    for _, each in texts(message.get("blocks") or []):
        found.update(each.get("links", ()))
    return found


def addresses(message: Json) -> set[str]:
    """Every address that stands anywhere in a message, also where it is no link."""
    sources = [message.get("text") or ""]
    sources += [each["text"] for _, each in texts(message.get("blocks") or [])]
    return links(message) | {each for source in sources for each in _ADDRESS.findall(source)}


def _sources(message: Json) -> list[str]:
    return [
        message.get("text") or "",
        *(e["text"] for _, e in texts(message.get("blocks") or []) if e["type"] == "mrkdwn"),
    ]


def _parsed(message: Json) -> list[str]:
    """The texts in which Slack looks for addresses and mentions by itself."""
    found = [each for _, each in texts(message.get("blocks") or []) if each["type"] == "mrkdwn"]
    return [each["text"] for each in found if not each.get("verbatim")]


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
