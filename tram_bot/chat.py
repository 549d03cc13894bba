"""A conversation in the terminal, from the first line to the last."""

import asyncio
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tram_bot import app
from tram_bot.channels.terminal import LOCAL, NAME, TerminalChannel
from tram_bot.core.content import Content
from tram_bot.core.events import Command, Event, said
from tram_bot.core.identifiers import EventId, Language
from tram_bot.database import Database
from tram_bot.desk.terminal import TerminalDesk
from tram_bot.errors import SettingsError
from tram_bot.new_files import write_new
from tram_bot.ports import Clock, Store
from tram_bot.text_layout import Paper, printable
from tram_bot.transcripts.record import Recorder

_NARROWEST, _WIDEST = 40, 100
_LEAVING = ("exit", "quit", ":q", "bye")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How a terminal conversation is to be held. One that is recorded is a new one, as a test
    begins with nothing said."""

    database: Database
    language: Language | None = None
    fresh: bool = False
    record: Path | None = None
    colour: bool = True


async def chat(
    content: Content, talk: Talk, clock: Clock, read_from: TextIO, write_to: TextIO
) -> None:
    """Hold a conversation, line by line, until the person leaves or the input ends.

    Raises SettingsError if the database or the record cannot be written, or a line cannot be read.
    """
    on_terminal = read_from.isatty() and write_to.isatty()
    paper = _paper(colour=on_terminal and talk.colour)
    channel = TerminalChannel(write_to, paper)
    recorder = Recorder(channel, clock, content, talk.language or "en")

    def desk(current: Callable[[], Content], _: Store) -> TerminalDesk:
        return TerminalDesk(write_to, paper, current)

    async with app.running(
        content=lambda: content,
        database=talk.database,
        clock=clock,
        channels={NAME: recorder},
        desk=desk,
        language=talk.language or "en",
    ) as running:
        if talk.record:
            # Made now, so that no talk is held in vain.
            write_new(talk.record, b"")

        async def take(event: Event) -> None:
            recorder.heard(event, await running.store.conversation(LOCAL))
            await running.turns.take(event)
            await running.delivery.flush()

        async def hold() -> None:
            write_to.write(paper.styled(paper.wrapped(_HOW_TO_LEAVE), "dim") + "\n\n")
            opening = _command(clock, "start")
            if talk.fresh or talk.record:
                recorder.heard(opening, None)
                await running.turns.begin_afresh(opening)
                await running.delivery.flush()
            else:
                await take(opening)
            if talk.language:
                await take(_command(clock, "language", talk.language))
            while (line := await _next_line(read_from, write_to, prompt=on_terminal)) is not None:
                if line.strip().casefold() in _LEAVING:
                    break
                if not on_terminal:
                    write_to.write(f"> {printable(line)}\n\n")
                await take(_said(clock, line))

        try:
            await hold()
        finally:
            # Whoever leaves by Ctrl-C has held it all the same.
            if talk.record:
                ended = await running.store.conversation(LOCAL)
                left_out = recorder.save(talk.record, ended)
                write_to.write(f"{paper.wrapped(_LEFT_OUT)}\n" if left_out else "")


_HOW_TO_LEAVE = (
    "tram-bot in the terminal. Write a line and press Enter; a number picks a choice. "
    'Ctrl-D or "exit" leaves; the conversation is kept for next time.'
)

_LEFT_OUT = (
    "What was told in confidence is left out of the record: write examples in its place. A talk in "
    "which you say that nothing is confidential is recorded as it is."
)


def _paper(*, colour: bool) -> Paper:
    columns = shutil.get_terminal_size((80, 24)).columns
    return Paper(width=min(max(columns, _NARROWEST), _WIDEST), colour=colour)


async def _next_line(read_from: TextIO, write_to: TextIO, *, prompt: bool) -> str | None:
    if prompt:
        write_to.write("> ")
        write_to.flush()
    try:
        if read_from.isatty():
            # A terminal has a whole line or nothing; waited for in a thread, Ctrl-C would have to
            # wait for it, too.
            await _something_typed(read_from)
            line = read_from.readline()
        else:
            line = await asyncio.to_thread(read_from.readline)
    except UnicodeDecodeError as error:
        raise SettingsError(f"a line is not {error.encoding}: save the text as UTF-8") from error
    if prompt:
        write_to.write("\n")
    return line.rstrip("\n") if line else None


async def _something_typed(read_from: TextIO) -> None:
    loop = asyncio.get_running_loop()
    typed: asyncio.Future[None] = loop.create_future()
    try:
        loop.add_reader(read_from, typed.set_result, None)
    except (NotImplementedError, OSError):
        return  # Windows, or something that only looks like a terminal: then reading waits
    try:
        await typed
    finally:
        loop.remove_reader(read_from)


def _event_id() -> EventId:
    return EventId(f"{NAME}:{uuid.uuid4().hex}")


def _said(clock: Clock, line: str) -> Event:
    return said(id=_event_id(), conversation=LOCAL, at=clock.now(), text=line, message=_event_id())


def _command(clock: Clock, word: str, argument: str = "") -> Command:
    return Command(id=_event_id(), conversation=LOCAL, at=clock.now(), word=word, argument=argument)
