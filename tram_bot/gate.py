"""In front of the turns: nobody who floods us keeps the others from being heard.

What one person sends beyond their allowance is not taken at all: they are told so once, kindly,
and what they send until the pause is over is acknowledged to the platform, counted and dropped.
When more than we can take waits for its turn, whoever sent it, platforms are asked to bring it
again: nothing of it is acknowledged, so nothing is lost. They are asked at the door, before much is
done about it, so that what was let in does not wait for what is sent away. There is more room for
what a platform brings for the last time. What it brings again because we have not answered it yet
waits with the first and takes no room: when we are slow, Slack does so after three seconds. What
staff do and what the clock brings always comes through.

The counts live in this process and begin anew with it; of several processes each allows as much.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from tram_bot.core.events import CompanyGone, Event, FromCompany, HeldBack
from tram_bot.core.identifiers import ConversationId, EventId, Language, channel_name
from tram_bot.core.limits import Allowance
from tram_bot.errors import TooBusy
from tram_bot.ports import Take

_log = logging.getLogger(__name__)

Dropped = Callable[[str, str], None]
"""By which channel came what was not taken, and why: `flood`, `crowd` or `busy`."""

_PLACE: ContextVar[object] = ContextVar("place", default=None)
"""The place that is kept for what is being handled. It goes along by itself: between a door and
`take` lie libraries that would not hand it on."""

SENDERS_REMEMBERED = 10_000
"""People whose counts are kept at the same time. Ours: some megabytes."""
_HOUR, _MINUTE = 3600.0, 60.0
_CROWD_WAITS = 10
"""How many times as long somebody waits who comes in a crowd of newcomers. Ours."""
_ROOM_FOR_THE_LAST = 2
"""How many times as much may wait of what is brought for the last time. Ours: Slack brings it so
some six minutes after the first, and then a person is told that their message is lost."""
_TOLD_EVERY = 10.0
"""Seconds between two lines in the log about what was sent away. Ours."""


@dataclass(slots=True)
class _Bucket:
    """So many at once, and so many a second for long."""

    most: float
    a_second: float
    left: float
    at: float

    def take(self, now: float) -> bool:
        """Take one out, if there is one."""
        self.left = min(self.most, self.left + (now - self.at) * self.a_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True

    def put_back(self) -> None:
        """Put back what was taken out in vain."""
        self.left = min(self.most, self.left + 1)


@dataclass(slots=True)
class _Sender:
    """One person: what they may still send, until when they are not heard and why, and whether
    they are a newcomer one too many, None until that is known; `alone` keeps what they send in
    order while it is looked up, and while they are told that they are not heard."""

    bucket: _Bucket
    unheard_until: float = 0.0
    why: str = ""
    is_new: bool | None = None
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)


class Gate:
    """Lets events through to their turns, as `ports.TakeIn` does."""

    def __init__(
        self,
        take: Take,
        *,
        is_known: Callable[[ConversationId], Awaitable[bool]],
        allowed: Allowance,
        dropped: Dropped = lambda *_: None,
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        """`take` takes the turn, `is_known` tells whether anything is kept of somebody, `dropped`
        is told of what was not taken, to count it; `tick` tells seconds."""
        self._take = take
        self._is_known = is_known
        self._allowed = allowed
        self._dropped = dropped
        self._tick = tick
        self._on_their_way: dict[tuple[ConversationId, EventId], asyncio.Future[None]] = {}
        self._coming: set[object] = set()
        """The places of what was let in and has not come to `take` yet."""
        self._senders: OrderedDict[ConversationId, _Sender] = OrderedDict()
        self._sent_away, self._tell_from = 0, 0.0
        self._newcomers = self._bucket(allowed.newcomers, allowed.newcomers / _HOUR)

    @contextmanager
    def let_in(self, channel: str) -> Iterator[bool]:
        """At a door by which that channel brings something of a company's: whether there is room
        for it, else it is to be brought again and is counted. Meanwhile its place is kept until
        its event comes to `take`: of many that are read at the same time none is read in vain."""
        if self._is_too_much(channel):
            yield False
            return
        place = object()
        self._coming.add(place)
        before = _PLACE.set(place)
        try:
            yield True
        finally:
            _PLACE.reset(before)
            self._coming.discard(place)

    async def take(
        self, event: Event, *, language: Language | None = None, last: bool = False
    ) -> None:
        """Handle one event, or leave it out if its sender has sent too much.

        Returns once its turn is committed, or once it is clear that it gets none. Raises what the
        turn raised, and TooBusy for what is to be brought again; of what will not be, as this is
        the `last` time, more may wait.
        """
        if not isinstance(event, FromCompany | CompanyGone):
            await self._take(event, language=language)
            return
        which = event.conversation, event.id
        has_place = self._has_given_up_place()
        if which in self._on_their_way:
            await _joined(self._on_their_way[which])
            return
        if not has_place and self._is_too_much(channel_name(event.conversation), last=last):
            raise TooBusy("too much waits for its turn")
        done = self._on_their_way[which] = asyncio.get_running_loop().create_future()
        try:
            await self._let_through(event, language)
        except Exception as error:
            done.set_exception(error)
            done.exception()  # or it is told of as one that nobody has asked about
            raise
        else:
            done.set_result(None)
        finally:
            done.cancel()
            del self._on_their_way[which]

    def _has_given_up_place(self) -> bool:
        """Give up the place that was kept for this; whether there was one."""
        kept = _PLACE.get() in self._coming
        self._coming.discard(_PLACE.get())
        return kept

    def _is_too_much(self, channel: str, *, last: bool = False) -> bool:
        """Whether there is no room for one more; it is then counted."""
        room = self._allowed.waiting * (_ROOM_FOR_THE_LAST if last else 1)
        if len(self._on_their_way) + len(self._coming) < room:
            return False
        self._dropped(channel, "busy")
        self._sent_away += 1
        now = self._tick()
        if now >= self._tell_from:
            _log.warning("too much at once: to_come_again=%d", self._sent_away)
            self._sent_away, self._tell_from = 0, now + _TOLD_EVERY
        return True

    async def _let_through(self, event: Event, language: Language | None) -> None:
        sender = self._sender(event.conversation)
        async with sender.alone:
            was_heard = self._tick() >= sender.unheard_until
            if was_heard:
                await self._judge(sender, event.conversation)
            is_heard = self._tick() >= sender.unheard_until
            if was_heard and not is_heard:
                # What comes meanwhile waits: should this fail, nothing of it is left out.
                await self._tell(sender, event, language)
        if is_heard:
            await self._take_counted(sender, event, language)
        else:
            self._dropped(channel_name(event.conversation), sender.why)

    async def _take_counted(self, sender: _Sender, event: Event, language: Language | None) -> None:
        """Take its turn; one that fails is not counted, as the platform brings it again."""
        try:
            await self._take(event, language=language)
        except BaseException:
            sender.bucket.put_back()
            raise

    async def _judge(self, sender: _Sender, conversation: ConversationId) -> None:
        """Count one more event, and hear them no more for a while if it is too much."""
        now, pause = self._tick(), self._allowed.pause
        if not sender.bucket.take(now):
            sender.unheard_until, sender.why = now + pause, "flood"
            return
        if sender.is_new is not False and self._newcomers.take(now):
            # While there is room nobody is looked up: a burst would come to its turns in pieces.
            sender.is_new = False
        elif sender.is_new is None:
            sender.is_new = not await self._is_known(conversation)
        if sender.is_new:
            sender.unheard_until, sender.why = now + pause * _CROWD_WAITS, "crowd"

    async def _tell(self, sender: _Sender, event: Event, language: Language | None) -> None:
        """Have them told that they are not heard: once, by the event that was too much."""
        told = HeldBack(
            id=EventId(f"held:{event.id}"),
            conversation=event.conversation,
            at=event.at,
            crowd=sender.why == "crowd",
            minutes=max(1, round((sender.unheard_until - self._tick()) / _MINUTE)),
        )
        try:
            await self._take(told, language=language)
        except BaseException:
            # They do not know of it, so they are heard: the platform brings this event again.
            sender.unheard_until = 0.0
            raise

    def _sender(self, conversation: ConversationId) -> _Sender:
        sender = self._senders.get(conversation)
        if sender is None:
            burst, steady = self._allowed.burst, self._allowed.per_minute
            sender = self._senders[conversation] = _Sender(self._bucket(burst, steady / _MINUTE))
            if len(self._senders) > SENDERS_REMEMBERED:
                self._senders.popitem(last=False)
        self._senders.move_to_end(conversation)
        return sender

    def _bucket(self, most: float, a_second: float) -> _Bucket:
        return _Bucket(most=most, a_second=a_second, left=most, at=self._tick())


async def _joined(done: asyncio.Future[None]) -> None:
    """Wait for the same event, and raise what its turn raises; TooBusy if nobody waits for that any
    more."""
    await asyncio.wait({done})
    if done.cancelled():
        raise TooBusy("whoever brought it first has gone away")
    done.result()
