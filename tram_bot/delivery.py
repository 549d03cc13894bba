"""The outbox, sent: in order per recipient, again with growing pauses, and reminders on time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from tram_bot.core.effects import Amend, GiveData, Relay, Say
from tram_bot.core.events import CompanyGone, DeskLost, Event, TimePassed
from tram_bot.core.identifiers import EventId, channel_name
from tram_bot.core.kept import Kept
from tram_bot.core.lead import File
from tram_bot.errors import (
    DeskUnreachable,
    PersonGone,
    SettingsError,
    TramBotError,
    TryLater,
    Undeliverable,
)
from tram_bot.outgoing import (
    LONGEST_WAIT,
    Item,
    Note,
    Outgoing,
    Payload,
    RefreshCard,
    Remove,
    RenewPage,
    ShareFile,
    ShowDigest,
    ShowLead,
    TellMissed,
)
from tram_bot.ports import Channel, Clock, Digest, DueTimer, LeadDesk, Store
from tram_bot.waiting import comes_within

_log = logging.getLogger(__name__)

_AT_ONCE = 100
"""Rows looked at in one go. Ours: more than one commit puts down."""
_ON_THEIR_WAY = 200
"""Rows that may be on their way at the same time. Ours: more than recipients that hang at once."""
_SOONEST, _WHILE_SENDING = 0.05, 1.0
"""Seconds until the next look at the earliest; what is on its way counts as due until it has
arrived. Ours."""
_REMINDERS_WHILE_SENDING = timedelta(seconds=1)
"""How often reminders are looked at while there is something to send. Ours: nobody minds a second,
and each look is a read of its own."""
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 900.0
"""Seconds between attempts: doubling from the first to the longest. Ours."""
_AFTER_STORE_TROUBLE = 2.0
"""Seconds until the database is tried again after a full disk or another program's lock. Ours."""
_AFTER_MISTAKE = 60.0
"""Seconds until the database is asked again to record what it does not take by a mistake of ours.
Ours: that is logged each time."""
_AFTER_FAILED_REMINDER = 10.0
"""Seconds until a reminder whose turn failed is tried again. Ours."""
_DIGEST_OLD = timedelta(days=14)
"""How long after its week a picture of it is still worth showing. Ours: then the next but one is
due."""
_IDLE_CHECK = 5.0
"""Seconds after which we look again although nothing woke us, should the clock have jumped or
another program that shares our database have died."""


DataFile = Callable[[Kept], tuple[str, Payload]]
"""Makes the file of what is kept about a company, and the words it is handed over with."""


MakeDigest = Callable[[datetime, datetime], Awaitable[Digest]]
"""Makes the figures of the week from one moment to before another, as they stand now."""


