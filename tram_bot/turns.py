"""One inbound event: load, step, commit. One conversation is one queue."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.dialogue import converse
from tram_bot.core.effects import Effect, one_reply
from tram_bot.core.events import Event, TimePassed
from tram_bot.core.identifiers import ConversationId, Language, channel_name
from tram_bot.core.limits import EVENTS_AT_ONCE
from tram_bot.ports import Clock, Store

_log = logging.getLogger(__name__)


Observe = Callable[[ConversationId, float, Sequence[Effect] | None], None]
"""Whose turn it was, how many seconds it took, and its effects; None if it failed."""


_Waiting = tuple[Event, asyncio.Future[None]]
"""An event, and what tells that it was taken."""


@dataclass(slots=True)
class _Inbox:
    """Events of one conversation that wait for its running turn to end."""

    waiting: list[_Waiting] = field(default_factory=list)
    draining: asyncio.Task[None] | None = None
    language: Language | None = None


class Turns:
    """Takes events in and brings each to its committed end.

    Events of one conversation are handled in the order they came; those that arrive while a turn
    runs are taken together in the next one, as many as a burst has, so that it gets one reply. Only
    a reminder is taken by itself, as what was said before it may have made it void.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        content: Callable[[], Content],
        committed: Callable[[], None] = lambda: None,
        language: Language = "en",
        observe: Observe = lambda *_: None,
        dropped: Callable[[str, str], None] = lambda *_: None,
    ) -> None:
        """`content` gives the picture to use for a turn; `committed` is called after a commit,
        when something may be waiting to be sent; `language` is what a new conversation begins in
        if nothing better is known; `observe` is told of every turn, to count it, and `dropped` of
        every event of somebody who is blocked.
        """
        self._store = store
        self._clock = clock
        self._content = content
        self._committed = committed
        self._language = language
        self._observe = observe
        self._dropped = dropped
        self._inboxes: dict[ConversationId, _Inbox] = {}

    async def take(self, event: Event, *, language: Language | None = None) -> None:
        """Handle one event. Returns once its turn is committed; raises what the turn raised.

        `language` is what the platform says the person reads: a new conversation begins in it
        if there are words in it.
        """
        inbox = self._inboxes.setdefault(event.conversation, _Inbox())
        inbox.language = language or inbox.language
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        inbox.waiting.append((event, done))
        if inbox.draining is None:
            inbox.draining = asyncio.create_task(self._drain(event.conversation, inbox))
        await done

    async def begin_afresh(self, event: Event) -> None:
        """Handle an event as the first of a new conversation; leads sent before stay as they are.

        Not for use beside `take` of the same conversation.
        """

        def decide(
            saved: Conversation | None, events: Sequence[Event], moment: Moment
        ) -> tuple[Conversation, Sequence[Effect]]:
            blank = Conversation(
                id=event.conversation, language=self._language, turn=saved.turn if saved else 0
            )
            after, effects, _ = self._decide(blank, events, moment)
            return after, effects

        now = self._clock.now()
        await self._store.take_turn(event.conversation, [event], decide, now)
        self._committed()

    async def _drain(self, conversation: ConversationId, inbox: _Inbox) -> None:
        try:
            while inbox.waiting:
                number = _taken_together([event for event, _ in inbox.waiting])
                batch, inbox.waiting = inbox.waiting[:number], inbox.waiting[number:]
                left = await self._take_batch(conversation, batch, inbox.language)
                inbox.waiting[:0] = left
        finally:
            self._inboxes.pop(conversation, None)
            for _, done in inbox.waiting:
                done.cancel()

    async def _take_batch(
        self,
        conversation: ConversationId,
        batch: Sequence[_Waiting],
        language: Language | None,
    ) -> Sequence[_Waiting]:
        """Returns those of the batch that are left for another turn."""
        events = [event for event, _ in batch]
        effects: Sequence[Effect] = ()
        left: Sequence[Event] = ()
        unheard = 0
        begun = time.monotonic()

        def decide(
            saved: Conversation | None, events: Sequence[Event], moment: Moment
        ) -> tuple[Conversation, Sequence[Effect]]:
            nonlocal effects, left, unheard
            new = Conversation(id=conversation, language=self._spoken(language))
            after, effects, left = self._decide(saved or new, events, moment)
            unheard = 0 if effects else moment.is_blocked * len(events)
            return after, effects

        try:
            await self._store.take_turn(conversation, events, decide, self._clock.now())
        except Exception as error:
            _log.exception("turn failed: conversation=%s events=%d", conversation, len(events))
            self._observe(conversation, time.monotonic() - begun, None)
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return ()
        self._observe(conversation, time.monotonic() - begun, effects)
        for _ in range(unheard):
            self._dropped(channel_name(conversation), "blocked")
        self._committed()
        again = {event.id for event in left}
        for event, done in batch:
            if event.id not in again and not done.done():
                done.set_result(None)
        return [each for each in batch if each[0].id in again]

    def _spoken(self, wanted: Language | None) -> Language:
        return wanted if wanted and wanted in self._content().languages else self._language

    def _decide(
        self, before: Conversation, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect], Sequence[Event]]:
        turn = converse(self._content(), before, _as_past(events, moment.now), moment)
        return turn.conversation, one_reply(turn.effects), turn.left


def _taken_together(waiting: Sequence[Event]) -> int:
    """How many of the events that wait are taken in one turn."""
    # More than a burst, and everybody else would wait for this one conversation.
    for at, event in enumerate(waiting[:EVENTS_AT_ONCE]):
        if isinstance(event, TimePassed):
            # Whether it is still set, the store knows once the turn before it is committed.
            return max(at, 1)
    return EVENTS_AT_ONCE


def _as_past(events: Sequence[Event], now: datetime) -> Sequence[Event]:
    """The events, none later than this turn.

    A platform that tells whole seconds has them end in the future, and its clock may be ahead of
    ours. Left so, the second message of a burst would seem to answer what we ask about the first.
    """
    latest = now - timedelta(microseconds=1)
    return [replace(event, at=latest) if event.at > latest else event for event in events]
