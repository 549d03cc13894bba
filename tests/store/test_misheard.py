"""What was not understood is kept for a person, as long as its conversation and no longer."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.test_erasing import on_disk
from tests.values import HERE, NOW, deciding, later, text
from tram_bot.core.effects import Effect, Erase, Mishap, Misheard, Retract, Unhear
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.inbox import InboxMessage
from tram_bot.core.keeping import Keeping
from tram_bot.ports import Store
from tram_bot.store.sqlite import open_sqlite

ELSEWHERE = ConversationId("terminal:elsewhere")


def misheard(words: str, why: Mishap = Mishap.OFFERED, *guesses: str) -> Misheard:
    return Misheard(text=words, language="en", why=why, guesses=guesses or ("cost", "nda"))


async def take(
    store: Store, *effects: Effect, id: str, days: float = 0, where: ConversationId = HERE
) -> None:
    event = text(id, conversation=where)
    await store.take_turn(where, [event], deciding(*effects), later(days=days))


async def said(store: Store) -> list[str]:
    return [message.text for message in await store.inbox()]


async def test_a_message_is_kept_as_it_was_told_and_once(store: Store) -> None:
    await take(store, misheard("a thing of old"), id="1")
    await take(store, misheard("a thing of old"), id="1", where=ELSEWHERE)
    await take(store, misheard("another"), id="2", days=1)
    await take(store, misheard("a thing of old", Mishap.CHOSEN, "nda"), id="3", days=2)
    first, elsewhere, second = await store.inbox()
    assert first == InboxMessage(
        id=first.id,
        conversation=HERE,
        language="en",
        text="a thing of old",
        why=Mishap.CHOSEN,
        guesses=("nda",),
        at=later(days=2),
    )
    assert (elsewhere.conversation, elsewhere.why) == (ELSEWHERE, Mishap.OFFERED)
    assert elsewhere.guesses == ("cost", "nda")
    assert first.id < elsewhere.id < second.id


@pytest.mark.parametrize("why", Mishap)
async def test_it_is_among_what_a_company_is_handed(store: Store, why: Mishap) -> None:
    await take(store, misheard("mine", why, "cost"), id="1")
    await take(store, misheard("somebody else's"), id="1", where=ELSEWHERE)
    kept = await store.kept(HERE)
    assert kept is not None
    assert [(each.text, each.why) for each in kept.misheard] == [("mine", why)]


async def test_what_came_shortly_before_a_problem_is_not_kept(store: Store) -> None:
    await take(store, misheard("of yesterday"), id="1")
    await take(store, misheard("somebody else's"), id="2", days=1, where=ELSEWHERE)
    await take(store, misheard("the beginning of it"), id="2", days=1)
    await take(store, Unhear(since=later(days=1)), id="3", days=1)
    assert await said(store) == ["of yesterday", "somebody else's"]


async def test_what_the_company_changed_or_deleted_is_kept_no_longer(store: Store) -> None:
    def sent(words: str, message: str) -> Misheard:
        return Misheard(text=words, language="en", why=Mishap.MISSED, message=message)

    await take(store, sent("one", "m1"), sent("two", "m2"), misheard("of no message"), id="1")
    await take(store, sent("one", "m1"), id="1", where=ELSEWHERE)
    await take(store, sent("two", "m3"), id="2")
    await take(store, Retract(message="m1"), Retract(message="m2"), id="3")
    assert await said(store) == ["two", "of no message", "one"], "the second 'two' still stands"
    await take(store, Retract(message="m3"), id="4")
    assert await said(store) == ["of no message", "one"]


async def test_what_was_dealt_with_is_taken_out(store: Store) -> None:
    await take(store, misheard("one"), misheard("two"), misheard("three"), id="1")
    first, second, _ = await store.inbox()
    assert await store.dismiss([first.id, second.id, 999], NOW) == 2
    assert await store.dismiss([first.id], NOW) == 0
    assert await said(store) == ["three"]
    (third,) = await store.inbox()
    await store.dismiss([third.id], NOW)
    await take(store, misheard("four"), id="2")
    (fourth,) = await store.inbox()
    assert fourth.id > third.id, "the number of one that was taken out came again"


async def test_it_goes_with_its_conversation(store: Store) -> None:
    await take(store, misheard("one"), id="1")
    await take(store, misheard("two"), id="1", where=ELSEWHERE)
    await take(store, misheard("never kept"), Erase(), id="2")
    assert await said(store) == ["two"]
    await store.forget(ELSEWHERE, NOW)
    assert await said(store) == []


async def test_it_goes_after_its_time_a_little_at_a_time(store: Store) -> None:
    keeping = Keeping(misheard=timedelta(days=10), events=timedelta(days=400))
    await take(store, *(misheard(f"number {n}") for n in range(3)), id="1")
    await take(store, misheard("later"), id="2", days=5)
    assert await store.prune(later(days=9.9), keeping, 2) == 0
    assert [await store.prune(later(days=11), keeping, 2) for _ in range(3)] == [2, 1, 0]
    assert await said(store) == ["later"]


async def test_no_byte_is_left_of_what_was_taken_out(tmp_path: Path) -> None:
    store = await open_sqlite(tmp_path / "tram.sqlite3")
    await take(store, misheard("MARKED"), id="1")
    assert on_disk(tmp_path, "MARKED")
    (message,) = await store.inbox()
    await store.dismiss([message.id], NOW)
    await store.close()
    assert not on_disk(tmp_path, "MARKED")
