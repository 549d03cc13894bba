"""Asking: which question comes next, how it is put, and how answers are written down."""

from collections.abc import Mapping
from dataclasses import replace

from tram_bot.core.answers import Answer, Answers, Chose, NotSaid, Part, Provenance, Value
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.conversation import Asking, Idle, LeadNote, Run, Snapshot
from tram_bot.core.effects import Relay, Wish
from tram_bot.core.finding import Finding
from tram_bot.core.lead import Consent
from tram_bot.core.left_runs import none_left
from tram_bot.core.limits import (
    ATTEMPTS_BEFORE_SKIP,
    QUESTIONS_ASKED,
    SNAPSHOT_WORDS,
    SNAPSHOTS_KEPT,
)
from tram_bot.core.message import Understood
from tram_bot.core.need import country_of, finding_of, focus_of, focus_offered, is_moot
from tram_bot.core.paragraph import has_consent, inferred
from tram_bot.core.present import (
    centre_name,
    checklist,
    country_name,
    facility_cards,
    left_out,
    technique_ideas,
    unrecognised,
)
from tram_bot.core.questionnaire import (
    Question,
    Questionnaire,
    SlotKind,
    next_question,
)
from tram_bot.core.reading import AGREE, DECLINE, Reading, choices_of, offered
from tram_bot.core.review import show_review
from tram_bot.core.scene import Prompt, Scene, Turn, cannot_go_on

_LEAST_SNAPSHOTS = 3


def new_run(scene: Scene, questionnaire: str, *, wants_person: bool = False) -> Run:
    """A fresh filling of a questionnaire, opened by the present event."""
    return Run(
        id=scene.event.id,
        questionnaire=questionnaire,
        first_turn=scene.turn,
        started_at=scene.now,
        wants_person=wants_person,
    )


def ask_next(scene: Scene, run: Run, *said: str) -> Turn:
    """Put the next open question, or show everything for review if none is left."""
    questionnaire = scene.questionnaire(run)
    if not questionnaire:
        return cannot_go_on(scene, run)
    question = next_question(
        questionnaire,
        run.answers,
        asked=run.asked,
        most=QUESTIONS_ASKED,
        focus_wanted=bool(focus_of(scene, run)),
        only_essential=run.wants_person,
    )
    if not question:
        return show_review(scene, run, *said)
    return ask(scene, run, question, *said)


def ask(
    scene: Scene,
    run: Run,
    question: Question,
    *said: str,
    attempts: int = 0,
    reopened: bool = False,
    again: bool = False,
) -> Turn:
    """Put this question. `again` uses its short form, for after something else was said."""
    asked = run.asked if question.id in run.asked else (*run.asked, question.id)
    run = replace(run, asked=asked)
    phase = Asking(
        run=run,
        question=question.id,
        asked_at=scene.now,
        attempts=attempts,
        reopened=reopened,
    )
    there = scene.in_phase(phase)
    return there.reply(*said, prompt=_prompt(there, run, question, again=again, attempts=attempts))


def ask_again(scene: Scene, asking: Asking, *said: str, attempts: int | None = None) -> Turn:
    """Put the open question once more, shortly, after something else was said."""
    questionnaire = scene.questionnaire(asking.run)
    question = questionnaire.question(asking.question) if questionnaire else None
    if not question or is_moot(scene, asking.run, question):
        return ask_next(scene, asking.run, *said)
    return ask(
        scene,
        asking.run,
        question,
        *said,
        attempts=asking.attempts if attempts is None else attempts,
        reopened=asking.reopened,
        again=True,
    )


def answers_read(scene: Scene, reading: Reading, *, raw: str, message: str) -> dict[str, Answer]:
    """What was read, as answers given by the present event."""
    return {
        id: Answer(
            value=read.value,
            raw=raw,
            how=read.how,
            event=scene.event.id,
            at=scene.event.at,
            message=message,
        )
        for id, read in reading.read.items()
    }


