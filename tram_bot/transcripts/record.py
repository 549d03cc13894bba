"""A talk, saved as a conversation test while it is held."""

import json
from collections.abc import Sequence
from pathlib import Path

from tram_bot.core.effects import Say
from tram_bot.core.events import Command, Edited, Event, Text
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import File
from tram_bot.errors import SettingsError
from tram_bot.ports import Channel, Clock, Payload

_FRAGMENT = 70
"""Characters of each paragraph that the test will expect; enough to know it by."""


class Recorder:
    """A channel that hands everything on to another and remembers it."""

    def __init__(self, channel: Channel, clock: Clock) -> None:
        """`channel` is where the talk is really held."""
        self.name = channel.name
        self._channel = channel
        self._lines: list[str] = []
        self._began = clock.now()

    def heard(self, event: Event) -> None:
        """The company did this."""
        match event:
            case Text(text=text):
                self._lines.append(f"  - company: {json.dumps(text, ensure_ascii=False)}")
            case Command(word=word, argument=argument):
                text = f"/{word} {argument}".strip()
                self._lines.append(f"  - company: {json.dumps(text, ensure_ascii=False)}")
            case Edited(text=text):
                self._lines.append(f"  - edit: {json.dumps(text, ensure_ascii=False)}")
            case _:
                pass

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show it on the real channel and remember what was said."""
        receipt = await self._channel.deliver(conversation, say, files)
        fragments = [p.split("\n")[0][:_FRAGMENT].strip() for p in (*say.paragraphs, say.ask)]
        self._lines.append("  - bot:")
        self._lines.extend(
            f"      - {json.dumps(each, ensure_ascii=False)}" for each in fragments if each
        )
        return receipt

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Change it on the real channel; a test has no line for that."""
        return await self._channel.amend(conversation, receipt, say)

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Take it back on the real channel; a test has no line for that."""
        await self._channel.retract(conversation, receipt)

    async def fetch(self, file: File) -> Payload:
        """A file of the real channel."""
        return await self._channel.fetch(file)

    def save(self, path: Path) -> None:
        """Write the talk as a conversation test. Raises SettingsError if it cannot be written."""
        head = [
            f"name: {json.dumps(path.stem.replace('_', ' ').replace('-', ' '))}",
            f'begins: "{self._began.isoformat(timespec="seconds")}"',
            "talk:",
        ]
        try:
            path.write_text("\n".join([*head, *self._lines]) + "\n", encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"cannot write the record {path}: {error.strerror}") from error
