"""`inbox`: what was not understood, and teaching the bot what it means. Nothing is learnt from it
by itself."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tram_bot.commands.adopting import adopt
from tram_bot.commands.asked import Meaning
from tram_bot.commands.printing import emit, emit_json
from tram_bot.core.effects import Mishap
from tram_bot.core.identifiers import Language
from tram_bot.core.inbox import InboxGroup, InboxMessage
from tram_bot.database import Database, told_of_tries
from tram_bot.errors import DatabaseInUse, SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.ports import Clock, Store
from tram_bot.store.doors import open_store
from tram_bot.understanding.likeness import grouped

T = TypeVar("T")

_TAKEN_FOR = (Mishap.MISSED, Mishap.OFFERED, Mishap.REFUSED)
_TEXTS_SHOWN = 5
"""Wordings of one group that are printed. Ours: with more nobody sees the next group."""


def inbox_list(database: Database, language: Language | None, *, as_json: bool) -> int:
    """Print what was not understood, what is alike together, the largest group first."""
    groups = [each for each in _groups(database) if language in (None, each.language)]
    if as_json:
        emit_json([_as_json(group) for group in groups])
        return 0
    for group in groups:
        _print(group)
    if not groups:
        emit(f"Nothing in '{language}' waits here." if language else "Nothing waits here.")
        if tries := told_of_tries(database):
            emit(tries)
    return 0


def inbox_adopt(
    root: Path,
    database: Database,
    number: int,
    meaning: Meaning,
    *,
    wording: str,
    learner: Learner,
    clock: Clock,
) -> int:
    """Write a message, or another wording of it, as an example of an intent or a term of the
    vocabulary, with a test, and take it and what is like it out of the inbox."""
    (group,) = _called(database, [number])
    for file in adopt(root, group, meaning, wording, learner):
        emit(f"{file} written")
    try:
        _dismiss(database, [group], clock)
    except DatabaseInUse:
        emit(f"tram-bot is running on {database}, and number {group.number} stays in the inbox:")
        emit(f"type '/tram dismiss {group.number}' in Slack, or stop it and 'tram-bot inbox")
        emit(f"dismiss {group.number}'.")
        return 0
    emit(f"{len(group.messages)} taken out of the inbox")
    return 0


def inbox_dismiss(database: Database, numbers: Sequence[int], clock: Clock) -> int:
    """Take messages, and what is like them, out of the inbox: they need not be understood."""
    groups = _called(database, numbers)
    try:
        count = _dismiss(database, groups, clock)
    except DatabaseInUse:
        typed = " ".join(map(str, numbers))
        raise SettingsError(
            f"tram-bot is running on {database}: type '/tram dismiss {typed}' in Slack, "
            "or stop it for this moment"
        ) from None
    emit(f"{count} taken out of the inbox")
    return 0


def _print(group: InboxGroup) -> None:
    times = "once" if len(group.messages) == 1 else f"{len(group.messages)} times"
    emit(f"{group.number}  {group.language}  {times}, last on {group.latest:%Y-%m-%d}")
    for text in group.texts[:_TEXTS_SHOWN]:
        emit(f"    “{text}”")
    more = len(group.texts) - _TEXTS_SHOWN
    if more > 0:
        emit(f"    … and {more} more")
    if taken_for := group.guesses(*_TAKEN_FOR):
        emit(f"    taken for: {', '.join(taken_for)}")
    if meant := group.guesses(Mishap.CHOSEN):
        emit(f"    the company chose: {', '.join(meant)}")


def _as_json(group: InboxGroup) -> dict[str, object]:
    return {
        "number": group.number,
        "language": group.language,
        "count": len(group.messages),
        "latest": group.latest.isoformat(),
        "texts": list(group.texts),
        "taken_for": list(group.guesses(*_TAKEN_FOR)),
        "chosen": list(group.guesses(Mishap.CHOSEN)),
    }


def _called(database: Database, numbers: Sequence[int]) -> list[InboxGroup]:
    """The groups with these numbers. Raises SettingsError if there is none with one of them."""
    by_number = {message.id: group for group in _groups(database) for message in group.messages}
    unknown = next((number for number in numbers if number not in by_number), None)
    if unknown is not None:
        raise SettingsError(f"there is no number {unknown}; 'tram-bot inbox' lists what there is")
    found = {by_number[number].number: by_number[number] for number in numbers}
    return list(found.values())


def _groups(database: Database) -> tuple[InboxGroup, ...]:
    async def read(store: Store) -> Sequence[InboxMessage]:
        return await store.inbox()

    return grouped(asyncio.run(_with_store(database, read, read_only=True)))


def _dismiss(database: Database, groups: Sequence[InboxGroup], clock: Clock) -> int:
    ids = [message.id for group in groups for message in group.messages]

    async def dismiss(store: Store) -> int:
        return await store.dismiss(ids, clock.now())

    return asyncio.run(_with_store(database, dismiss, read_only=False))


async def _with_store(
    database: Database, use: Callable[[Store], Awaitable[T]], *, read_only: bool
) -> T:
    store = await open_store(database, read_only=read_only)
    try:
        return await use(store)
    finally:
        await store.close()
