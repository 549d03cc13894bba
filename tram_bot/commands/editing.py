"""What is told of edits of the content: at the terminal each time, with the warnings that they
brought, and at the lead partner's desk once when something is wrong and once when it is mended."""

import hashlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime

from tram_bot.content.repeated import told_once
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.identifiers import EventId
from tram_bot.desk.words import Words
from tram_bot.errors import Problem, TramBotError
from tram_bot.language_names import in_words
from tram_bot.ports import Clock
from tram_bot.served import Served, named

_log = logging.getLogger(__name__)

_PROBLEMS_TOLD = 10
"""Problems that are named; the others are counted. Ours: what somebody reads to the end."""
_WARNINGS_TOLD = 5
"""Warnings that one edit brought and that are named; the others are counted. Ours."""
_MINUTES = 10
"""Within so many several processes have read the same edit. Ours."""

TellDesk = Callable[[str, datetime, EventId], Awaitable[None]]
"""Tells the lead partner's desk a text, at that time; of several processes the first that tells it
by that id does."""


class Lines:
    """What the terminal says of the content, each thing once."""

    def __init__(self, content: Served) -> None:
        """What is served at first goes without saying."""
        self._content = content
        self._told: object = self._state()
        self._is_learning = False
        self._warned: Mapping[object, Problem] = {}

    def news(self) -> Iterator[str]:
        """What is to be said when something else is served, other errors stand in its way, more of
        it is learnt, or what was saved brought or mended a warning."""
        problems, version = state = self._state()
        learning = self._content.learning
        is_other, self._told = state != self._told, state
        if is_other:
            for problem in problems[:_PROBLEMS_TOLD]:
                yield f"Content: {problem}"
            if problems:
                more = len(problems) - _PROBLEMS_TOLD
                also = f" {more} more: see 'tram-bot check'." if more > 0 else ""
                yield f"Content: what was saved is not served; {version} is, as before.{also}"
            else:
                yield f"Content: {version} is served now."
            if learning and not problems:
                self._is_learning = True
                languages = in_words(learning)
                yield f"Content: still learning {languages}, up to half a minute for each."
        if self._is_learning and not learning:
            self._is_learning = False
            yield f"Content: {version} is learnt now."
        yield from self._warnings()

    def _warnings(self) -> Iterator[str]:
        before, self._warned = (
            self._warned,
            {named(each): each for each in self._content.remarks.brought},
        )
        new = [each for name, each in self._warned.items() if name not in before]
        mended = [each for name, each in before.items() if name not in self._warned]
        yield from _listed([f"{each} (warning)" for each in told_once(new)])
        yield from _listed([f"mended: {each.file}: {each.what}" for each in mended])

    def _state(self) -> tuple[Sequence[Problem], str]:
        return tuple(self._content.problems), self._content().version


def _listed(lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:_WARNINGS_TOLD]:
        yield f"Content: {line}"
    more = len(lines) - _WARNINGS_TOLD
    if more > 0:
        yield f"Content: and {more} more; 'tram-bot check' names every warning."


class Editing:
    """Whoever edits looks at the terminal; that something has stayed wrong is for the desk."""

    def __init__(
        self,
        content: Served,
        clock: Clock,
        tell: Callable[[str], None],
        tell_desk: TellDesk,
    ) -> None:
        """`tell` writes a line to the terminal; `tell_desk` may raise TramBotError."""
        self._content = content
        self._clock = clock
        self._tell = tell
        self._tell_desk = tell_desk
        self._lines = Lines(content)
        self._is_broken = False
        self._told: Counter[str] = Counter()

    async def told(self) -> None:
        """Something else is served, other errors stand in the way of it, more of it is learnt, or
        there is something else to say of it: tell. The desk hears of errors only: that something
        is being learnt, or to be looked at again, is no trouble."""
        problems = self._content.problems
        was_broken, self._is_broken = self._is_broken, bool(problems)
        for line in self._lines.news():
            self._tell(line)
        if self._is_broken != was_broken:
            await self._say_at_desk()

    async def _say_at_desk(self) -> None:
        say = Words(self._content(), LEAD_DESK)
        problems = self._content.problems
        lines = [f"• {each}" for each in problems[:_PROBLEMS_TOLD]]
        key = "content_broken" if problems else "content_mended"
        text = "\n".join((say(key, count=str(len(problems))), *lines))
        now = self._clock.now()
        try:
            await self._tell_desk(text, now, self._once(text, now))
        except TramBotError as trouble:
            _log.error("the desk is not told of the content: reason=%s", trouble)

    def _once(self, text: str, now: datetime) -> EventId:
        """Names what is told, about when, and how often this process has told it by then: what it
        tells again is of another edit."""
        about = now.replace(minute=now.minute - now.minute % _MINUTES, second=0, microsecond=0)
        told = hashlib.sha256(f"{about.isoformat()} {text}".encode()).hexdigest()[:32]
        self._told[told] += 1
        return EventId(f"content:{told}:{self._told[told]}")
