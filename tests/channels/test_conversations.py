"""The conversation tests, unchanged, on each platform: what is told in YAML holds there, too.

Everything is real but the platforms and the clock; what waits is sent when the story has come so
far, so that no test waits for anything.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.channels.hands import Hands, OnSlack, OnTelegram, Shown
from tests.emulators.slack.server import slack_server
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN, SECRET
from tests.emulators.telegram import TOKEN, telegram_server
from tram_bot import app
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.commands.edges import Edge, Parts
from tram_bot.commands.platforms import set_up
from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation
from tram_bot.core.effects import Button, Effect, Erase, Relay, Say, Wish
from tram_bot.core.events import StaffStepped, StaffWrote
from tram_bot.core.identifiers import CentreId, ConversationId, EventId
from tram_bot.core.lead import Happening, Lead, Outcome, Staff, Step
from tram_bot.metrics import Metrics
from tram_bot.outgoing import Outgoing, Payload
from tram_bot.ports import LeadDesk, Store
from tram_bot.settings import Settings, SlackAccess, TelegramAccess
from tram_bot.slack.pacing import Pacing as SlackPacing
from tram_bot.transcripts.edited_content import EditedContent
from tram_bot.transcripts.expect import Seen, mismatch
from tram_bot.transcripts.replay import typed
from tram_bot.transcripts.script import Line, Script, duration, read_script

FOLDER = Path(__file__).parent.parent / "conversations"
FILES = sorted(FOLDER.glob("*.yaml"))
TICK = timedelta(seconds=5)
STAFF = Staff(id="kasia", name="Kasia Example")


def _relay(lead: Lead, line: Happening) -> Relay:
    """What was passed on, by the line of it."""
    wishes = {f"relay_{wish}": wish for wish in Wish}
    return Relay(lead=lead.id, text=line.detail, wish=wishes.get(line.step))


class HandClock:
    """A clock that the story moves."""

    def __init__(self, begins: datetime) -> None:
        self.time = begins

    def now(self) -> datetime:
        return self.time


class SilentDesk:
    """Takes everything and shows it to nobody: these stories are the company's."""

    async def put(self, row: Outgoing, lead: Lead | None, files: object) -> str:
        return "shown"

    async def tell_missed(self, rows: object) -> str:
        raise AssertionError("in no story anything is given up")

    async def show_digest(self, digest: object) -> str:
        raise AssertionError("in no story figures are asked for")

    async def fetch(self, file: object) -> Payload:
        raise AssertionError("no story has a file of the staff's")


@dataclass
class Stage:
    """The program on a platform, and what is to be seen of it."""

    edited: EditedContent
    clock: HandClock
    hands: Hands
    parts: app.App
    language: str
    replies: list[list[Shown]] = field(default_factory=list)
    known: dict[int, str] = field(default_factory=dict)
    before: Conversation | None = None
    effects: tuple[Effect, ...] = ()
    lines_before: int = 0
    count: int = 0

    @property
    def content(self) -> Content:
        return self.edited.now

    @property
    def id(self) -> ConversationId:
        return ConversationId(self.hands.conversation)

    async def lead(self) -> Lead | None:
        return next(iter(await self.parts.store.leads()), None)

    async def happen(self) -> None:
        """Send what waits, and note what is new to be seen."""
        await self.parts.delivery.flush()
        seen = self.hands.seen()
        new = [each for n, each in enumerate(seen) if self.known.get(n) != each.text]
        self.known = {n: each.text for n, each in enumerate(seen)}
        if new:
            self.replies.append(new)
        lead = await self.lead()
        history = lead.history if lead else ()
        relayed = [h for h in history[self.lines_before :] if h.step.startswith("relay")]
        self.lines_before = len(history)
        now = await self.parts.store.conversation(self.id)
        erased = self.before is not None and now is None
        self.before = now
        self.effects = (
            *(Say(paragraphs=(each.text,)) for each in new),
            *(_relay(lead, line) for line in relayed if lead),
            *((Erase(),) if erased else ()),
        )
        self.clock.time += TICK

    async def seen(self) -> Seen:
        blank = Conversation(id=self.id, language=self.language)
        leads = list(await self.parts.store.leads())
        spoke = any(isinstance(effect, Say) for effect in self.effects)
        return Seen(
            content=self.content,
            conversation=await self.parts.store.conversation(self.id) or blank,
            effects=self.effects,
            reply=_as_said(self.replies[-1]) if spoke else None,
            lead=leads[0] if leads else None,
            leads=len(leads),
        )


def _as_said(messages: list[Shown]) -> Say:
    labels = [label for each in messages for label in each.labels]
    return Say(
        paragraphs=tuple(each.text for each in messages),
        buttons=tuple(Button(label=label, turn=0, scope="", option="") for label in labels),
    )


async def act(stage: Stage, line: Line) -> bool:
    """Do what the line does; False for one that expects."""
    value = line.value
    match line.does:
        case "company":
            texts = value if isinstance(value, tuple) else (value,)
            await stage.hands.writes([typed(text) for text in texts])
        case "late":
            await stage.hands.writes([typed(value)], before=timedelta(seconds=8))
        case "press":
            label = str(value.get("label")) if isinstance(value, dict) else str(value)
            number = int(str(value.get("reply"))) if isinstance(value, dict) else 0
            await stage.hands.presses(_offering(stage, label, number), label)
        case "edit":
            number = int(str(value.get("message"))) if isinstance(value, dict) else 0
            text = str(value.get("text") if isinstance(value, dict) else value)
            await stage.hands.edits(number, text)
        case "again":
            await stage.hands.sends_again()
        case "file":
            name = str(value.get("name")) if isinstance(value, dict) else str(value)
            caption = str(value.get("caption") or "") if isinstance(value, dict) else ""
            await stage.hands.sends_file(name, caption)
        case "wait":
            await _wait(stage, duration(str(value)))
        case "centre":
            await _write(stage, str(value))
        case "change":
            await _change(stage, value)
        case "content":
            assert not stage.edited.edit(value)
        case _:
            return False
    await stage.happen()
    return True


