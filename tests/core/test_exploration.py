"""Small questionnaires built to fail, each walked to where it does."""

from typing import Any

from tram_bot.core.exploration import explored
from tram_bot.core.questionnaire import Condition, Question, Questionnaire, Slot, SlotKind

PARAGRAPH = Question(
    id="problem",
    paragraph=True,
    essential=True,
    slots=(Slot(id="problem", kind=SlotKind.TEXT, inferred=False),),
)
CONSENT = Question(
    id="consent",
    essential=True,
    slots=(
        Slot(id="consent", kind=SlotKind.CONSENT, options=("agree", "decline"), inferred=False),
    ),
)


def choice(id: str, *options: str, when: dict[str, tuple[str, ...]] | None = None) -> Question:
    """A question of one choice of its own name."""
    slot = Slot(id=id, kind=SlotKind.CHOICE, options=options or ("yes", "no"))
    conditions = [Condition(slot=slot, options=wanted) for slot, wanted in (when or {}).items()]
    return Question(id=id, slots=(slot,), conditions=tuple(conditions))


def text(id: str, **changes: Any) -> Question:
    """A question in free words that no paragraph answers."""
    slot = Slot(id=id, kind=SlotKind.TEXT, inferred=False)
    return Question(id=id, slots=(slot,), **changes)


def asked(*questions: Question) -> Questionnaire:
    return Questionnaire(id="q", questions=questions)


def test_where_all_is_well_everything_is_asked() -> None:
    found = explored(asked(PARAGRAPH, CONSENT, choice("a"), choice("b", when={"a": ("yes",)})))

    assert found.called_for == found.asked == {"problem", "consent", "a", "b"}
    assert found.met == {("b", Condition(slot="a", options=("yes",)))}
    assert (found.stuck, found.too_early, found.hasty, found.unconsented) == ({}, {}, {}, None)
    assert found.is_whole


def test_whoever_declines_answers_nothing_more() -> None:
    found = explored(asked(PARAGRAPH, CONSENT, choice("why", when={"consent": ("decline",)})))

    assert "why" not in found.called_for
    assert not found.met


def test_conditions_that_hold_each_but_never_together() -> None:
    b = choice("b", when={"a": ("yes",)})
    never = choice("c", when={"a": ("no",), "b": ("yes",)})
    found = explored(asked(PARAGRAPH, CONSENT, choice("a"), b, never))

    assert "c" not in found.called_for
    assert {condition.slot for question, condition in found.met if question == "c"} == {"a", "b"}


def test_what_hangs_on_a_question_nobody_is_asked() -> None:
    both = (Condition(slot="a", options=("yes",)), Condition(slot="a", options=("no",)))
    never = Question(id="b", slots=choice("b").slots, conditions=both)
    after = choice("c", when={"b": ("yes",)})
    found = explored(asked(PARAGRAPH, CONSENT, choice("a"), never, after))

    assert not {"b", "c"} & found.called_for
    assert not any(question == "c" for question, _ in found.met)


def test_several_options_may_hold_together() -> None:
    several = Question(
        id="a",
        slots=(Slot(id="a", kind=SlotKind.CHOICE, options=("x", "y", "z"), several=True),),
    )
    both = (Condition(slot="a", options=("x",)), Condition(slot="a", options=("y",)))
    found = explored(asked(several, Question(id="b", slots=choice("b").slots, conditions=both)))

    assert found.called_for == {"a", "b"}


def test_a_condition_that_only_holds_for_who_leaves_the_question() -> None:
    unless = (Condition(slot="a", options=("yes", "no"), negated=True),)
    left = Question(id="b", slots=choice("b").slots, conditions=unless)

    assert explored(asked(choice("a"), left)).called_for == {"a", "b"}


def test_a_question_without_a_required_slot_is_never_put() -> None:
    slot = Slot(id="size", kind=SlotKind.COUNT, counts="people", required=False)
    found = explored(asked(PARAGRAPH, Question(id="size", slots=(slot,))))

    assert "size" not in found.called_for


def test_what_is_never_asked_for_may_be_told_all_the_same() -> None:
    slot = Slot(id="sector", kind=SlotKind.CONCEPT, vocabulary="sectors", required=False)
    after = choice("b", when={"sector": ("food",)})
    found = explored(asked(PARAGRAPH, Question(id="sector", slots=(slot,)), after))

    assert "b" in found.called_for


def test_no_room_is_left_for_the_last() -> None:
    others = (text("a"), text("b"))
    found = explored(asked(*others, text("extra", if_room=True)), most=2)

    assert "extra" in found.called_for
    assert found.asked == {"a", "b"}


def test_there_is_room_where_the_paragraph_may_tell_the_rest() -> None:
    told = choice("a")
    found = explored(asked(text("b"), told, text("extra", if_room=True)), most=2)

    assert "extra" in found.asked


def test_a_choice_of_nothing_cannot_be_left_where_nothing_can() -> None:
    nothing = Slot(id="which", kind=SlotKind.CHOICE)
    stuck = Question(id="consent", slots=(*CONSENT.slots, nothing))
    found = explored(asked(choice("a"), stuck, text("b")))

    assert list(found.stuck) == ["consent"]
    assert "b" not in found.called_for
    assert not explored(asked(Question(id="x", slots=(nothing,)), text("b"))).stuck, "may be left"


def test_personal_data_before_consent_and_the_way_there() -> None:
    name = Slot(id="name", kind=SlotKind.PERSON, personal=True)
    early = (Condition(slot="a", options=("yes",)),)
    contact = Question(id="contact", slots=(name,), conditions=early, essential=True)

    found = explored(asked(choice("a"), contact, CONSENT))
    assert found.too_early == {"contact": (("a", ("yes",)),)}
    assert not explored(asked(choice("a"), CONSENT, contact)).too_early


def test_who_wants_a_person_is_asked_the_essential_questions_only() -> None:
    name = Slot(id="name", kind=SlotKind.PERSON, personal=True)
    contact = Question(id="contact", slots=(name,), essential=True)
    unhurried = Question(id="consent", slots=CONSENT.slots)

    assert explored(asked(unhurried, contact)).hasty == {"contact": ()}
    assert explored(asked(CONSENT, contact)).hasty == {}


def test_a_way_to_the_end_without_consent() -> None:
    sometimes = Question(
        id="consent", slots=CONSENT.slots, conditions=(Condition(slot="a", options=("yes",)),)
    )

    assert explored(asked(choice("a"), sometimes)).unconsented in (
        (("a", ("no",)),),
        (("a", ()),),
    )
    assert explored(asked(choice("a"), CONSENT)).unconsented is None


def test_forty_questions_with_a_condition_each_are_walked_through() -> None:
    questions = []
    for number in range(20):
        questions += [choice(f"a{number}"), choice(f"b{number}", when={f"a{number}": ("yes",)})]
    found = explored(asked(*questions), most=40)

    assert found.is_whole, "what nobody looks at any more is forgotten"
    assert len(found.called_for) == 40


def test_more_ways_than_can_be_walked_are_owned_up_to() -> None:
    first = [choice(f"a{number}") for number in range(12)]
    then = [choice(f"b{number}", when={f"a{number}": ("yes",)}) for number in range(12)]

    assert not explored(asked(*first, *then), places=100).is_whole
