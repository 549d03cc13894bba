"""A talk, saved as a conversation test while it is held."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tram_bot.core.confidentiality import (
    asks_in_confidence,
    is_open,
    runs_of,
    told_in_confidence,
)
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation, Run
from tram_bot.core.effects import Say
from tram_bot.core.events import Command, Edited, Event, Text
from tram_bot.core.identifiers import ConversationId, EventId
from tram_bot.core.lead import File
from tram_bot.core.questionnaire import Questionnaire
from tram_bot.errors import SettingsError
from tram_bot.ports import Channel, Clock, Payload

_FRAGMENT = 70
"""Characters of each paragraph that the test will expect; enough to know it by."""


LEFT_OUT = "(told in confidence: write an example here)"
"""Stands where the company's words are left out of the record."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Something the company said; `sources` are its ids, by which an answer knows it."""

    does: str
    text: str
    sources: frozenset[str] = frozenset()


class Recorder:
    """A channel that hands everything on to another and remembers it."""

    def __init__(self, channel: Channel, clock: Clock, content: Content) -> None:
        """`channel` is where the talk is really held."""
        self._content = content
        self._told: dict[EventId, frozenset[str]] = defaultdict(frozenset)
        self._open: dict[EventId, bool] = {}
        self.name = channel.name
        self._channel = channel
        self._lines: list[_Line | list[str]] = []
        self._began = clock.now()

    def heard(self, event: Event, talk: Conversation | None) -> None:
        """The company did this, when the talk stood so."""
        self._notice(talk)
        match event:
            case Text(text=text, message=message) | Edited(text=text, message=message):
                run = self._asking_in_confidence(talk)
                if run:
                    self._told[run.id] |= {event.id}
                does = "edit" if isinstance(event, Edited) else "company"
                self._lines.append(_Line(does, text, frozenset({event.id, message} - {""})))
            case Command(word=word, argument=argument):
                text = f"/{word} {argument}".strip()
                self._lines.append(_Line("company", text))
            case _:
                pass

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show it on the real channel and remember what was said."""
        receipt = await self._channel.deliver(conversation, say, files)
        first = [paragraph.split("\n")[0] for paragraph in (*say.paragraphs, say.ask)]
        self._lines.append([line[:_FRAGMENT].strip() for line in first if line.strip()])
        return receipt

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Change it on the real channel; a test has no line for that."""
        return await self._channel.amend(conversation, receipt, say)

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Hand it over on the real channel; a test has no line for that."""
        return await self._channel.give(conversation, words, file)

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Take it back on the real channel; a test has no line for that."""
        await self._channel.retract(conversation, receipt)

    async def fetch(self, file: File) -> Payload:
        """A file of the real channel."""
        return await self._channel.fetch(file)

    def save(self, path: Path, talk: Conversation | None) -> bool:
        """Write the talk, which ended so, as a conversation test, but for what was told in
        confidence. Returns whether anything was left out. Raises SettingsError if it cannot be
        written."""
        self._notice(talk)
        secret = frozenset[str]().union(
            *(told for run, told in self._told.items() if not self._open.get(run))
        )
        said = [line for line in self._lines if isinstance(line, _Line)]
        told = [line.text for line in said if line.sources & secret]
        lines = _written(self._lines, secret, frozenset[str]().union(*map(_words, told)))
        head = [
            f"name: {json.dumps(path.stem.replace('_', ' ').replace('-', ' '))}",
            f'begins: "{self._began.isoformat(timespec="seconds")}"',
            "talk:",
        ]
        try:
            path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"cannot write the record {path}: {error.strerror}") from error
        return bool(told)

    def _notice(self, talk: Conversation | None) -> None:
        """Remember what was told in confidence so far, and of which filling that was said to be no
        matter: it may be forgotten before the end."""
        for run in runs_of(talk) if talk else ():
            self._told[run.id] |= told_in_confidence(run, self._questionnaire(run))
            self._open[run.id] = is_open(run.answers)

    def _asking_in_confidence(self, talk: Conversation | None) -> Run | None:
        """The filling in which something confidential or personal is asked at the moment."""
        phase = talk.phase if talk else None
        if not isinstance(phase, Asking):
            return None
        questionnaire = self._questionnaire(phase.run)
        question = questionnaire.question(phase.question) if questionnaire else None
        return phase.run if question is None or asks_in_confidence(question) else None

    def _questionnaire(self, run: Run) -> Questionnaire | None:
        return self._content.questionnaires.get(run.questionnaire)


def _written(
    lines: Sequence["_Line | list[str]"], secret: frozenset[str], hidden: frozenset[str]
) -> Iterator[str]:
    """The lines of the talk without those that are secret, or share a word with what is."""
    for line in lines:
        if isinstance(line, _Line):
            is_told = line.sources & secret or hidden & _words(line.text)
            text = LEFT_OUT if is_told else line.text
            yield f"  - {line.does}: {json.dumps(text, ensure_ascii=False)}"
            continue
        shown = [each for each in line if not hidden & _words(each)]
        if shown:
            yield "  - bot:"
        for each in shown:
            yield f"      - {json.dumps(each, ensure_ascii=False)}"


def _words(text: str) -> frozenset[str]:
    """The words by which a text could be known again.

    >>> sorted(_words("We make 12 Zinc-flake coatings"))
    ['coatings', 'flake', 'make', 'zinc']
    """
    return frozenset(word for word in re.findall(r"\w{4,}", text.casefold()))
