"""A company's hands on each platform: what it writes and presses there, and what it sees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.rules import elements
from tests.emulators.slack.server import SlackServer
from tests.emulators.telegram import TelegramServer
from tests.emulators.telegram_people import Person

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One message of the bot's on the screen: its words, and the labels below it."""

    message: Json
    text: str
    labels: tuple[str, ...]


class Hands(Protocol):
    """Somebody at a company, on one platform. Everything returns once the platform has heard that
    it was taken."""

    conversation: str

    async def writes(self, texts: Sequence[str], *, before: timedelta = timedelta()) -> None:
        """Send these one after another, or as if they had been sent so long `before`."""
        ...

    async def presses(self, on: Shown, label: str) -> None:
        """Press a button of that message."""
        ...

    async def edits(self, number: int, text: str) -> None:
        """Change the message they wrote as the so many-th."""
        ...

    async def sends_again(self) -> None:
        """What the platform does when it is unsure: the latest once more."""
        ...

    async def sends_file(self, name: str, caption: str) -> None:
        """Send a picture of that name, with words below it or none."""
        ...

    def seen(self) -> list[Shown]:
        """Everything the bot wrote that stands there."""
        ...


class OnTelegram:
    """By the emulated Telegram."""

    def __init__(self, server: TelegramServer, language: str) -> None:
        self.server = server
        self.person = Person(server, 4711, language)
        self.conversation = "telegram:4711"
        self._written: list[Json] = []
        self._latest: list[Json] = []

    async def writes(self, texts: Sequence[str], *, before: timedelta = timedelta()) -> None:
        self._latest = []
        async with self.server.changed:  # so that all of it is fetched together
            for text in texts:
                message = self._message(text, before)
                self._latest.append(self._update("message", message))
                self._written.append(message)
            self.server.changed.notify_all()
        await self._settled()

    async def presses(self, on: Shown, label: str) -> None:
        data = next(
            button["callback_data"]
            for row in on.message["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == label
        )
        self._latest = [await self.person.sends_data(on.message, data)]
        await self._settled()

    async def edits(self, number: int, text: str) -> None:
        update = {"message": self._written[number - 1]}
        self._latest = [await self.person.edits(update, text)]
        await self._settled()

    async def sends_again(self) -> None:
        for update in self._latest:
            await self.server.push_again(update)
        await self._settled()

    async def sends_file(self, name: str, caption: str) -> None:
        document = {
            "file_id": "f", "file_unique_id": "u", "file_name": name, "mime_type": "image/jpeg",
            "file_size": 1000,
        }  # fmt: skip
        words = {"caption": caption} if caption else {}
        self._latest = [await self.person.sends(document=document, **words)]
        self._written.append(self._latest[0]["message"])
        await self._settled()

    def seen(self) -> list[Shown]:
        return [
            Shown(
                message=message,
                text=message.get("text", ""),
                labels=tuple(
                    button["text"]
                    for row in message.get("reply_markup", {}).get("inline_keyboard", [])
                    for button in row
                ),
            )
            for message in self.person.chat.shown()
        ]

    def _message(self, text: str, before: timedelta) -> Json:
        # Nobody can send an empty text; a sticker without an emoji says as little.
        sticker = {
            "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
            "is_animated": False, "is_video": False,
        }  # fmt: skip
        message: Json = {
            "message_id": self.server.number(),
            "from": self.person.user,
            "chat": {"id": self.person.id, "type": "private", "first_name": "Anna"},
            "date": self.server.now() - int(before.total_seconds()),
            **({"text": text} if text.strip() else {"sticker": sticker}),
        }
        self.person.chat.messages.append(message)
        return message

    def _update(self, kind: str, content: Json) -> Json:
        update = {"update_id": self.server.next_update(), kind: content}
        self.server.pending.append(update)
        return update

    async def _settled(self) -> None:
        await self.server.until("taken", lambda: not self.server.pending)


class OnSlack:
    """By the emulated Slack, in direct messages."""

    def __init__(self, server: SlackServer, language: str) -> None:
        self.server = server
        self.member = Member(server, "U0ANNA", "Anna Example", locale=f"{language}-XX")
        self.conversation = f"slack:{self.member.dm.id}"
        self._written: list[Json] = []
        self._latest: list[tuple[Json, str]] = []

    async def writes(self, texts: Sequence[str], *, before: timedelta = timedelta()) -> None:
        self._latest = []
        for text in texts:
            # Slack keeps what begins with a slash for itself; people write another mark.
            word = f"!{text.strip()[1:]}" if text.strip().startswith("/") else text
            if before:
                ts = f"{float(self.server.ts()) - before.total_seconds():.6f}"
                await self._event(self.member.message(word, ts))
            else:
                await self._event(self.member.message(word, self.server.ts()))
        await self.server.delivery.settled()

    async def presses(self, on: Shown, label: str) -> None:
        for block in on.message["blocks"]:
            for element in elements(block):
                if element["text"]["text"] == label:
                    await self.member.acts(self.member.dm, on.message, block, element)
                    return
        raise AssertionError(f"no button '{label}'")

    async def edits(self, number: int, text: str) -> None:
        await self.member.edits(self._written[number - 1], text)
        await self.server.delivery.settled()

    async def sends_again(self) -> None:
        for event, id in self._latest:
            await self.server.delivery.event(event, id=id)
        await self.server.delivery.settled()

    async def sends_file(self, name: str, caption: str) -> None:
        file = self.member.file(name, b"x" * 1000, "image/jpeg")
        self._written.append(await self.member.says(caption, file))
        await self.server.delivery.settled()

    def seen(self) -> list[Shown]:
        return [
            Shown(
                message=message,
                # Where others are told of /bot, people on Slack are told of “bot”.
                text=re.sub(r"“([a-z_]+)”", r"/\1", shown(message)),
                labels=tuple(
                    element["text"]["text"]
                    for block in message.get("blocks", [])
                    for element in elements(block)
                ),
            )
            for message in self.member.dm.messages
            if message.get("bot_id")
        ]

    async def _event(self, message: Json) -> None:
        self._written.append(message)
        self.member.dm.messages.append(message)
        event = {**message, "channel_type": "im", "event_ts": message["ts"]}
        self._latest.append((event, await self.server.delivery.event(event)))
