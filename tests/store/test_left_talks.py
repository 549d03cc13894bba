"""Where companies left the questionnaire: told by where their conversation stands."""

from tests.values import NOW, conversation, deciding, later, run, text
from tram_bot.core.conversation import Asking, Idle, Reviewing, WithPerson
from tram_bot.core.identifiers import ConversationId, EventId, LeadId
from tram_bot.ports import LeftTalk, Store

ASKING = Asking(run=run(), question="budget", asked_at=NOW)
REVIEWING = Reviewing(run=run(), asked_at=NOW)


async def keep(store: Store, name: str, at: float, **changes: object) -> None:
    """A conversation as it stands after its only turn, so many hours after NOW."""
    here = ConversationId(f"telegram:{name}")
    talk = {"phase": Idle(), "aside": None, "turn": 1, **changes}
    kept = conversation(here, **talk)
    await store.take_turn(
        here, [text("1", conversation=here)], lambda *_: (kept, ()), later(hours=at)
    )


async def test_an_open_question_tells_where_they_left(store: Store) -> None:
    await keep(store, "asking", 1, phase=ASKING, language="pl")
    await keep(store, "reviewing", 1, phase=REVIEWING)
    await keep(store, "aside", 1, aside=run(asked=("problem", "material"), latest="problem"))
    await keep(store, "aside at the end", 1, aside=run(asked=("problem",), latest="problem"))
    left = await store.left_talks(NOW, later(hours=2))
    assert sorted((each.language, each.question) for each in left) == [
        ("en", ""),
        ("en", ""),
        ("en", "material"),
        ("pl", "budget"),
    ]
    assert {each.questionnaire for each in left} == {"measurement"}


async def test_who_is_done_or_talks_to_a_person_has_not_left(store: Store) -> None:
    await keep(store, "idle", 1)
    staff = WithPerson(lead=LeadId("lead-1"), staff="Kari", resume=ASKING)
    await keep(store, "with a person", 1, phase=staff)
    assert await store.left_talks(NOW, later(hours=2)) == []


async def test_what_counts_is_when_they_did_something_last(store: Store) -> None:
    await keep(store, "before", -1, phase=ASKING, language="fi")
    await keep(store, "first", 0, phase=ASKING, language="de")
    await keep(store, "after", 2, phase=ASKING, language="lv")
    here = LeftTalk(questionnaire="measurement", question="budget", language="de")
    assert await store.left_talks(NOW, later(hours=2)) == [here]
    talk = ConversationId("telegram:first")
    event = text(EventId("2"), conversation=talk)
    await store.take_turn(talk, [event], deciding(), later(hours=3))
    assert await store.left_talks(NOW, later(hours=2)) == []