def answer_chosen(scene: Scene, value: Value, raw: str) -> Answer:
    """An answer given by a button or a command."""
    return Answer(
        value=value, raw=raw, how=Provenance.CHOSEN, event=scene.event.id, at=scene.event.at
    )


def written_down(run: Run, answers: Mapping[str, Answer], *, question: str) -> Run:
    """The run with these answers, and a snapshot of how it was before."""
    snapshot = Snapshot(answers=run.answers, question=question)
    kept = dict(run.answers)
    for id, answer in answers.items():
        before = kept.get(id)
        changes = before is not None and before.is_said
        kept[id] = before.corrected(answer) if before and changes else answer
    return replace(
        run,
        answers=kept,
        history=_recent((*run.history, snapshot)),
        latest=question,
    )


def corrected_throughout(run: Run, answers: Answers) -> Run:
    """The run with these answers instead of its own, and so in every snapshot that held them:
    *back* brings no mistake back."""
    history = tuple(
        replace(each, answers=_held_anew(each.answers, run.answers, answers))
        for each in run.history
    )
    return replace(run, answers=answers, history=_recent(history))


def _recent(history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    """The latest steps, as many as *back* may remember, and a few however long they are."""
    kept: list[Snapshot] = []
    words = 0
    for each in reversed(history[-SNAPSHOTS_KEPT:]):
        words += sum(len(answer.raw) for answer in each.answers.values())
        if words > SNAPSHOT_WORDS and len(kept) >= _LEAST_SNAPSHOTS:
            break
        kept.append(each)
    return tuple(reversed(kept))


def _held_anew(held: Answers, before: Answers, after: Answers) -> Answers:
    anew = {id: a for id, a in held.items() if before.get(id) != a or id in after}
    anew.update({id: after[id] for id, a in anew.items() if before.get(id) == a})
    messages = {message for a in held.values() for message in a.messages}
    new = {id: a for id, a in after.items() if id not in before and a.messages & messages}
    return {**new, **anew}


def take_answers(
    scene: Scene,
    asking: Asking,
    question: Question,
    answers: Mapping[str, Answer],
    *said: str,
    understood: Understood | None = None,
) -> Turn:
    """Write answers to the open question down and go on from there."""
    questionnaire = scene.questionnaire(asking.run)
    if not questionnaire:
        return cannot_go_on(scene, asking.run)
    run = written_down(asking.run, answers, question=question.id)
    if question.paragraph:
        run = _without_guesses(questionnaire, run, asking.run.answers.get(question.slots[0].id))
    run = with_consent(scene, run, question, answers)
    if _declined(question, answers):
        return _without_consent(scene, run)
    remarks = [*said, *replies(scene, run, question, answers)]
    if not question.paragraph:
        remarks.append(_ruled_out(scene, asking.run, run))
    if understood and (question.paragraph or any(s.open for s in question.slots)):
        message = next((answer.message for answer in answers.values()), "")
        run, heard = answered_besides(scene, run, question, understood, message)
        remarks.extend(heard)
    if _consented(question, answers):
        run, heard = _listen_to_paragraph(scene, questionnaire, run)
        remarks.extend(heard)
    if question.gaps(run.answers) and question.applies(run.answers):
        return ask(scene, run, question, *remarks, reopened=asking.reopened)
    if asking.reopened and not _open(questionnaire, scene, run):
        return show_review(scene, run, *remarks)
    return ask_next(scene, run, *remarks)


def leave_open(scene: Scene, asking: Asking, question: Question, why: str, *said: str) -> Turn:
    """Settle the open question without an answer, if it may be left."""
    if question.paragraph or any(slot.kind is SlotKind.CONSENT for slot in question.slots):
        return ask_again(scene, asking, scene.phrase("cannot_skip"))
    value = NotSaid(why="unknown" if why == "unknown" else "skipped")
    gaps = question.gaps(asking.run.answers) or question.slots
    answers = {slot.id: answer_chosen(scene, value, "") for slot in gaps}
    return take_answers(scene, asking, question, answers, *said)


def _ruled_out(scene: Scene, before: Run, run: Run) -> str:
    """What the answer that was just given rules out, "" if that is no more than before."""
    finding = finding_of(scene, run)
    # To look again at what was there before takes as long as to look at what is there now.
    if not finding.left_out or finding.left_out == finding_of(scene, before).left_out:
        return ""
    return left_out(scene, finding)


def first_findings(scene: Scene, finding: Finding) -> tuple[str, ...]:
    """What the search says to a need just described."""
    ideas = technique_ideas(scene, finding)
    if ideas:
        return (ideas, left_out(scene, finding))
    return (scene.phrase("no_idea_yet"), left_out(scene, finding), unrecognised(scene, finding))


def _open(questionnaire: Questionnaire, scene: Scene, run: Run) -> bool:
    return (
        next_question(
            questionnaire,
            run.answers,
            asked=run.asked,
            most=QUESTIONS_ASKED,
            only_essential=run.wants_person,
            focus_wanted=bool(focus_of(scene, run)),
        )
        is not None
    )


def _prompt(scene: Scene, run: Run, question: Question, *, again: bool, attempts: int) -> Prompt:
    words = scene.question_words(run, question)
    gaps = question.gaps(run.answers)
    settled = any(slot.id in run.answers for slot in question.slots)
    narrowed = gaps if settled and gaps else ()
    text = words.ask if words else question.id
    if words and narrowed:
        parts = [words.slots[s.id].ask for s in narrowed if s.id in words.slots]
        text = " ".join(part for part in parts if part) or text
    elif words and again:
        text = words.again or words.ask
    buttons = []
    offering = offered(scene, run, narrowed or question.slots)
    if offering:
        focus = focus_offered(scene, run) if offering.kind is SlotKind.FOCUS else ()
        buttons = [
            scene.button(choice.words[0], offering.id, choice.id)
            for choice in choices_of(scene, run, offering, focus)
        ]
    if attempts >= ATTEMPTS_BEFORE_SKIP:
        buttons.extend(scene.intent_buttons(scene.content.commands("skip", "person")))
    return Prompt(ask=text, buttons=tuple(buttons))


def replies(scene: Scene, run: Run, question: Question, answers: Mapping[str, Answer]) -> list[str]:
    """What the content says back to choices, and what a country outside the eight means."""
    said = []
    for slot in question.slots:
        answer = answers.get(slot.id)
        if not answer or not isinstance(answer.value, Chose):
            continue
        words = scene.slot_words(run, slot)
        for option in answer.value.options:
            if words and option in words.options and words.options[option].reply:
                said.append(words.options[option].reply)
            if slot.kind is SlotKind.COUNTRY and not scene.content.catalogue.centre_of(option):
                said.append(_outside(scene, option))
    return said


def _outside(scene: Scene, country: str) -> str:
    return scene.phrase(
        "country_outside",
        country=country_name(scene.content, scene.language, country),
        desk=centre_name(scene.content, scene.language, LEAD_DESK),
    )


def _without_guesses(questionnaire: Questionnaire, run: Run, old: Answer | None) -> Run:
    """The run without what was worked out from a description that has been replaced.

    Who writes stays the same, so personal answers stay.
    """
    if not old:
        return run
    personal = {slot.id for slot in questionnaire.slots() if slot.personal}
    kept = {
        id: a
        for id, a in run.answers.items()
        if a.how is not Provenance.INFERRED
        or id in personal
        or not (a.event == old.event or a.messages & old.messages)
    }
    return replace(run, answers=kept)


def answered_besides(
    scene: Scene, run: Run, question: Question, understood: Understood, message: str
) -> tuple[Run, list[str]]:
    """The run with what a free text answered besides, and the echo of it."""
    own = {slot.id for slot in question.slots}
    found = inferred(scene, run, understood, message=message)
    new = {id: a for id, a in found.items() if id not in run.answers and id not in own}
    run = replace(run, answers={**run.answers, **new})
    said = []
    if new:
        said.append(scene.phrase("checklist_intro") + "\n" + checklist(scene, run, new))
    questionnaire = scene.questionnaire(run)
    country = country_of(questionnaire, new) if questionnaire else None
    if country and not scene.content.catalogue.centre_of(country):
        said.append(_outside(scene, country))
    if question.paragraph:
        said.extend(first_findings(scene, finding_of(scene, run)))
    return run, said


def _listen_to_paragraph(
    scene: Scene, questionnaire: Questionnaire, run: Run
) -> tuple[Run, list[str]]:
    """Personal answers that stood in the paragraph already, once consent allows to take them."""
    paragraph = questionnaire.paragraph
    answer = run.answers.get(paragraph.slots[0].id) if paragraph else None
    if not answer:
        return run, []
    found: dict[str, Answer] = {}
    for part in answer.parts or (Part(message=answer.message, text=answer.raw),):
        heard = scene.understand(part.text)
        read = inferred(scene, run, heard, message=part.message, event=answer.event)
        found = {**read, **found}
    new = {id: a for id, a in found.items() if id not in run.answers}
    if not new:
        return run, []
    echo = scene.phrase("checklist_intro") + "\n" + checklist(scene, run, new)
    return replace(run, answers={**run.answers, **new}), [echo]


def with_consent(scene: Scene, run: Run, question: Question, answers: Mapping[str, Answer]) -> Run:
    """The run with a record of the consent among these answers, if there is one.

    Made now and kept: the wording may change before anything is sent, and so may the language.
    """
    if not _consented(question, answers):
        return run
    words = scene.questionnaire_words(run)
    version = words.consent_version if words else ""
    consent = Consent(text_version=version, language=scene.language, at=scene.event.at)
    return replace(run, consent=consent)


def _declined(question: Question, answers: Mapping[str, Answer]) -> bool:
    return _consent_is(question, answers, DECLINE)


def _consented(question: Question, answers: Mapping[str, Answer]) -> bool:
    return _consent_is(question, answers, AGREE)


def _consent_is(question: Question, answers: Mapping[str, Answer], option: str) -> bool:
    for slot in question.slots:
        answer = answers.get(slot.id)
        if slot.kind is SlotKind.CONSENT and answer and isinstance(answer.value, Chose):
            return option in answer.value.options
    return False


def _without_consent(scene: Scene, run: Run) -> Turn:
    """Nothing is kept; what may be said without it is said: which places fit.

    What was handed on before cannot be taken back by us alone: its centre is told, and the company
    hears how to have it deleted.
    """
    note = next((n for n in scene.conversation.leads if n.run.id == run.id), None)
    if note:
        return _withdrawn(scene, note)
    finding = finding_of(scene, run)
    cards = facility_cards(scene, finding)
    there = _with_nothing_open(scene)
    return there.reply(
        scene.phrase("declined"),
        technique_ideas(there, finding),
        scene.phrase("declined_next"),
        cards=cards,
        prompt=Prompt(buttons=there.intent_buttons(scene.content.starters())),
    )


def _withdrawn(scene: Scene, note: LeadNote) -> Turn:
    """Consent taken back after the run's lead had gone to a centre."""
    there = _with_nothing_open(scene)
    centre = centre_name(scene.content, scene.language, note.centre)
    ids = there.content.commands("forget_me", "my_data")
    return there.reply(
        scene.phrase("declined_after", reference=note.reference, centre=centre),
        effects=(Relay(lead=note.id, wish=Wish.STOP),),
        prompt=Prompt(buttons=there.intent_buttons(ids)),
    )


def _with_nothing_open(scene: Scene) -> Scene:
    nothing = replace(scene.conversation, phase=Idle(), pending=None, last_text="")
    return scene.with_conversation(none_left(nothing))


def consent_given(scene: Scene, run: Run) -> bool:
    """Whether this run's company agreed to its data being handed on."""
    questionnaire = scene.questionnaire(run)
    return has_consent(questionnaire, run) if questionnaire else False
