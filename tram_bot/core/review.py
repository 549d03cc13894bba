"""The review: everything shown before anything is sent."""

from dataclasses import replace

from tram_bot.core.conversation import Reviewing, Run
from tram_bot.core.effects import Button
from tram_bot.core.limits import BUTTON_SEEN
from tram_bot.core.need import finding_of, is_moot
from tram_bot.core.present import checklist, facility_cards, files_listed, shortened, unrecognised
from tram_bot.core.questionnaire import applicable, live_answers
from tram_bot.core.scene import LEAVE_OUT, REVIEW, SEND, Prompt, Scene, Turn, cannot_go_on


def show_review(scene: Scene, run: Run, *said: str) -> Turn:
    """Show every answer, file and the facilities found, and ask whether to send."""
    questionnaire = scene.questionnaire(run)
    if not questionnaire:
        return cannot_go_on(scene, run)
    there = scene.in_phase(Reviewing(run=run, asked_at=scene.now))
    finding = finding_of(there, run)
    cards = facility_cards(there, finding)
    answers = live_answers(questionnaire, run.answers)
    return there.reply(
        *said,
        scene.phrase("review_intro") + "\n" + checklist(there, run, answers),
        files_listed(there, run),
        scene.phrase("review_facilities" if cards else "review_no_facilities"),
        "" if cards else unrecognised(there, finding),
        cards=cards,
        prompt=review_prompt(there, run),
    )


def ask_review_again(
    scene: Scene,
    reviewing: Reviewing,
    *said: str,
    misses: int = 0,
    buttons: tuple[Button, ...] = (),
) -> Turn:
    """After something else was said: ask once more whether to send, without the whole list."""
    there = scene.in_phase(replace(reviewing, misses=misses))
    prompt = review_prompt(there, reviewing.run)
    return there.reply(*said, prompt=replace(prompt, buttons=(*prompt.buttons, *buttons)))


def review_prompt(scene: Scene, run: Run) -> Prompt:
    """*Send*, and a button for each answer that can be changed, a choice between measurements only
    while there is one, and for each file."""
    questionnaire = scene.questionnaire(run)
    buttons: list[Button] = [scene.button(scene.phrase("button_send"), REVIEW, SEND)]
    for question in applicable(questionnaire, run.answers) if questionnaire else ():
        words = scene.question_words(run, question)
        labels = [
            words.slots[slot.id].label
            for slot in question.slots
            if words and slot.id in words.slots and slot.id in run.answers
        ]
        if labels and not is_moot(scene, run, question):
            label = scene.phrase("button_change", what=labels[0])
            buttons.append(scene.button(label, REVIEW, question.id))
    for place, file in enumerate(run.files):
        label = shortened(scene.phrase("button_leave_out", what=file.name), BUTTON_SEEN)
        buttons.append(scene.button(label, LEAVE_OUT, str(place)))
    return Prompt(ask=scene.phrase("review_ask"), buttons=tuple(buttons))
