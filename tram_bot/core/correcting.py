"""Corrections: what is said later and changes what was answered before."""

import re
from collections.abc import Mapping
from dataclasses import replace

from tram_bot.core.answers import Answer, Chose, Counted, Provenance
from tram_bot.core.asking import ask_again, corrected_throughout
from tram_bot.core.besides import added_to_the_problem
from tram_bot.core.conversation import Asking, Reviewing, Run
from tram_bot.core.limits import PEOPLE_MOST, WORDS_OF_A_COMMAND, WORDS_OF_A_CORRECTION
from tram_bot.core.message import Understood
from tram_bot.core.named import concepts_in, words_listed
from tram_bot.core.paragraph import inferred
from tram_bot.core.present import checklist
from tram_bot.core.questionnaire import Question, SlotKind
from tram_bot.core.reading import wanted_of
from tram_bot.core.review import show_review
from tram_bot.core.scene import Scene, Turn

_FIXED = (SlotKind.TEXT, SlotKind.CONSENT, SlotKind.PERSON, SlotKind.FOCUS, SlotKind.CHOICE)
"""What a correction in passing may not touch: free texts stay, and so does consent."""
_NEW_AND_OLD = 2
"""Numbers in *85, not 80*."""


def says_correction(scene: Scene, text: str, *, is_free: bool) -> bool:
    """Whether a text says that it corrects something said before.

    Where any words are an answer (`is_free`), "actually" and "sorry" may stand in one: there only a
    short text that begins so is a correction.
    """
    if not is_free:
        return _has_cue(scene, text)
    return len(text.split()) <= WORDS_OF_A_CORRECTION and _has_cue(scene, text, first=True)


def _has_cue(scene: Scene, text: str, *, first: bool = False) -> bool:
    """Whether a word that speaks of correcting stands in the text, or comes first in it."""
    cues = words_listed(scene, "correction_cues")
    folded = f" {' '.join(text.casefold().replace(',', ' ').split())} "
    return any(folded.startswith(f" {c} ") if first else f" {c} " in folded for c in cues)


def without_cue(scene: Scene, text: str) -> str:
    """A text without the no with which it corrects itself at the beginning: that of *no wait, 6* is
    no answer. What says nothing else stays."""
    no = set(words_listed(scene, "no_words_said"))
    words = list(re.finditer(r"\S+", text))
    folded = [word[0].casefold().strip(",.!") for word in words]
    cues = (cue.split() for cue in words_listed(scene, "correction_cues"))
    cut = (len(c) for c in cues if folded[: len(c)] == c and not no.isdisjoint(c))
    longest = max(cut, default=0)
    return text[words[longest].start() :] if 0 < longest < len(words) else text


def corrected(
    scene: Scene,
    asking: Asking,
    question: Question,
    understood: Understood,
    message: str,
    *,
    is_said: bool,
) -> Turn | None:
    """A text that fits another, settled slot and not this question corrects that slot.

    What a sample is made of is named in many an answer: that is corrected only where the text says
    so (`is_said`).
    """
    own = {slot.id for slot in wanted_of(asking.run, question)}
    told = _told_anew(scene, asking.run, understood, message)
    if is_said:
        told = {**_number_for_another(scene, asking.run, understood, message), **told}
    found = {id: a for id, a in told.items() if id not in own and id in asking.run.answers}
    if not is_said:
        found = _but_concepts(scene, asking.run, found)
    if not found:
        return None
    run, echo = _with(scene, asking.run, found)
    return ask_again(scene, replace(asking, run=run), *echo)


def corrected_in_words(
    scene: Scene, asking: Asking, understood: Understood, message: str
) -> Turn | None:
    """A text that says it corrects, and fits no slot, is kept with the description of the problem
    for whoever reads that; None if it speaks of nothing we know and may be a name."""
    known = concepts_in(scene, understood)
    if not known and any(word[0].isupper() for word in understood.text.split()[1:]):
        return None
    there, said = added_to_the_problem(scene, asking, understood, message)
    return ask_again(scene, there, *said) if said else None


