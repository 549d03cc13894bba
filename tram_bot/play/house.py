"""The program itself, running in a folder that is thrown away: one world to try things out in."""

import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tram_bot import app
from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation
from tram_bot.core.events import Event
from tram_bot.core.identifiers import CentreId, Language
from tram_bot.play.chats import Chats, Entry
from tram_bot.play.clock import MovableClock
from tram_bot.play.companies import Companies, Company
from tram_bot.play.recording import Recording
from tram_bot.play.staff import StaffActs
from tram_bot.play.watching import Watch
from tram_bot.play.web_api import slack_of
from tram_bot.play.workspace import Workspace
from tram_bot.ports import Clock, LeadDesk, Store
from tram_bot.slack.pacing import Pacing
from tram_bot.slack.people import People
from tram_bot.slack_desks import SlackDesks, share_messages

_STEPS_MOST = 10_000
"""Times that something falls due while the clock is moved on. Ours: a request reminds of itself
some ten times in all its life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The running parts, and everybody's hands on them. One thing is done after another, and is
    delivered before the next."""

    parts: app.App
    clock: MovableClock
    chats: Chats
    companies: Companies
    workspace: Workspace
    staff: StaffActs
    watch: Watch
    recording: Recording

    async def take(self, events: Sequence[Event], language: Language | None = None) -> None:
        """What a company did, taken and answered."""
        for event in events:
            await self.hear(event, language=language)
        await self.parts.delivery.flush()

    async def hear(self, event: Event, *, language: Language | None = None) -> None:
        """What somebody did, recorded and taken; not yet answered."""
        talk = await self.parts.store.conversation(event.conversation)
        self.recording.heard(event, talk, language)
        await self.parts.turns.take(event, language=language)

    async def look(self) -> bool:
        """Have happen what has fallen due meanwhile; whether anything had."""
        due = await self.parts.store.next_due()
        if due is None or due > self.clock.now():
            return False
        await self.parts.delivery.flush()
        return True

    async def wait(self, hours: int) -> None:
        """Let so much time pass: each reminder falls due at its own moment, and may set another."""
        until = self.clock.now() + timedelta(hours=hours)
        self.recording.waited(hours)
        before = None
        for _ in range(_STEPS_MOST):
            due = await self.parts.store.next_due()
            if due is None or due > until or due == before:
                break
            self.clock.move_to(due)
            await self.parts.delivery.flush()
            before = due
        self.clock.move_to(until)
        await self.parts.delivery.flush()

    async def talk(self, company: Company) -> Conversation | None:
        """Where a company's talk stands."""
        return await self.parts.store.conversation(company.conversation)

    async def chat(self, company: Company) -> Sequence[Entry]:
        """The messages of a company's chat. What has come since they were asked for last is in the
        language that the talk has now; what is said of a talk that is forgotten, in its last."""
        talk = await self.talk(company)
        entries = self.chats.of(company.conversation)
        language = company.language
        for entry in entries:
            entry.language = entry.language or (talk.language if talk else language)
            language = entry.language
        return entries


@asynccontextmanager
async def opened(
    content: Callable[[], Content], clock: Clock, language: Language
) -> AsyncIterator[House]:
    """A house in which nothing has happened yet, with one company; gone in the end, with all that
    was said in it."""
    movable = MovableClock(clock)
    chats = Chats(movable)
    recording = Recording(chats, movable, content, language)
    watch = Watch(content, movable)
    workspace = Workspace(movable)
    slack = slack_of(workspace)
    desks = SlackDesks(
        slack, People(slack.client), Pacing(per_channel=0), movable, _channels_in(workspace)
    )

    def desk(_: Callable[[], Content], store: Store) -> LeadDesk:
        # What the desk says is no part of a turn: it is not watched.
        return desks.make(content, store)

    with tempfile.TemporaryDirectory(prefix="tram-bot-play-") as folder:
        async with app.running(
            content=watch.content,
            database=Path(folder) / "play.sqlite3",
            clock=movable,
            channels={chats.name: recording},
            desk=desk,
            language=language,
            observe=watch.observe,
        ) as parts:
            companies = Companies(chats, movable)
            companies.add(language)
            house = House(
                parts=parts,
                clock=movable,
                chats=chats,
                companies=companies,
                workspace=workspace,
                staff=StaffActs(workspace, slack.app, movable),
                watch=watch,
                recording=recording,
            )
            below_cards = desks.listen(parts.store, house.hear, parts.delivery.look_again)
            share_messages(slack.app, below_cards.heard)
            yield house


def _channels_in(workspace: Workspace) -> Callable[[Content], dict[CentreId, str]]:
    def channels(content: Content) -> dict[CentreId, str]:
        return {centre: workspace.desk(centre).id for centre in content.catalogue.centres}

    return channels
