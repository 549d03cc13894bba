"""What is kept for people to teach the bot, and what never is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation, Idle, Moment
from tram_bot.core.dialogue import step
from tram_bot.core.effects import Button, Effect, Mishap, Misheard, Retract, Say, Unhear
from tram_bot.core.events import Deleted, Edited, Event, Pressed, said
from tram_bot.core.identifiers import ConversationId, EventId
from tram_bot.transcripts.saving import saved_and_loaded

HERE = ConversationId("test:1")
NEAR = "do you have a canteen for guests"
"""Is near to some meanings and is none of them surely."""
FAR = "qwrtz bnmpl vcxyl"


class Talk:
    """One company, and what was kept of it."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.state = Conversation(id=HERE, language="en")
        self.effects: Sequence[Effect] = ()
        self.count = 0

    def says(self, text: str) -> list[Misheard]:
        id = self._id()
        event = said(id=id, conversation=HERE, at=self.now, text=text, message=f"m{id}")
        return self._take(event)

    def edits(self, message: str, text: str) -> list[Misheard]:
        return self._take(
            Edited(id=self._id(), conversation=HERE, at=self.now, text=text, message=message)
        )

    def deletes(self, message: str) -> list[Misheard]:
        return self._take(Deleted(id=self._id(), conversation=HERE, at=self.now, message=message))

    def presses(self, label: str) -> list[Misheard]:
        (button,) = [each for each in self.state.offered if each.label == label]
        return self.presses_button(button)

    def presses_button(self, button: Button) -> list[Misheard]:
        return self._take(
            Pressed(
                id=self._id(),
                conversation=HERE,
                at=self.now,
                turn=button.turn,
                scope=button.scope,
                option=button.option,
            )
        )

    @property
    def offered(self) -> list[str]:
        return [button.option for button in self.state.offered if button.scope == "_intent"]

    def label(self, intent: str) -> str:
        return next(each.label for each in self.state.offered if each.option == intent)

    def _id(self) -> EventId:
        self.count += 1
        return EventId(f"e{self.count}")

    def _take(self, event: Event) -> list[Misheard]:
        self.now += timedelta(minutes=1)
        turn = step(self.content, self.state, event, Moment(now=self.now, next_numbers={}))
        self.state = saved_and_loaded(turn.conversation)
        self.effects = turn.effects
        return [effect for effect in turn.effects if isinstance(effect, Misheard)]


@pytest.fixture
def talk(content: Content) -> Talk:
    talk = Talk(content)
    assert talk.says("hello") == []
    return talk


def test_a_near_miss_is_kept_with_the_meanings_that_are_offered(talk: Talk) -> None:
    (kept,) = talk.says(NEAR)
    assert (kept.text, kept.language, kept.why) == (NEAR, "en", Mishap.OFFERED)
    assert kept.guesses
    assert list(kept.guesses) == talk.offered[: len(kept.guesses)]


def test_a_plain_miss_is_kept(talk: Talk) -> None:
    (kept,) = talk.says(FAR)
    assert (kept.text, kept.why, kept.guesses) == (FAR, Mishap.MISSED, ())
    (again,) = talk.says(NEAR)
    assert (again.why, bool(again.guesses)) == (Mishap.MISSED, True)


def test_what_was_chosen_then_is_kept_as_what_it_means(talk: Talk) -> None:
    (near,) = talk.says(NEAR)
    second = near.guesses[-1]
    (chosen,) = talk.presses(talk.label(second))
    assert (chosen.text, chosen.why, chosen.guesses) == (NEAR, Mishap.CHOSEN, (second,))


def test_a_number_typed_for_a_button_does_the_same(talk: Talk) -> None:
    (near,) = talk.says(NEAR)
    (chosen,) = talk.says("1")
    assert (chosen.text, chosen.why, chosen.guesses) == (NEAR, Mishap.CHOSEN, near.guesses[:1])


