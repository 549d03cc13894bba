"""The need a questionnaire run or a single text describes, and what the search finds for it."""

from collections.abc import Sequence
from dataclasses import replace

from tram_bot.core.answers import Answers, Chose, Wrote
from tram_bot.core.catalogue import ABOUT, PROBLEMS
from tram_bot.core.conversation import Run
from tram_bot.core.finding import Finding, FoundConcept, Need
from tram_bot.core.identifiers import Country
from tram_bot.core.languages import spoken
from tram_bot.core.limits import WORDS_OF_A_NEED, WORDS_OF_A_SHORT_NEED
from tram_bot.core.message import Understood
from tram_bot.core.names import without_names
from tram_bot.core.questionnaire import Question, Questionnaire, SlotKind, live_answers
from tram_bot.core.scene import Scene

Focus = tuple[tuple[str, str], ...]
"""Concepts to choose from, each by its kind and id."""

_SEARCHED = (SlotKind.TEXT, SlotKind.CONCEPT, SlotKind.CHOICE)
_STRONG = 0.6
"""Strength of a concept from which on a sentence names a problem."""


def country_of(questionnaire: Questionnaire, answers: Answers) -> Country | None:
    """The company's country, once it is known."""
    for slot in questionnaire.slots():
        answer = answers.get(slot.id)
        if slot.kind is SlotKind.COUNTRY and answer and isinstance(answer.value, Chose):
            return answer.value.options[0]
    return None


def need_of(scene: Scene, run: Run) -> Need:
    """What the answers so far say about the need; personal ones say nothing about it."""
    questionnaire = scene.questionnaire(run)
    if not questionnaire:
        return Need(text="", language=scene.language)
    answers = live_answers(questionnaire, run.answers)
    texts: list[str] = []
    answered: list[tuple[str, str]] = []
    for slot in questionnaire.slots():
        value = answers[slot.id].value if slot.id in answers else None
        if slot.personal:
            continue
        match value:
            case Wrote(text=text) if slot.kind in _SEARCHED:
                texts.append(without_names(text, scene.note(text).entities))
            case Chose(options=options) if slot.kind is SlotKind.CONCEPT:
                answered.extend((slot.vocabulary, option) for option in options)
            case Chose(options=options) if slot.kind is SlotKind.FOCUS:
                pairs = (option.partition(":") for option in options)
                answered.extend((kind, concept) for kind, _, concept in pairs)
            case _:
                pass
    # No phrase reaches from one answer into the next.
    text = "\n\n".join(texts)
    return Need(
        text=text,
        language=spoken(scene, scene.note(text)) if text else scene.language,
        answered=tuple(dict.fromkeys(answered)),
        country=country_of(questionnaire, answers),
    )


def finding_of(scene: Scene, run: Run) -> Finding:
    """What the search finds for the answers so far.

    What was read as a place, a day or a company's name is not told as not recognised.
    """
    return scene.findings.of(
        run.answers,
        run.questionnaire,
        scene.language,
        scene.today,
        otherwise=lambda: _found(scene, need_of(scene, run)),
    )


def focus_of(scene: Scene, run: Run) -> Focus:
    """The concepts that would tell the best two techniques apart, if they are too close."""
    finding = finding_of(scene, run) if run.answers else Finding()
    return finding.focus if finding.sure else ()


def focus_offered(scene: Scene, run: Run) -> Focus:
    """What there is to choose from where that is asked: the choice made already, which tells the
    techniques apart, does not count."""
    questionnaire = scene.questionnaire(run)
    slots = questionnaire.slots() if questionnaire else ()
    chosen = {slot.id for slot in slots if slot.kind is SlotKind.FOCUS}
    if chosen.isdisjoint(run.answers):
        return focus_of(scene, run)
    others = {id: answer for id, answer in run.answers.items() if id not in chosen}
    return focus_of(scene, replace(run, answers=others))


def is_moot(scene: Scene, run: Run, question: Question) -> bool:
    """Whether other answers have told apart what the question was to tell apart."""
    is_focus = any(slot.kind is SlotKind.FOCUS for slot in question.slots)
    return is_focus and not focus_offered(scene, run)


def _found(scene: Scene, need: Need) -> Finding:
    finding = scene.content.find(need)
    if not finding.unrecognised:
        return finding
    read = scene.note(need.text).entities
    names = " ".join(
        (*(p.words for p in read.places), *(d.words for d in read.days), *read.companies)
    )
    known = {word.strip(".,").casefold() for word in names.split()}
    left = tuple(word for word in finding.unrecognised if word.casefold() not in known)
    return replace(finding, unrecognised=left)


def is_need(scene: Scene, understood: Understood) -> bool:
    """Several words that name a problem or a wish the catalogue knows, or few that the search is
    sure of and that mean nothing else."""
    words = len(understood.text.split())
    if words < WORDS_OF_A_SHORT_NEED or (words < WORDS_OF_A_NEED and understood.sure):
        return False
    need = Need(text=understood.text, language=spoken(scene, understood))
    concepts = scene.content.find_concepts(need.text, need.language)
    if words < WORDS_OF_A_NEED:
        return names_a_problem(understood, concepts) or scene.content.find(need).sure
    if any(c.kind in ABOUT and c.strength >= _STRONG for c in concepts):
        return True
    return scene.content.find(need).sure


def names_a_problem(understood: Understood, concepts: Sequence[FoundConcept]) -> bool:
    """Whether a few words that are no question name what goes wrong: *cracks in the weld*."""
    problems = (each for each in concepts if each.kind == PROBLEMS)
    return not understood.is_question and any(each.strength >= _STRONG for each in problems)
