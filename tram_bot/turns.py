"""One inbound event: load, step, commit. One conversation is one queue."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.dialogue import converse
from tram_bot.core.effects import Effect, one_reply
from tram_bot.core.events import Event
from tram_bot.core.identifiers import ConversationId, Language
from tram_bot.ports import Clock, Store

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Inbox:
    """Events of one conversation that wait for its running turn to end."""

    waiting: list[tuple[Event, asyncio.Future[None]]] = field(default_factory=list)
    draining: asyncio.Task[None] | None = None


class Turns:
    """Takes events in and brings each to its committed end.

    Events of one conversation are handled in the order they came; those that arrive while a turn
    runs are taken together in the next one, so that a burst gets one reply.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        content: Callable[[], Content],
        committed: Callable[[], None] = lambda: None,
        language: Language = "en",
    ) -> None:
        """`content` gives the picture to use for a turn; `committed` is called after a commit,
        when something may be waiting to be sent; `language` is what a new conversation begins in.
        """
        self._store = store
        self._clock = clock
        self._content = content
        self._committed = committed
        self._language = language
        self._inboxes: dict[ConversationId, _Inbox] = {}

    async def take(self, event: Event) -> None:
        """Handle one event. Returns once its turn is committed; raises what the turn raised."""
        inbox = self._inboxes.setdefault(event.conversation, _Inbox())
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
            return self._decide(blank, events, moment)

        now = self._clock.now()
        await self._store.take_turn(event.conversation, [event], decide, now)
        self._committed()

    async def _drain(self, conversation: ConversationId, inbox: _Inbox) -> None:
        try:
            while inbox.waiting:
                batch, inbox.waiting = inbox.waiting, []
                await self._take_batch(conversation, batch)
        finally:
            self._inboxes.pop(conversation, None)
            for _, done in inbox.waiting:
                done.cancel()

    async def _take_batch(
        self,
        conversation: ConversationId,
        batch: Sequence[tuple[Event, asyncio.Future[None]]],
    ) -> None:
        events = [event for event, _ in batch]
        try:
            await self._store.take_turn(conversation, events, self._decide, self._clock.now())
        except Exception as error:
            _log.exception("turn failed: conversation=%s events=%d", conversation, len(events))
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return
        self._committed()
        for _, done in batch:
            if not done.done():
                done.set_result(None)

    def _decide(
        self, saved: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        before = saved or Conversation(id=events[0].conversation, language=self._language)
        turn = converse(self._content(), before, events, moment)
        return turn.conversation, one_reply(turn.effects)
