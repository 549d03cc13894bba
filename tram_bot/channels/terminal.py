"""The terminal as a channel: one line is one message, buttons are numbered choices."""

from collections.abc import Sequence
from typing import TextIO

from tram_bot.core.effects import Button, Card, Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import File
from tram_bot.errors import Undeliverable
from tram_bot.outgoing import Payload
from tram_bot.text_layout import Paper, printable

NAME = "terminal"
LOCAL = ConversationId(f"{NAME}:local")
"""The one conversation of a terminal."""


class TerminalChannel:
    """Writes what the bot says to a stream."""

    name = NAME

    def __init__(self, out: TextIO, paper: Paper) -> None:
        """`out` is written to and flushed after every reply."""
        self._out = out
        self._paper = paper
        self._count = 0

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show the reply and name the files; the receipt is its number in this session."""
        del conversation  # a terminal has one person before it
        self._count += 1
        names = "".join(f"\n\n[{file.name}]" for file in files)
        self._out.write(f"{laid_out(say, self._paper)}{names}\n\n")
        self._out.flush()
        return str(self._count)

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Show the new wording below: what stands on a terminal stays."""
        del receipt
        return await self.deliver(conversation, say)

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Show the text itself below the words: a file would be one more copy to look after."""
        del conversation
        self._count += 1
        text = printable(file.data.decode("utf-8-sig"))
        self._out.write(f"{self._paper.wrapped(words)}\n\n{text}\n\n")
        self._out.flush()
        return str(self._count)

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Raises Undeliverable: what stands on a terminal stays."""
        del conversation, receipt
        raise Undeliverable("a terminal forgets nothing")

    async def fetch(self, file: File) -> Payload:
        """Raises Undeliverable: nobody can send a file from here."""
        del file
        raise Undeliverable("there are no files on a terminal")


def laid_out(say: Say, paper: Paper) -> str:
    """A reply as text: paragraphs, cards, the question, and its numbered choices."""
    parts = [paper.wrapped(paragraph) for paragraph in say.paragraphs]
    parts.extend(_card(card, paper) for card in say.cards)
    if say.ask:
        parts.append(paper.styled(paper.wrapped(say.ask), "bold"))
    if say.buttons:
        parts.append("\n".join(_choices(say.buttons, paper)))
    return "\n\n".join(parts)


def _choices(buttons: tuple[Button, ...], paper: Paper) -> list[str]:
    return [
        f"{paper.styled(f'{number:>4}', 'accent')}  {button.label}"
        for number, button in enumerate(buttons, start=1)
    ]


def _card(card: Card, paper: Paper) -> str:
    lines = [paper.styled(card.title, "bold")]
    lines.extend(paper.wrapped(line, "  ") for line in card.lines)
    if card.link:
        lines.append(paper.styled(f"  {card.link}", "dim"))
    return "\n".join(lines)