class Delivery:
    """Sends what turns have left in the outbox, and turns due reminders into events."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        channels: Mapping[str, Channel],
        desk: LeadDesk,
        take: Callable[[Event], Awaitable[None]],
        woken: asyncio.Event,
        data_file: DataFile,
        digest: MakeDigest | None = None,
        observe: Callable[[str, str], None] = lambda *_: None,
    ) -> None:
        """`channels` are by name, the part of a conversation's id before the colon; `woken` is
        set by whoever commits something that may want sending; `data_file` makes the file that a
        company is handed of what is kept about it, `digest` a week's figures; None if nobody wants
        them; `observe` is told the kind of every
        row that was tried, and whether it was `sent`, `put_off` or `given_up`."""
        self._store = store
        self._clock = clock
        self._channels = channels
        self._desk = desk
        self._take = take
        self._woken = woken
        self._data_file = data_file
        self._digest = digest
        self._observe = observe
        self._reminder_failed = False
        self._timers_seen = clock.now()
        self._running = False
        self._stopping = asyncio.Event()

    async def flush(self) -> None:
        """Send everything that is due now; what cannot be sent is put off, and later rows to
        the same recipient wait behind it."""
        while await self._timers() or await self._send_due():
            pass

    async def run(self) -> None:
        """Send until `stop` is called, and then once more what is due at that moment.

        Recipients do not wait for one another: one whose platform hangs holds up its own line.
        While the database cannot be used nothing new is sent, and what was sent is recorded once
        it can; only a stop in the midst of that raises what stood in the way.
        """
        sending: dict[int, asyncio.Task[None]] = {}
        self._running = True
        try:
            while not self._stopping.is_set():
                self._woken.clear()
                try:
                    await self._begin_sending(sending)
                    await self._look_at_timers(sending)
                    pause = await self._pause(sending)
                except TramBotError as trouble:
                    _log.error("outbox not read: reason=%s", trouble)
                    pause = _AFTER_STORE_TROUBLE
                await self._until_something(sending, pause)
            await asyncio.gather(*sending.values())
            sending.clear()
            await self.flush()
        finally:
            for task in sending.values():
                task.cancel()
            await asyncio.gather(*sending.values(), return_exceptions=True)

    async def _begin_sending(self, sending: dict[int, asyncio.Task[None]]) -> None:
        """Begin with what is due and not on its way yet."""
        if len(sending) < _ON_THEIR_WAY:
            for row in await self._store.due(self._clock.now(), _AT_ONCE, besides=sending):
                task = sending[row.id] = asyncio.create_task(self._send(row))
                task.add_done_callback(lambda _: self._woken.set())

    async def _look_at_timers(self, sending: dict[int, asyncio.Task[None]]) -> None:
        # By the clock that they fall due by: after a jump of it they are looked at.
        since = abs(self._clock.now() - self._timers_seen)
        if not sending or since >= _REMINDERS_WHILE_SENDING:
            while await self._timers():
                pass

    async def _pause(self, sending: dict[int, asyncio.Task[None]]) -> float:
        if sending and not self._reminder_failed:
            return _WHILE_SENDING
        return await self._until_next(soonest=_WHILE_SENDING if sending else _SOONEST)

    async def _until_something(self, sending: dict[int, asyncio.Task[None]], pause: float) -> None:
        """Wait until something was sent, somebody woke us, or the pause is over. Raises what was
        raised in sending."""
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._woken.wait()
        for id, task in list(sending.items()):
            if task.done():
                del sending[id]
                task.result()

    def look_again(self) -> None:
        """Look at once whether something has fallen due, as after a jump of the clock."""
        self._woken.set()

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopping.set()
        self._woken.set()

    async def _until_next(self, soonest: float) -> float:
        due = await self._store.next_due()
        if due is None:
            return _IDLE_CHECK
        soonest = _AFTER_FAILED_REMINDER if self._reminder_failed else soonest
        return min(max((due - self._clock.now()).total_seconds(), soonest), _IDLE_CHECK)

    async def _timers(self) -> bool:
        """Take the turns of the reminders that fell due; whether any was taken. One that fails
        must not hold up the others; it stays due and is tried again at the next look."""
        self._timers_seen = self._clock.now()
        timers = await self._store.due_timers(self._timers_seen, _AT_ONCE)
        taken = 0
        for timer in timers:
            try:
                await self._take(_passed(timer, self._clock.now()))
            except SettingsError as trouble:
                # The others would only wait for the same database, and all sending with them.
                _log.error("reminder not kept: timer=%s reason=%s", timer.timer, trouble)
                break
            except Exception:
                _log.exception("reminder failed: timer=%s", timer.timer)
            else:
                taken += 1
        self._reminder_failed = taken < len(timers)
        return taken > 0

    async def _send_due(self) -> bool:
        rows = await self._store.due(self._clock.now(), _AT_ONCE)
        await asyncio.gather(*(self._send(row) for row in rows))
        return bool(rows)

    async def _send(self, row: Outgoing) -> None:
        try:
            receipt = await self._hand_out(row)
        except DeskUnreachable as lost:
            await self._put_off(row, str(lost), lost.after, begun=lost.begun, shown=lost.shown)
            await self._tell_of_loss(row, str(lost))
        except TryLater as later:
            await self._put_off(row, str(later), later.after, begun=later.begun, shown=later.shown)
        except PersonGone as gone:
            await self._give_up(row, gone)
            await self._tell(_company_gone(row, str(gone), self._clock.now()))
        except Undeliverable as never:
            await self._give_up(row, never)
            if isinstance(row.item, ShowLead):
                # Nobody there will ever see that lead: somebody else has to.
                await self._tell(_desk_lost(row, str(never), self._clock.now()))
        except OSError as error:
            await self._put_off(row, type(error).__name__, None)
        except Exception as mistake:
            # Ours, and it must not keep all the others from getting theirs.
            _log.exception("sending failed: row=%d kind=%s", row.id, row.kind)
            await self._put_off(row, type(mistake).__name__, None)
        else:
            now = self._clock.now()
            of_lead = row.centre if row.lead else None
            done = partial(self._store.delivered, row.id, receipt, now, shown_at=of_lead)
            await self._record(done)
            self._observe(row.kind, "sent")

    async def _give_up(self, row: Outgoing, why: Undeliverable) -> None:
        _log.warning("given up: row=%d kind=%s", row.id, row.kind)
        give_up = partial(self._store.give_up, row.id, str(why), self._clock.now())
        await self._record(partial(give_up, shown=why.shown, shown_at=row.centre))
        self._observe(row.kind, "given_up")

    async def _tell_of_loss(self, row: Outgoing, why: str) -> None:
        """Have it known of this row's lead and of all that wait behind it that their desk cannot
        be reached."""
        try:
            behind = await self._store.not_shown(row.centre) if row.centre else ()
        except TramBotError:
            behind = ()  # the next attempt tells it
        # Who waits for a card that is only to be refreshed has it already.
        lost = () if isinstance(row.item, RefreshCard) else (row,)
        for each in {one.id: one for one in (*lost, *behind)}.values():
            await self._tell(_desk_lost(each, why, self._clock.now()))

    async def _tell(self, event: Event | None) -> None:
        """Have the conversation learn what became of a row, if it is still kept. The row is
        settled already: should this fail, the next one that meets the same trouble tells it."""
        if event is None:
            return
        try:
            if await self._store.conversation(event.conversation):
                await self._take(event)
        except Exception:
            _log.exception("not told: event=%s", event.id)

    async def _put_off(
        self,
        row: Outgoing,
        reason: str,
        after: float | None,
        *,
        begun: bool = False,
        shown: str = "",
    ) -> None:
        """Try again after so many seconds; after None, a pause that grows with each attempt that
        has failed."""
        failed = after is None
        if after is None:
            after = min(_FIRST_PAUSE * 2.0 ** min(row.attempts, 30), _LONGEST_PAUSE)
            _log.warning("put off: row=%d kind=%s reason=%s", row.id, row.kind, reason)
        # A platform counts from its answer, which may have been long in coming.
        until = self._clock.now() + min(timedelta(seconds=after), LONGEST_WAIT)
        put_off = partial(self._store.put_off, row.id, until, reason, failed=failed, begun=begun)
        await self._record(partial(put_off, shown=shown, shown_at=row.centre))
        self._observe(row.kind, "put_off")

    async def _record(self, record: Callable[[], Awaitable[None]]) -> None:
        """Have the store know what became of a row, again and again while it cannot: what was
        sent must not be sent again only because the disk was full, nor all others wait for one
        that cannot be recorded. Raises what stands in the way if we are not running, or no
        longer."""
        while True:
            try:
                return await record()
            except Exception as trouble:
                if not self._running or self._stopping.is_set():
                    raise
                if isinstance(trouble, TramBotError):
                    _log.error("not recorded yet: reason=%s", trouble)
                    pause = _AFTER_STORE_TROUBLE
                else:
                    _log.exception("not recorded")
                    pause = _AFTER_MISTAKE
                await comes_within(self._stopping, pause)

    async def _hand_out(self, row: Outgoing) -> str:
        match row.item:
            case Say() as say:
                # Without one of its files it is not what was meant: whoever wrote it is to know.
                files = [await self._desk.fetch(file) for file in say.files]
                return await self._channel(row).deliver(row.conversation, say, files)
            case Amend(say=say):
                return await self._amend(row, say)
            case GiveData():
                return await self._give_data(row)
            case Remove() | Note() | RenewPage():
                return await self._desk.put(row, None, ())
            case TellMissed(since=since, until=until):
                missed = await self._store.undelivered()
                told = [each for each in missed if since <= each.given_up < until]
                # They may have been sent again, or erased, before anybody had to know.
                return await self._desk.tell_missed(told) if told else ""
            case ShowDigest(since=since, until=until):
                return await self._show_digest(since, until)
            case item:
                lead = await self._store.lead(row.lead) if row.lead else None
                if lead is None:
                    raise Undeliverable("the lead was deleted")
                return await self._desk.put(row, lead, await self._fetched(row, item))

    async def _amend(self, row: Outgoing, say: Say | None) -> str:
        if not row.before:
            raise Undeliverable("the message it changes was never shown")
        channel = self._channel(row)
        if say is None:
            await channel.retract(row.conversation, row.before)
            return row.before
        return await channel.amend(row.conversation, row.before, say)

    async def _give_data(self, row: Outgoing) -> str:
        kept = await self._store.kept(row.conversation)
        if kept is None:
            raise Undeliverable("what it tells of was deleted")
        # Of somebody with many requests it is long, and others want to be answered meanwhile.
        words, file = await asyncio.to_thread(self._data_file, kept)
        return await self._channel(row).give(row.conversation, words, file)

    async def _show_digest(self, since: datetime, until: datetime) -> str:
        if self._digest is None:
            raise Undeliverable("the week's picture is not asked for any more")
        if self._clock.now() - until >= _DIGEST_OLD:
            raise Undeliverable("that week is long over")
        return await self._desk.show_digest(await self._digest(since, until))

    def _channel(self, row: Outgoing) -> Channel:
        channel = self._channels.get(channel_name(row.conversation))
        if channel is None:
            raise TryLater("this channel is not running here", _LONGEST_PAUSE)
        return channel

    async def _fetched(self, row: Outgoing, item: Item) -> Sequence[Payload]:
        """The contents of the company's files; one that is gone is left out, and named in words."""
        payloads = []
        for file in _files_of(item):
            try:
                payloads.append(await self._channel(row).fetch(file))
            except Undeliverable as never:
                _log.warning("file left out: reason=%s", never)
        return payloads


def _files_of(item: Item) -> Sequence[File]:
    match item:
        case ShareFile(file=file):
            return (file,)
        case Relay(files=files):
            return files
        case _:
            return ()


def _desk_lost(row: Outgoing, why: str, now: datetime) -> Event | None:
    if row.lead is None or row.centre is None:
        return None
    return DeskLost(
        id=EventId(f"desk-lost:{row.id}"),
        conversation=row.conversation,
        at=now,
        lead=row.lead,
        centre=row.centre,
        why=why,
    )


def _company_gone(row: Outgoing, why: str, now: datetime) -> Event:
    id = EventId(f"gone:{row.id}")
    return CompanyGone(id=id, conversation=row.conversation, at=now, why=why)


def _passed(timer: DueTimer, now: datetime) -> TimePassed:
    return TimePassed(
        id=EventId(f"timer:{timer.conversation}:{timer.timer}:{timer.set_at}"),
        conversation=timer.conversation,
        at=now,
        timer=timer.timer,
        set_at=timer.set_at,
    )