def correct_in_review(
    scene: Scene, reviewing: Reviewing, understood: Understood, message: str
) -> Turn | None:
    """A short text, or one that says it corrects, changes the settled answers it fits, and adds
    those that were left open."""
    short = len(understood.text.split()) <= WORDS_OF_A_COMMAND
    if not short and not _has_cue(scene, understood.text):
        return None
    run = reviewing.run
    found = _number_for_another(scene, run, understood, message)
    found = {**found, **_told_anew(scene, run, understood, message)}
    new = {id: answer for id, answer in found.items() if id not in run.answers}
    known = {id: answer for id, answer in found.items() if id not in new}
    found = {**known, **_but_concepts(scene, run, new)}
    if not found:
        return None
    run, echo = _with(scene, run, found)
    return show_review(scene, run, *echo)


def _told_anew(
    scene: Scene, run: Run, understood: Understood, message: str
) -> Mapping[str, Answer]:
    """What a text says otherwise than the answers, or says that they do not."""
    kinds = _kinds(scene, run)
    fixed = {id: answer for id, answer in run.answers.items() if kinds.get(id) in _FIXED}
    # Consent is among what stays, so that whoever gave it may tell of themselves.
    read = inferred(scene, replace(run, answers=fixed), understood, message=message)
    return {
        id: answer
        for id, answer in read.items()
        if id not in run.answers or not _says_no_more(answer, run.answers[id])
    }


def _number_for_another(
    scene: Scene, run: Run, understood: Understood, message: str
) -> Mapping[str, Answer]:
    """The number that comes instead of one that was told: *85, not 80* says of what by the 80."""
    counted = {number.value: number.counts for number in understood.entities.numbers}
    questionnaire = scene.questionnaire(run)
    if len(counted) != _NEW_AND_OLD or not questionnaire:
        return {}
    told = [
        (slot, known.value.number)
        for slot in questionnaire.slots()
        if slot.kind is SlotKind.COUNT
        and (known := run.answers.get(slot.id))
        and isinstance(known.value, Counted)
        and known.value.number in counted
    ]
    if len(told) != 1:
        return {}
    ((slot, old),) = told
    # *12 people, 6 samples* counts two things, and corrects neither by the other.
    if not set(counted.values()) <= {"", slot.counts}:
        return {}
    (new,) = set(counted) - {old}
    answer = Answer(
        value=Counted(number=new),
        raw=understood.text,
        how=Provenance.TYPED,
        event=scene.event.id,
        at=scene.event.at,
        message=message,
    )
    return {slot.id: answer} if 0 < new <= PEOPLE_MOST else {}


def _says_no_more(answer: Answer, before: Answer) -> bool:
    """Whether an answer has nothing that was not said: *not epoxy, but polyurethane* names one of
    the two materials, plastic and glue, and denies neither."""
    if isinstance(answer.value, Chose) and isinstance(before.value, Chose):
        return set(answer.value.options) <= set(before.value.options)
    return answer.value == before.value


def _but_concepts(scene: Scene, run: Run, found: Mapping[str, Answer]) -> dict[str, Answer]:
    kinds = _kinds(scene, run)
    return {id: a for id, a in found.items() if kinds.get(id) is not SlotKind.CONCEPT}


def _kinds(scene: Scene, run: Run) -> Mapping[str, SlotKind]:
    questionnaire = scene.questionnaire(run)
    return {slot.id: slot.kind for slot in questionnaire.slots()} if questionnaire else {}


def _with(scene: Scene, run: Run, found: Mapping[str, Answer]) -> tuple[Run, list[str]]:
    """The run with these answers, and what is said of them."""
    known = {id: run.answers[id].corrected(a) for id, a in found.items() if id in run.answers}
    new = {id: answer for id, answer in found.items() if id not in known}
    run = corrected_throughout(run, {**run.answers, **known, **new})
    said = []
    if known:
        said.append(scene.phrase("corrected_intro") + "\n" + checklist(scene, run, known))
    if new:
        said.append(scene.phrase("checklist_intro") + "\n" + checklist(scene, run, new))
    return run, said
