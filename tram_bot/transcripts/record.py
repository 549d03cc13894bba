"""A talk, saved as a conversation test while it is held."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tram_bot.content.yaml_source import quoted
from tram_bot.core.confidentiality import (
    asks_in_confidence,
    is_open,
    runs_of,
    told_in_confidence,
)
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation, Run
from tram_bot.core.effects import Button, Say
from tram_bot.core.events import (
    Attachment,
    Command,
    Deleted,
    Edited,
    Event,
    Pressed,
    StaffAsked,
    StaffErased,
    StaffStepped,
    StaffUnblocked,
    StaffWrote,
    Text,
)
from tram_bot.core.identifiers import ConversationId, EventId, Language
from tram_bot.core.questionnaire import Questionnaire
from tram_bot.errors import SettingsError
from tram_bot.outgoing import Payload
from tram_bot.ports import Channel, Clock
from tram_bot.transcripts.fragments import LONGEST
from tram_bot.transcripts.handing_on import HandingOn

LEFT_OUT = "(told in confidence: write an example here)"
"""Stands where the company's words are left out of the record."""

_REFERENCE = re.compile(r"\bBT-[A-Z]{2}-\d")
"""A request's number, which is another one each time."""

_WITH_MORE = {"press": "label", "edit": "text", "file": "name", "change": "step"}
"""The key of a line's own text, where more stands beside it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Something that was done; `sources` are the ids of what the company said, by which an answer
    knows it. `more` is what has to stand beside the text."""

    does: str
    text: str
    sources: frozenset[str] = frozenset()
    more: Mapping[str, str | int] = field(default_factory=dict)


class Recorder(HandingOn):
    """A channel that hands everything on to another and remembers it."""

    def __init__(
        self, channel: Channel, clock: Clock, content: Content, language: Language
    ) -> None:
        """`channel` is where the talk is really held, `language` what it begins in."""
        super().__init__(channel)
        self._content = content
        self._told: dict[EventId, frozenset[str]] = defaultdict(frozenset)
        self._open: dict[EventId, bool] = {}
        self._lines: list[_Line | list[str]] = []
        self._began = clock.now()
        self._language = language
        self._messages: list[str] = []
        self._replies: list[tuple[Button, ...]] = []
        self._from_staff: dict[str, str] = {}
        self._names: set[str] = set()
        self._ended = False

    def heard(self, event: Event, talk: Conversation | None) -> None:
        """The company, or staff with its request, did this when the talk stood so. What no test
        can say ends the record."""
        self._notice(talk)
        match event:
            case Text(text=text, message=message):
                self._add("company", text, self._sources(event, message, talk))
                self._messages.append(message)
            case Edited(text=text, message=message):
                self._add("edit", text, self._sources(event, message, talk), self._which(message))
            case Attachment(name=name, caption=caption, message=message):
                more = {"caption": caption} if caption else {}
                self._add("file", name, self._sources(event, message, talk), more)
                self._messages.append(message)
            case Command(word=word, argument=argument):
                self._add("company", f"/{word} {argument}".strip())
                self._messages.append("")
            case Pressed():
                self._press(event)
            case StaffStepped(by=by, step=step, centre=centre, outcome=outcome):
                self._names |= {by.signs_as, by.name}
                more = {"centre": centre} if centre else {"outcome": outcome} if outcome else {}
                self._add("change", step, more=more)
            case StaffWrote(by=by, text=text, message=message):
                self._names |= {by.signs_as, by.name}
                self._from_staff[message] = text
            case Deleted() | StaffAsked() | StaffErased() | StaffUnblocked():
                self._ended = True
            case _:
                pass

    def waited(self, hours: int) -> None:
        """So long nobody did anything."""
        self._add("wait", f"{hours}h")

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show it on the real channel and remember what was said."""
        receipt = await self._channel.deliver(conversation, say, files)
        if say.staff_message in self._from_staff:
            self._add("centre", self._from_staff[say.staff_message])
        first = [paragraph.split("\n")[0] for paragraph in (*say.paragraphs, say.ask)]
        self._replies.append(say.buttons)
        if not self._ended:
            self._lines.append([line for each in first if (line := self._lasting(each))])
        return receipt

    def save(self, path: Path, talk: Conversation | None) -> bool:
        """Write the talk, which ended so, as a conversation test over the file of that name, but
        for what was told in confidence. Returns whether anything was left out. Raises SettingsError
        if it cannot be written."""
        text, left_out = self.written(path.stem, talk)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"cannot write the record {path}: {error.strerror}") from error
        return left_out

    def written(
        self, name: str, talk: Conversation | None, *, whole: bool = False
    ) -> tuple[str, bool]:
        """The talk, which ended so, as a conversation test of that name, and whether anything was
        left out: what was told in confidence, unless the `whole` of it is wanted."""
        self._notice(talk)
        secret = frozenset[str]().union(
            *(told for run, told in self._told.items() if not (whole or self._open.get(run)))
        )
        said = [line for line in self._lines if isinstance(line, _Line)]
        told = [line.text for line in said if line.sources & secret]
        lines = _written(self._lines, secret, frozenset[str]().union(*map(_words, told)))
        head = [
            f"name: {quoted(name.replace('_', ' ').replace('-', ' '))}",
            f'begins: "{self._began.isoformat(timespec="seconds")}"',
            f"language: {self._language}",
            "talk:",
        ]
        return "\n".join([*head, *lines]) + "\n", bool(told)

    def _add(
        self,
        does: str,
        text: str,
        sources: frozenset[str] = frozenset(),
        more: Mapping[str, str | int] | None = None,
    ) -> None:
        if not self._ended:
            self._lines.append(_Line(does, text, sources, more or {}))

    def _sources(self, event: Event, message: str, talk: Conversation | None) -> frozenset[str]:
        run = self._asking_in_confidence(talk)
        if run:
            self._told[run.id] |= {event.id}
        return frozenset({event.id, message} - {""})

    def _which(self, message: str) -> Mapping[str, str | int]:
        """The number of a message that was changed, unless it is the latest."""
        if message not in self._messages or message == self._messages[-1]:
            return {}
        return {"message": self._messages.index(message) + 1}

    def _press(self, event: Pressed) -> None:
        pressed = (event.turn, event.scope, event.option)
        for number in range(len(self._replies), 0, -1):
            for button in self._replies[number - 1]:
                if (button.turn, button.scope, button.option) == pressed:
                    more = {"reply": number} if number < len(self._replies) else {}
                    return self._add("press", button.label, more=more)
        return None

    def _lasting(self, line: str) -> str:
        """The beginning of what was said that is said the next time, too: up to a request's number
        or the name of somebody at a centre."""
        ends = [found.start()] if (found := _REFERENCE.search(line)) else []
        ends.extend(at for name in self._names if (at := line.find(name)) >= 0)
        return line[: min([*ends, LONGEST])].strip()

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
            value = {_WITH_MORE[line.does]: text, **line.more} if line.more else text
            yield f"  - {line.does}: {quoted(value)}"
            continue
        shown = [each for each in line if not hidden & _words(each)]
        if shown:
            yield "  - bot:"
        for each in shown:
            yield f"      - {quoted(each)}"


def _words(text: str) -> frozenset[str]:
    """The words by which a text could be known again.

    >>> sorted(_words("We make 12 Zinc-flake coatings"))
    ['coatings', 'flake', 'make', 'zinc']
    """
    return frozenset(word for word in re.findall(r"\w{4,}", text.casefold()))