def test_a_button_pressed_later_tells_nothing_of_it(talk: Talk) -> None:
    (near,) = talk.says(NEAR)
    button = next(each for each in talk.state.offered if each.option == near.guesses[0])
    talk.says("how much does it cost")
    assert talk.presses_button(button) == []
    assert any(isinstance(effect, Say) for effect in talk.effects)


def test_who_says_so_was_misunderstood(talk: Talk) -> None:
    assert talk.says("how much does it cost for us all") == []
    taken = talk.state.taken_for
    assert taken is not None
    (kept,) = talk.says("you misunderstood me")
    assert (kept.text, kept.why) == ("how much does it cost for us all", Mishap.REFUSED)
    assert kept.guesses == taken.intents
    assert talk.says("you misunderstood me") == [], "it is said of an answer, and of no complaint"


def test_what_tells_who_it_is_and_what_is_long_is_not_kept(talk: Talk) -> None:
    (kept,) = talk.says("qwrtz anna@example.org")
    assert kept.text == "qwrtz [address]"
    assert talk.says("anna@example.org") == []
    assert talk.says("🙂") == []
    assert talk.says("qwrtz " * 40) == []


def test_a_problem_that_was_taken_for_a_question_is_not_kept(talk: Talk) -> None:
    assert talk.says("what is this service when our paint peels?") == []
    taken = talk.state.taken_for
    assert taken is not None
    assert taken.intents == ("what_is_this",)
    assert talk.says("you misunderstood me") == []


@pytest.mark.parametrize("deletes", [True, False])
def test_what_the_company_changes_or_deletes_is_kept_no_longer(talk: Talk, deletes: bool) -> None:
    (near,) = talk.says(NEAR)
    assert near.message
    button = next(each for each in talk.state.offered if each.option == near.guesses[0])
    assert (talk.deletes(near.message) if deletes else talk.edits(near.message, FAR)) == []
    assert Retract(message=near.message) in talk.effects
    assert talk.presses_button(button) == [], "its meaning is not kept afterwards either"


def test_the_meaning_it_has_goes_with_the_message(talk: Talk) -> None:
    (near,) = talk.says(NEAR)
    (chosen,) = talk.says("1")
    assert chosen.message == near.message
    talk.says("how much does it cost for us all")
    taken = talk.state.taken_for
    assert taken is not None
    (refused,) = talk.says("you misunderstood me")
    assert refused.message == taken.message != near.message


@pytest.mark.parametrize("left", ["cancel", "no"])
def test_what_comes_shortly_after_a_problem_is_not_kept(talk: Talk, left: str) -> None:
    talk.says("our paint peels off steel after one winter")
    talk.says(left)
    assert isinstance(talk.state.phase, Idle)
    assert talk.says(NEAR) == []
    assert talk.presses(talk.label(talk.offered[0])) == []
    talk.now += timedelta(hours=2)
    assert talk.says(FAR) != []


@pytest.mark.parametrize("press", [True, False])
def test_what_came_before_a_problem_is_not_kept(talk: Talk, press: bool) -> None:
    talk.says(FAR)
    kept = talk.presses(talk.label("challenge")) if press else talk.says(
        "our paint peels off steel after one winter"
    )  # fmt: skip
    assert kept == []
    (unheard,) = [effect for effect in talk.effects if isinstance(effect, Unhear)]
    assert unheard.since <= talk.now - timedelta(minutes=2)


def test_a_problem_chosen_among_the_meanings_is_not_kept(talk: Talk) -> None:
    talk.says(NEAR)
    assert talk.presses(talk.label("challenge")) == []
    assert any(isinstance(effect, Unhear) for effect in talk.effects)


def test_neither_a_need_nor_an_answer_is_kept(talk: Talk) -> None:
    assert talk.says("our paint peels off steel after one winter") == []
    for text in (FAR, NEAR, "you misunderstood me", "yes", FAR, "1", FAR):
        assert talk.says(text) == []
