"""People who use the emulated Telegram: they write, press, edit and wait for an answer."""

from typing import Any

from tests.emulators.telegram import BOT, Chat, Json, TelegramServer


class Person:
    """Somebody with a private chat with the bot."""

    def __init__(self, server: TelegramServer, id: int, language: str = "en") -> None:
        self.server = server
        self.id = id
        self.user = {
            "id": id, "is_bot": False, "first_name": "Anna", "language_code": language
        }  # fmt: skip
        self.chat = server.chats.setdefault(id, Chat(id=id))
        self.read = 0
        """How many of the bot's messages were waited for."""

    async def writes(self, text: str) -> Json:
        """Send a text; returns its update. What looks like a command is marked as one."""
        command = {"offset": 0, "length": len(text.split(maxsplit=1)[0]), "type": "bot_command"}
        extra: Json = {"entities": [command]} if text.startswith("/") else {}
        return await self.sends(text=text, **extra)

    async def sends(self, **content: Any) -> Json:
        """Send a message with this content: https://core.telegram.org/bots/api#message."""
        message = {
            "message_id": self.server.number(),
            "from": self.user,
            "chat": {"id": self.id, "type": "private", "first_name": "Anna"},
            "date": self.server.now(),
            **content,
        }
        self.chat.messages.append(message)
        return await self.server.push("message", message)

    async def sends_album(self, *names: str, caption: str = "") -> list[Json]:
        """Send several files at once, the words with the first: `media_group_id` in #message."""
        album = f"album{self.server.number()}"
        files = [
            {"document": {"file_id": f"f-{name}", "file_unique_id": f"u-{name}",
                          "file_name": name, "mime_type": "image/jpeg", "file_size": 9}}
            for name in names
        ]  # fmt: skip
        words = [{"caption": caption} if caption and not at else {} for at in range(len(files))]
        return [
            await self.sends(media_group_id=album, **file, **said)
            for file, said in zip(files, words, strict=True)
        ]

    async def edits(self, update: Json, text: str, **media: Any) -> Json:
        """Change what was written, or the words with a file, or put another file in its place:
        "edited_message" in #update. Only a caption can be taken away."""
        before = update["message"]
        what = "text" if "text" in before and not media else "caption"
        changed = ("text", "caption", "document", "photo") if media else (what,)
        message = {key: value for key, value in before.items() if key not in changed}
        message |= {"edit_date": self.server.now(), **media, **({what: text} if text else {})}
        return await self.server.push("edited_message", message)

    async def blocks(self) -> Json:
        """Shut the bot out: "my_chat_member" in #update."""
        self.chat.blocked = True
        return await self._stands("member", "kicked")

    async def unblocks(self) -> Json:
        """Let the bot in again, without a word."""
        self.chat.blocked = False
        return await self._stands("kicked", "member")

    async def _stands(self, before: str, now: str) -> Json:
        until = {"kicked": {"until_date": 0}, "member": {}}
        return await self.server.push(
            "my_chat_member",
            {
                "chat": {"id": self.id, "type": "private", "first_name": "Anna"},
                "from": self.user,
                "date": self.server.now(),
                "old_chat_member": {"status": before, "user": BOT, **until[before]},
                "new_chat_member": {"status": now, "user": BOT, **until[now]},
            },
        )

    async def presses(self, label: str) -> Json:
        """Press the latest button with that label: #callbackquery."""
        for message in reversed(self.chat.shown()):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in (each for row in rows for each in row):
                if button["text"] == label:
                    return await self.sends_data(message, button["callback_data"])
        raise AssertionError(f"nobody offered '{label}'")

    async def sends_data(self, message: Json, data: str) -> Json:
        """Press a button that carries this, offered or forged."""
        query = f"q{len(self.server.queries) + 1}"
        self.server.queries[query] = False
        return await self.server.push(
            "callback_query",
            {
                "id": query,
                "from": self.user,
                "chat_instance": "1",
                "message": message,
                "data": data,
            },
        )

    async def hears(self, words: str) -> str:
        """Wait for a message of the bot's with these words, among those not waited for before;
        returns its text."""

        def found() -> int | None:
            shown = self.chat.shown()
            return next(
                (i for i in range(self.read, len(shown)) if words in shown[i].get("text", "")),
                None,
            )

        await self.server.until(f"'{words}' to {self.id}", lambda: found() is not None)
        at = found()
        assert at is not None
        self.read = at + 1
        return str(self.chat.shown()[at]["text"])

    def offered(self) -> list[str]:
        """The labels of the buttons below the latest message."""
        rows = self.chat.shown()[-1].get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]


async def added_to_group(
    server: TelegramServer, id: int, by: Person, *, type: str = "group"
) -> Chat:
    """Somebody adds the bot to a group or a channel: "my_chat_member" in #update."""
    chat = server.chats.setdefault(id, Chat(id=id, type=type))
    await server.push(
        "my_chat_member",
        {
            "chat": {"id": id, "type": type, "title": "A group"},
            "from": by.user,
            "date": server.now(),
            "old_chat_member": {"status": "left", "user": BOT},
            "new_chat_member": {"status": "member", "user": BOT},
        },
    )
    return chat


async def said_in_group(server: TelegramServer, id: int, by: Person, text: str) -> None:
    """Somebody writes in a group with the bot in it."""
    message = {
        "message_id": server.number(),
        "from": by.user,
        "chat": {"id": id, "type": "group", "title": "A group"},
        "date": server.now(),
        "text": text,
    }
    await server.push("message", message)
