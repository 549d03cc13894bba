"""Which question comes next, and how many are asked at most."""

from tests import values as example
from tram_bot.core.answers import Answer
from tram_bot.core.questionnaire import Question, Questionnaire, Slot, SlotKind, next_question


def question(id: str, *, essential: bool = False, if_room: bool = False) -> Question:
    slot = Slot(id=id, kind=SlotKind.TEXT)
    return Question(id=id, slots=(slot,), essential=essential, if_room=if_room)


def asked_of(*questions: Question, most: int) -> list[str]:
    """What is put to a company that answers everything."""
    questionnaire = Questionnaire(id="q", questions=questions)
    answers: dict[str, Answer] = {}
    asked: list[str] = []
    while put := next_question(questionnaire, answers, asked=tuple(asked), most=most):
        asked.append(put.id)
        answers[put.id] = next(iter(example.answers().values()))
    return asked


def test_no_more_questions_are_asked_than_may_be() -> None:
    assert asked_of(*(question(f"q{n}") for n in range(14)), most=10) == [
        f"q{n}" for n in range(10)
    ]


def test_room_is_left_for_the_essential_ones() -> None:
    plain = (question("a"), question("b"), question("c"))
    assert asked_of(*plain, question("e-mail", essential=True), most=3) == ["a", "b", "e-mail"]


def test_what_is_essential_is_asked_whatever_the_limit() -> None:
    ids = ("a", "b", "c")
    assert asked_of(*(question(id, essential=True) for id in ids), most=2) == list(ids)


def test_a_question_with_gaps_is_asked_again_at_the_limit() -> None:
    questionnaire = Questionnaire(id="q", questions=(question("a"), question("b")))
    put = next_question(questionnaire, {}, asked=("a", "b"), most=2)
    assert put is not None
    assert put.id == "a"


def test_one_asked_if_there_is_room_steps_aside_for_every_other() -> None:
    assert asked_of(question("a", if_room=True), question("b"), most=1) == ["b"]
