"""What the real Bot API refuses, with the page that says so."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - an answer of the server
    """A call that is not carried out."""

    def __init__(self, code: int, description: str) -> None:
        self.code = code
        self.description = description
        super().__init__(description)


def check_message(asked: Json) -> None:
    """https://core.telegram.org/bots/api#sendmessage: 1-4096 characters, counted in UTF-16 units
    (https://core.telegram.org/api/entities#entity-length). Texts in tests are never JSON."""
    text = asked.get("text", "")
    if not isinstance(text, str) or not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    if "parse_mode" in asked:
        # The real server would read markup here, which needs an emulation nobody has asked for.
        raise Refusal(400, "Bad Request: this emulator knows no parse mode")
    if "reply_markup" in asked:
        _check_keyboard(asked["reply_markup"])


def _check_keyboard(markup: Json) -> None:
    """https://core.telegram.org/bots/api#inlinekeyboardbutton: a label, and 1-64 bytes of data;
    https://core.telegram.org/bots/api#inlinekeyboardmarkup: rows of buttons, 100 in all
    (https://core.telegram.org/method/messages.sendMessage, REPLY_MARKUP_TOO_LONG)."""
    rows = markup["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    if not all(rows) or len(buttons) > 100 or max(map(len, rows), default=0) > 8:
        raise Refusal(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text", "").strip():
            raise Refusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")


def check_commands(asked: Json) -> None:
    """https://core.telegram.org/bots/api#setmycommands: at most 100;
    https://core.telegram.org/bots/api#botcommand: 1-32 of a-z, 0-9 and _, described in 1-256."""
    commands = asked["commands"]
    if len(commands) > 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    check_language(asked)
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


def check_language(asked: Json) -> None:
    """Whether commands are for somebody: "A two-letter ISO 639-1 language code", or nothing."""
    if not re.fullmatch(r"([a-z]{2})?", asked.get("language_code", "")):
        raise Refusal(400, "Bad Request: invalid language code specified")


def check_document(asked: Json, data: bytes) -> None:
    """https://core.telegram.org/bots/api#sending-files: up to 50 MB, and not nothing;
    https://core.telegram.org/bots/api#senddocument: a caption of 0-1024 characters."""
    if not data:
        raise Refusal(400, "Bad Request: file must be non-empty")
    if len(data) > 50_000_000:
        raise Refusal(413, "Request Entity Too Large")
    if len(asked.get("caption", "").encode("utf-16-le")) // 2 > 1024:
        raise Refusal(400, "Bad Request: message caption is too long")
    if "parse_mode" in asked:
        raise Refusal(400, "Bad Request: this emulator knows no parse mode")
    if "reply_markup" in asked:
        _check_keyboard(asked["reply_markup"])


def check_download(id: str, files: Mapping[str, bytes]) -> Json:
    """https://core.telegram.org/bots/api#getfile: files of up to 20 MB; a link to the file."""
    if id not in files:
        raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if len(files[id]) > 20_000_000:
        raise Refusal(400, "Bad Request: file is too big")
    return {
        "file_id": id,
        "file_unique_id": f"u{id}",
        "file_size": len(files[id]),
        "file_path": id,
    }


def check_webhook(asked: Json) -> None:
    """https://core.telegram.org/bots/api#setwebhook: https on one of four ports, 1-100
    connections, a secret of 1-256 of A-Z, a-z, 0-9, _ and -."""
    url = asked.get("url", "")
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in (443, 80, 88, 8443):
        raise Refusal(
            400,
            "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        )
    if not 1 <= asked.get("max_connections", 40) <= 100:
        raise Refusal(400, "Bad Request: bad webhook: max_connections is out of range")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", asked.get("secret_token", "")):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
