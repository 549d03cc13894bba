"""What every store holds of a blocked sender: enough to know them again, and no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.store.conftest import Place
from tests.values import HERE, NOW, conversation, deciding, later, lead, say, text, time_passed
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import Block, Effect, Erase, RemindAt, SubmitLead, Unblock
from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.core.keeping import Keeping
from tram_bot.ports import BlockedSender, Decide, Store

SPAM = Block(reference="BT-FI-26-0001", centre=CentreId("fi"), staff="Kari Example")
ELSEWHERE = ConversationId("terminal:elsewhere")


def hearing(seen: list[bool]) -> Decide:
    """A decision that drops what a blocked sender says, and takes anything else."""

    def decide(
        before: Conversation | None, events: Sequence[object], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        now = before or Conversation(id=HERE, language="en")
        seen.append(moment.is_blocked)
        return (now, ()) if moment.is_blocked else (replace(now, turn=now.turn + 1), ())

    return decide


async def test_a_blocked_sender_is_known_again_and_only_they(store: Store, place: Place) -> None:
    seen: list[bool] = []
    await store.take_turn(HERE, [text("e1")], deciding(SubmitLead(lead=lead()), SPAM), NOW)
    await store.close()
    store = await place.open()
    await store.take_turn(HERE, [text("e2")], hearing(seen), NOW)
    await store.take_turn(ELSEWHERE, [text("e3", conversation=ELSEWHERE)], deciding(), NOW)
    await store.take_turn(ELSEWHERE, [text("e4", conversation=ELSEWHERE)], hearing(seen), NOW)

    assert seen == [True, False]
    assert await store.blocked() == [
        BlockedSender(
            reference="BT-FI-26-0001", centre=CentreId("fi"), staff="Kari Example", since=NOW
        )
    ]


async def test_what_is_dropped_leaves_nothing_behind(store: Store) -> None:
    seen: list[bool] = []
    reminder = RemindAt(timer="abandoned", due=later(hours=1))
    await store.take_turn(HERE, [text("e1")], deciding(SPAM, reminder), NOW)
    before = await store.conversation(HERE)
    for _ in range(2):
        done = await store.take_turn(HERE, [text("e2")], hearing(seen), NOW)
        assert done.conversation == before
    await store.take_turn(HERE, [time_passed("t1", "abandoned", 1)], hearing(seen), later(hours=2))

    assert seen == [True, True, True], "that it came before is forgotten, too"
    assert await store.conversation(HERE) == before
    assert await store.due_timers(later(days=9), 10) == []


async def test_a_block_outlives_its_sender_and_is_lifted_by_the_leads_number(
    store: Store,
) -> None:
    seen: list[bool] = []
    first = deciding(SubmitLead(lead=lead()), SPAM)
    await store.take_turn(HERE, [text("e1")], first, NOW)
    await store.take_turn(HERE, [text("e2")], deciding(Erase(), say_goodbye()), NOW)
    await store.take_turn(HERE, [text("e3")], hearing(seen), NOW)
    assert await store.conversation(HERE) is None
    assert await store.unblock("BT-FI-26-0001")
    assert not await store.unblock("BT-FI-26-0001")
    await store.take_turn(HERE, [text("e3")], hearing(seen), NOW)

    assert seen == [True, False]
    assert await store.blocked() == []


async def test_who_blocked_first_stays_and_lifting_lifts_all(store: Store) -> None:
    seen: list[bool] = []
    again = replace(SPAM, reference="BT-FI-26-0002", staff="Somebody Else")
    start = conversation(turn=0)
    await store.take_turn(HERE, [text("e0")], lambda *_: (replace(start, turn=1), ()), NOW)
    await store.take_turn(HERE, [text("e1")], deciding(SPAM), NOW)
    await store.take_turn(HERE, [text("e2")], deciding(again), later(hours=1))
    assert [each.reference for each in await store.blocked()] == ["BT-FI-26-0001"]
    await store.take_turn(HERE, [text("e3")], deciding(Unblock()), later(hours=2))
    await store.take_turn(HERE, [text("e4")], hearing(seen), later(hours=3))

    assert seen == [False]


def say_goodbye() -> Effect:
    return say("Everything is deleted.")


async def test_whoever_asks_to_be_forgotten_in_the_same_moment_is_blocked(store: Store) -> None:
    await store.take_turn(HERE, [text("e1")], deciding(SubmitLead(lead=lead())), NOW)
    await store.take_turn(HERE, [text("e2")], deciding(SPAM, say("last"), Erase()), NOW)
    assert await store.conversation(HERE) is None
    blocked = await store.block_of(HERE)
    assert blocked
    assert blocked.reference == SPAM.reference
    assert await store.block_of(ELSEWHERE) is None


async def test_a_block_ends_with_the_requests_of_its_time(store: Store) -> None:
    await store.take_turn(HERE, [text("e1")], deciding(SubmitLead(lead=lead()), SPAM), NOW)
    keeping = Keeping()
    await store.prune(NOW + keeping.closed, keeping, 9)
    assert await store.block_of(HERE)
    await store.prune(NOW + keeping.closed + timedelta(days=1), keeping, 9)
    assert await store.block_of(HERE) is None
