"""What a reply tells besides what was asked: answers to later questions, more of the problem."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tram_bot.core.answers import Answer, Wrote
from tram_bot.core.asking import answered_besides, corrected_throughout
from tram_bot.core.catalogue import HAZARDS, PROBLEMS
from tram_bot.core.conversation import Asking, Run
from tram_bot.core.limits import FREE_TEXT_KEPT, WORDS_OF_A_NEED
from tram_bot.core.message import Understood
from tram_bot.core.named import NOTHING, concepts_in, named_in_passing
from tram_bot.core.need import is_need
from tram_bot.core.questionnaire import Question, SlotKind
from tram_bot.core.scene import Scene

_WORDS_OF_A_COUNT = 6
"""Words up to which a part of a reply with a number says no more than that: *we can send about 6
samples*."""


def facts_besides(
    scene: Scene, asking: Asking, question: Question, understood: Understood, message: str
) -> tuple[Asking, Sequence[str]]:
    """What is open once the facts in a reply are noted, and what is said of them; nothing is said
    if none is new."""
    if not (understood.entities.are_told or says_harmless(scene, understood)):
        return asking, ()
    run, said = answered_besides(scene, asking.run, question, understood, message)
    if run == asking.run:
        return asking, ()
    return replace(asking, run=run), said


def says_harmless(scene: Scene, understood: Understood) -> bool:
    """Whether a reply says, and does not ask, that nothing is dangerous: that is told of samples at
    whatever question, and is no question about dangerous ones."""
    return not understood.is_question and NOTHING in named_in_passing(
        scene, understood.text, HAZARDS, understood
    )


def more_of_the_problem(
    scene: Scene, asking: Asking, understood: Understood, message: str
) -> tuple[Asking, Sequence[str]]:
    """What is open once a reply that tells of a problem is added to its description, and what is
    said of that; nothing is said if it tells of none. *Back* does not take it away."""
    if len(understood.text.split()) < WORDS_OF_A_NEED or not is_need(scene, understood):
        return asking, ()
    return added_to_the_problem(scene, asking, understood, message)


def added_to_the_problem(
    scene: Scene, asking: Asking, understood: Understood, message: str
) -> tuple[Asking, Sequence[str]]:
    """What is open once a reply is added to the description of the problem, and what is said of
    that; nothing is said of a question, unless it is theirs: *why does it crack?*"""
    run, said = problem_continued(scene, asking.run, understood, message)
    return replace(asking, run=run), said


def problem_continued(
    scene: Scene, run: Run, understood: Understood, message: str
) -> tuple[Run, Sequence[str]]:
    """The run with a text added to the description of its problem, and what is said of that."""
    questionnaire = scene.questionnaire(run)
    paragraph = questionnaire.paragraph if questionnaire else None
    slot = paragraph.slots[0].id if paragraph else ""
    answer = run.answers.get(slot)
    if not answer or not isinstance(answer.value, Wrote) or _asks_us(scene, understood):
        return run, ()
    longer = answer.continued(message, understood.text)
    run = corrected_throughout(run, {**run.answers, slot: longer})
    return run, (said_of_more(scene, longer, "added_to_problem"),)


def _asks_us(scene: Scene, understood: Understood) -> bool:
    """Whether a question is put to us, and not one that the measurement is to answer."""
    if not understood.is_question:
        return False
    return not any(each.kind == PROBLEMS for each in concepts_in(scene, understood))


def beside_a_number(
    scene: Scene,
    asking: Asking,
    question: Question,
    understood: Understood,
    message: str,
    *,
    read: Collection[str],
) -> tuple[Asking, Sequence[str]]:
    """What is open once what a reply says beside a number is kept with the problem, where the
    question also takes any words and read none of them: nothing is lost that may be a danger."""
    kinds = {slot.id: slot.kind for slot in question.slots}
    is_number = all(kinds.get(id) is SlotKind.COUNT for id in read)
    takes_words = any(slot.open for slot in question.slots)
    if not (is_number and takes_words and _says_more_than_a_number(understood)):
        return asking, ()
    return added_to_the_problem(scene, asking, understood, message)


def _says_more_than_a_number(understood: Understood) -> bool:
    numbers = [each.words for each in understood.entities.numbers]
    return any(
        len(part.split()) > _WORDS_OF_A_COUNT or not any(each in part for each in numbers)
        for part in understood.parts
    )


def said_of_more(scene: Scene, answer: Answer, phrase: str) -> str:
    """What is said once more words were added to an answer: this phrase, or that there is no more
    room in it."""
    if answer.is_full:
        return scene.phrase("answer_full", most=str(FREE_TEXT_KEPT))
    return scene.phrase(phrase)