def _offering(stage: Stage, label: str, number: int) -> Shown:
    replies = [stage.replies[number - 1]] if number else reversed(stage.replies)
    for reply in replies:
        for each in reply:
            if label in each.labels:
                return each
    raise AssertionError(f"nobody offers '{label}'")


async def _wait(stage: Stage, long: timedelta) -> None:
    until = stage.clock.time + long
    while (due := await stage.parts.store.next_due()) and due <= until:
        stage.clock.time = max(stage.clock.time, due)
        await stage.parts.delivery.flush()
    stage.clock.time = max(stage.clock.time, until)


async def _write(stage: Stage, text: str) -> None:
    lead = await stage.lead()
    assert lead
    if lead.owner != STAFF.id:
        await _change(stage, "claim")
    stage.count += 1
    id = EventId(f"desk-{stage.count}")
    centres = tuple(stage.content.catalogue.centres)
    await stage.parts.turns.take(
        StaffWrote(
            id=id, conversation=stage.id, at=stage.clock.time, lead=lead.id,
            by=replace(STAFF, centres=centres), desk=lead.centre, message=id, text=text,
        )
    )  # fmt: skip


async def _change(stage: Stage, value: object) -> None:
    step = Step(str(value.get("step")) if isinstance(value, dict) else str(value))
    centre = str(value.get("centre") or "") if isinstance(value, dict) else ""
    lead = await stage.lead()
    assert lead
    stage.count += 1
    await stage.parts.turns.take(
        StaffStepped(
            id=EventId(f"desk-{stage.count}"), conversation=stage.id, at=stage.clock.time,
            lead=lead.id, by=replace(STAFF, centres=tuple(stage.content.catalogue.centres)),
            desk=lead.centre, step=step, centre=CentreId(centre) if centre else None,
            outcome=Outcome.ADVICE_GIVEN if step is Step.CLOSE else None,
        )
    )  # fmt: skip


@asynccontextmanager
async def on_stage(
    hands: Hands, content: Content, script: Script, settings: Settings, clock: HandClock
) -> AsyncIterator[Stage]:
    """The program, hearing the platform; what it says is sent by `Stage.happen`."""
    stages: list[Stage] = []

    def current() -> Content:
        return stages[0].content if stages else content

    async with set_up(settings, clock, Pacing(per_chat=0), SlackPacing(per_channel=0), 60) as found:
        make_desk = found.desk()

        def desk_of(current: Callable[[], Content], store: Store) -> LeadDesk:
            if make_desk:
                make_desk(current, store)  # Slack learns of the content by it
            return SilentDesk()

        async with app.running(
            content=current,
            database=settings.database,
            clock=clock,
            channels=found.channels(),
            desk=desk_of,
            language=script.language,
        ) as parts:
            to_use = Parts(
                content=lambda: content, store=parts.store, take=parts.gate.take, clock=clock,
                metrics=Metrics(), public_url=None, let_in=parts.gate.let_in,
                look_again=parts.delivery.look_again, tell=lambda _: None,
            )  # fmt: skip
            edges: list[Edge] = [platform.plug_in(to_use) for platform in found.platforms]
            for edge in edges:
                await edge.begin()
            running = [asyncio.create_task(edge.run()) for edge in edges]
            stages.append(Stage(EditedContent(content), clock, hands, parts, script.language))
            try:
                yield stages[0]
            finally:
                for edge in edges:
                    edge.stop()
                with suppress(asyncio.CancelledError):
                    await asyncio.gather(*running)


async def play(stage: Stage, script: Script) -> None:
    for line in script.lines:
        if await act(stage, line):
            continue
        wrong = mismatch(line, await stage.seen())
        assert not wrong, f"{script.file}:{line.line}: {wrong}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_on_telegram(path: Path, nine: Content, tmp_path: Path) -> None:
    script = read_script(path)
    clock = HandClock(script.begins)
    async with telegram_server() as server:
        server.clock = lambda: clock.now().timestamp()
        settings = Settings(
            database=tmp_path / "talk.sqlite3", content=Path(), colour=False,
            telegram=TelegramAccess(token=TOKEN, api=server.address),
        )  # fmt: skip
        hands = OnTelegram(server, script.language)
        async with on_stage(hands, nine, script, settings, clock) as stage:
            await play(stage, script)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_on_slack(path: Path, nine: Content, tmp_path: Path) -> None:
    script = read_script(path)
    clock = HandClock(script.begins)
    async with slack_server() as server:
        server.clock = lambda: clock.now().timestamp()
        settings = Settings(
            database=tmp_path / "talk.sqlite3", content=Path(), colour=False,
            slack=SlackAccess(
                bot_token=BOT_TOKEN, signing_secret=SECRET, app_token=APP_TOKEN,
                api=f"{server.address}/api/",
            ),
        )  # fmt: skip
        hands = OnSlack(server, script.language)
        async with on_stage(hands, nine, script, settings, clock) as stage:
            await server.until("listening", lambda: server.delivery.connections > 0)
            await play(stage, script)
