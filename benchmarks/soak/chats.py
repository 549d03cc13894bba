"""A company's chat, on Telegram or on Slack: what it writes and presses there, and hears."""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping
from typing import Any

from benchmarks.soak.reading import Heard, Key
from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.rules import elements
from tests.emulators.slack.server import SlackServer
from tests.emulators.telegram import TelegramServer
from tests.emulators.telegram_people import Person
from tram_bot.core.identifiers import Language

Json = Mapping[str, Any]


class Chat(ABC):
    """Somebody's chat with the bot."""

    def __init__(self) -> None:
        self.written: list[Any] = []
        """What they have written, as the platform keeps it."""
        self.last_heard = ""
        """What the bot has written last."""
        self._unread: deque[Heard] = deque()
        self._news = asyncio.Event()

    def arrives(self, heard: Heard) -> None:
        """The bot has written."""
        self.last_heard = heard.text
        self._unread.append(heard)
        self._news.set()

    async def hears(self) -> Heard:
        """The next thing that the bot has written and that was not read yet."""
        while not self._unread:
            self._news.clear()
            await self._news.wait()
        return self._unread.popleft()

    def skips(self) -> None:
        """Do not read what has come so far."""
        self._unread.clear()

    @abstractmethod
    async def writes(self, text: str) -> None:
        """Write to the bot."""

    @abstractmethod
    async def edits(self, text: str) -> None:
        """Change what was written last."""

    @abstractmethod
    async def sends_file(self, name: str, words: str) -> None:
        """Send a picture with words below it."""

    @abstractmethod
    async def presses(self, heard: Heard, key: Key) -> None:
        """Press what stands below a message."""


class OnTelegram(Chat):
    """A private chat."""

    def __init__(self, server: TelegramServer, id: int, language: Language) -> None:
        super().__init__()
        self._server = server
        self._person = Person(server, id, language)

    async def writes(self, text: str) -> None:
        """Write to the bot."""
        self.written.append(await self._person.writes(text))

    async def edits(self, text: str) -> None:
        """Change what was written last."""
        await self._person.edits(self.written[-1], text)

    async def sends_file(self, name: str, words: str) -> None:
        """Send a picture with words below it."""
        id = f"f{self._server.number()}"
        self._server.files[id] = _PICTURE
        document = {
            "file_id": id, "file_unique_id": f"u{id}", "file_name": name,
            "mime_type": "image/png", "file_size": len(_PICTURE),
        }  # fmt: skip
        self.written.append(await self._person.sends(document=document, caption=words))

    async def presses(self, heard: Heard, key: Key) -> None:
        """Press what stands below a message."""
        rows = heard.message["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == key.label)
        await self._person.sends_data(dict(heard.message), data)


class OnSlack(Chat):
    """Direct messages."""

    def __init__(self, server: SlackServer, id: str, language: Language) -> None:
        super().__init__()
        self._member = Member(server, id, f"Anna Example {id}", locale=f"{language}-XX")
        self.channel = self._member.dm.id

    async def writes(self, text: str) -> None:
        """Write to the bot. Slack keeps what begins with a slash for itself."""
        typed = f"!{text[1:]}" if text.startswith("/") else text
        self.written.append(await self._member.says(typed))

    async def edits(self, text: str) -> None:
        """Change what was written last."""
        await self._member.edits(self.written[-1], text)

    async def sends_file(self, name: str, words: str) -> None:
        """Send a picture with words below it."""
        file = self._member.file(name, _PICTURE)
        self.written.append(await self._member.says(words, file))

    async def presses(self, heard: Heard, key: Key) -> None:
        """Press what stands below a message."""
        for block in heard.message["blocks"]:
            for element in elements(block):
                if element.get("text", {}).get("text") == key.label:
                    message = {**heard.message, "channel": self.channel}
                    await self._member.acts(self._member.dm, message, block, element)
                    return


_PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 20_000


def heard_on_telegram(message: Json) -> Heard:
    """A message of the bot's there."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    keys = [_key(b["text"], b["callback_data"]) for row in rows for b in row]
    return Heard(text=message.get("text", ""), keys=keys, message=message)


def heard_on_slack(message: Json) -> Heard:
    """A message of the bot's there."""
    keys = [
        _key(element["text"]["text"], element["value"])
        for block in message.get("blocks", [])
        for element in elements(block)
        if "value" in element
    ]
    return Heard(text=shown(dict(message)), keys=keys, message=message)


def _key(label: str, carried: str) -> Key:
    _, _, rest = carried.partition(":")
    scope, _, option = rest.partition(":")
    return Key(label=label, scope=scope, option=option)
