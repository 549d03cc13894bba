"""A text while a question is open: answer, command, digression or a mistake to be explained.

The order matters and is the whole of this file: an exact choice, an exact command, a valid answer
to a closed question, a correction that says it is one, a question of the company's own, a command
in other words, another correction, a free answer, more of the problem, what is perhaps a question,
and last a rejection with an example. What a text tells besides is noted before it is taken for a
question, and before it is rejected.
"""

from dataclasses import replace

from tram_bot.core.answers import Wrote
from tram_bot.core.asking import (
    answers_read,
    ask_again,
    ask_next,
    take_answers,
)
from tram_bot.core.besides import (
    added_to_the_problem,
    beside_a_number,
    facts_besides,
    more_of_the_problem,
    said_of_more,
    says_harmless,
)
from tram_bot.core.content import BotCommand, Does, Intent
from tram_bot.core.conversation import AnswerOrQuestion, Asking
from tram_bot.core.correcting import corrected, corrected_in_words
from tram_bot.core.digression import do_intent
from tram_bot.core.events import Text
from tram_bot.core.heard import Heard, heard_text
from tram_bot.core.languages import is_in_other_letters, languages_offered
from tram_bot.core.limits import WORDS_OF_A_COMMAND
from tram_bot.core.message import Understood
from tram_bot.core.named import is_bare
from tram_bot.core.paragraph import inferred
from tram_bot.core.present import checklist
from tram_bot.core.questionnaire import Question, SlotKind
from tram_bot.core.reading import Reading, choices_of
from tram_bot.core.scene import AS_ANSWER, AS_QUESTION, MEANT, Prompt, Scene, Turn

_WORDS_OF_A_FACT = 4
_SHORT = 3
"""Characters up to which the same reply twice is two answers (yes, and yes)."""


def hear_answer(scene: Scene, asking: Asking, event: Text) -> Turn:
    """What a text comes to while a question is open."""
    heard = heard_text(scene, asking, event.text, event.message)
    if not heard:
        return _hear_for_lost_question(scene, asking, scene.understand(event.text))
    understood = heard.understood
    if not understood.has_words and not (understood.entities.numbers or understood.entities.days):
        return _reject_wordless(scene, asking)
    closed = _answers_closed(heard.question, heard.reading)
    early = scene.is_before(asking.asked_at)
    if early and asking.run.latest and (not closed or _consents_unasked(heard)):
        return _continue_previous(heard)
    if early and _consents_unasked(heard):
        return ask_again(scene, asking)
    return _hear(heard)


def take_as_answer(scene: Scene, asking: Asking, text: str, message: str) -> Turn:
    """The text is the answer, whatever else it could mean: the company said so."""
    heard = heard_text(scene, asking, text, message, is_answer=True)
    if not heard:
        return _hear_for_lost_question(scene, asking, scene.understand(text))
    return _take_or_reject(heard)


def _hear(heard: Heard) -> Turn:
    scene, understood = heard.scene, heard.understood
    closed = _answers_closed(heard.question, heard.reading)
    if heard.is_chosen or heard.releases:
        return _take_or_reject(heard)
    if heard.exact and (said := heard.intent) and said.does is Does.COMMAND:
        return do_intent(scene, said, understood.text)
    settled = closed or (heard.has_address and heard.reading.read)
    # *What, 10 pieces?* asks; in Latvian the same word is *about*.
    counts = understood.entities.are_counted and "?" not in understood.text
    if settled and not (understood.is_question and not counts and understood.sure):
        return _take_or_reject(heard)
    if heard.says_correction and (changed := _correction(heard)):
        return changed
    if _states_facts(heard) and (noted := _noted(heard)):
        return noted
    intent = heard.intent
    does = intent.does if intent else None
    if intent and does in (Does.ANSWER, Does.EXPLAIN) and not heard.is_name:
        if understood.sure and heard.is_asked:
            return _digress_or_ask(heard, intent)
        if heard.is_perhaps_asked and heard.takes_free_text:
            return _ask_which(heard, intent)
    short = len(understood.text.split()) <= WORDS_OF_A_COMMAND
    # *Why does it crack?* is what they want to know, and not why we ask.
    asks_why = intent is not None and intent.command is BotCommand.WHY
    is_answer = (heard.takes_any_words or asks_why) and heard.names_something
    if intent and understood.sure and short and does is Does.COMMAND and not is_answer:
        return do_intent(scene, intent, understood.text)
    if intent and heard.exact and does is Does.QUESTIONNAIRE:
        return do_intent(scene, intent, understood.text)
    if changed := _correction(heard):
        return changed
    if _repeats_latest(heard) and not closed:
        return ask_again(scene, heard.asking, scene.phrase("already_noted"))
    return _take_or_reject(heard)


def _take_or_reject(heard: Heard) -> Turn:
    if heard.reading.read:
        return _taken(heard)
    return _noted(heard) or _told_or_asked(heard) or _rejected(heard)


def _taken(heard: Heard) -> Turn:
    scene, question, read = heard.scene, heard.question, heard.reading.read
    understood, message = heard.understood, heard.message
    answers = answers_read(scene, heard.reading, raw=understood.text, message=message)
    asking, added = beside_a_number(scene, heard.asking, question, understood, message, read=read)
    return take_answers(scene, asking, question, answers, *added, understood=understood)


def _told_or_asked(heard: Heard) -> Turn | None:
    """What is no answer is more of the problem if it names something, or a question that we have an
    answer to; None if it is neither."""
    scene, intent = heard.scene, heard.intent
    if heard.names_something and not heard.has_address:
        there, added = added_to_the_problem(scene, heard.asking, heard.understood, heard.message)
        if added:
            return ask_again(scene, there, *added)
    if heard.is_perhaps_asked and intent and intent.does is Does.ANSWER:
        return do_intent(scene, intent, heard.understood.text)
    return None


def _rejected(heard: Heard) -> Turn:
    scene, asking, rejected = heard.scene, heard.asking, heard.reading.rejected
    why = scene.phrase(rejected.reason, **rejected.values) if rejected else ""
    if is_in_other_letters(scene, heard.understood.text):
        why = scene.phrase("languages_spoken", languages=languages_offered(scene))
    words = scene.question_words(asking.run, heard.question)
    # Not every question has one.
    sample = words.example if words else ""
    example = scene.phrase("for_example", example=sample) if sample else ""
    return ask_again(scene, asking, why, example, attempts=asking.attempts + 1)


def _states_facts(heard: Heard) -> bool:
    """Whether the text, which does not answer what was asked, tells of the company itself; whom to
    write to may stand in a command as well."""
    understood = heard.understood
    if heard.exact or understood.is_question or (heard.reading.read and not _is_all_facts(heard)):
        return False
    found = understood.entities
    if found.are_counted or (found.are_own and not _is_command(heard)):
        return True
    if says_harmless(heard.scene, understood):
        return True
    places = {place.words.casefold() for place in understood.entities.places}
    return understood.text.strip(" .!,").casefold() in places


def _is_command(heard: Heard) -> bool:
    intent = heard.intent
    return bool(intent and intent.does is Does.COMMAND and heard.understood.sure)


def _is_all_facts(heard: Heard) -> bool:
    """Whether a reply that could be the words of a choice has facts alone: *6 pieces, nothing
    dangerous* is no result that anybody hopes for."""
    if not any(slot.kind is SlotKind.CHOICE and slot.open for slot in heard.question.slots):
        return False
    parts = heard.understood.parts
    if any(len(part.split()) > _WORDS_OF_A_FACT for part in parts):
        return False
    first, *others = (heard.scene.understand(part) for part in parts)
    return (first.entities.are_counted or bool(first.entities.days)) and all(
        other.entities.are_told or inferred(heard.scene, heard.asking.run, other)
        for other in others
    )


def _noted(heard: Heard) -> Turn | None:
    """What the text tells besides is noted, and the question is put again; None if it is nothing
    new."""
    scene, understood = heard.scene, heard.understood
    there, noted = facts_besides(scene, heard.asking, heard.question, understood, heard.message)
    there, added = more_of_the_problem(scene, there, understood, heard.message)
    return ask_again(scene, there, *noted, *added) if noted or added else None


def _digress_or_ask(heard: Heard, intent: Intent) -> Turn:
    """A question of the company's own is answered; where the text may as well be the answer to
    ours, we ask which was meant."""
    scene, understood = heard.scene, heard.understood
    is_plain_question = understood.is_question and not heard.names_something
    if heard.exact or not heard.takes_free_text or is_plain_question:
        return do_intent(scene, intent, understood.text)
    return _ask_which(heard, intent)


def _ask_which(heard: Heard, intent: Intent) -> Turn:
    """Ask whether the text was meant as the answer or as a question to us."""
    scene, text = heard.scene, heard.understood.text
    pending = AnswerOrQuestion(text=text, message=heard.message, intent=intent.id, turn=scene.turn)
    return ask_which(scene, pending)


def ask_which(scene: Scene, pending: AnswerOrQuestion) -> Turn:
    """Ask whether that was meant as the answer or as a question to us."""
    there = scene.with_conversation(replace(scene.conversation, pending=pending))
    return there.reply(
        prompt=Prompt(
            ask=scene.phrase("meant_ask"),
            buttons=(
                there.button(scene.phrase("button_answer"), MEANT, AS_ANSWER),
                there.button(scene.phrase("button_question"), MEANT, AS_QUESTION),
            ),
        )
    )


def _correction(heard: Heard) -> Turn | None:
    """What a correction of something said before comes to."""
    scene, asking, understood = heard.scene, heard.asking, heard.understood
    is_said = heard.says_correction
    if heard.reading.read and not is_said:
        return None
    found = corrected(scene, asking, heard.question, understood, heard.message, is_said=is_said)
    if found or not is_said or heard.takes_any_words or heard.has_address:
        return found
    return corrected_in_words(scene, asking, understood, heard.message)


def _continue_previous(heard: Heard) -> Turn:
    """Sent before the open question was seen: it continues the answer before."""
    scene, asking = heard.scene, heard.asking
    there, continued = _continued(heard)
    found = inferred(scene, asking.run, heard.understood, message=heard.message)
    new = {id: answer for id, answer in found.items() if id not in there.run.answers}
    run = replace(there.run, answers={**there.run.answers, **new})
    said = continued or (scene.phrase("checklist_intro") if new else "")
    if new:
        said += "\n" + checklist(scene, run, new)
    if not heard.question.gaps(run.answers):
        return ask_next(scene, run, said)
    intent = heard.intent
    is_asked = heard.exact or heard.is_perhaps_asked
    if not said and is_asked and intent and intent.does is Does.ANSWER:
        turn = do_intent(scene, intent, heard.understood.text)
    else:
        turn = ask_again(scene, replace(there, run=run), said)
    # The burst may go on: what was sent before the question was seen stays its continuation.
    phase = turn.conversation.phase
    if isinstance(phase, Asking):
        as_asked = replace(phase, asked_at=asking.asked_at)
        return replace(turn, conversation=replace(turn.conversation, phase=as_asked))
    return turn


def _continued(heard: Heard) -> tuple[Asking, str]:
    """What is open once a text has continued the answer before or, if that was no answer in words,
    the description of the problem; and what is said of that, "" if it tells nothing more."""
    scene, asking, text = heard.scene, heard.asking, heard.understood.text
    questionnaire = scene.questionnaire(asking.run)
    previous = questionnaire.question(asking.run.latest) if questionnaire else None
    slots = previous.slots if previous else ()
    slot = next((s for s in slots if s.kind is SlotKind.TEXT or s.open), None)
    answer = asking.run.answers.get(slot.id) if slot else None
    if slot and answer and isinstance(answer.value, Wrote):
        longer = answer.continued(heard.message, text)
        run = replace(asking.run, answers={**asking.run.answers, slot.id: longer})
        return replace(asking, run=run), said_of_more(scene, longer, "added")
    if heard.exact or heard.has_address or is_bare(scene, text):
        return asking, ""
    there, added = added_to_the_problem(scene, asking, heard.understood, heard.message)
    return there, "\n".join(added)


def _hear_for_lost_question(scene: Scene, asking: Asking, understood: Understood) -> Turn:
    """The content no longer has the question: what the text answers otherwise is kept."""
    found = inferred(scene, asking.run, understood)
    new = {id: answer for id, answer in found.items() if id not in asking.run.answers}
    run = replace(asking.run, answers={**asking.run.answers, **new})
    return ask_next(scene, run, scene.phrase("question_changed"))


def _reject_wordless(scene: Scene, asking: Asking) -> Turn:
    return ask_again(scene, asking, scene.phrase("no_words"), attempts=asking.attempts + 1)


def _consents_unasked(heard: Heard) -> bool:
    """Whether a text sent before the question was put would be read as consent, or as none.

    Only the very words of a button can be about a question not yet seen to be put; a "sure" in
    a description of the problem agrees to nothing.
    """
    consents = [slot for slot in heard.question.slots if slot.kind is SlotKind.CONSENT]
    labels = {
        choice.words[0].casefold()
        for slot in consents
        for choice in choices_of(heard.scene, heard.asking.run, slot)
    }
    return bool(consents) and heard.understood.text.casefold().strip(" .!") not in labels


def _answers_closed(question: Question, reading: Reading) -> bool:
    """Whether the reply is a valid answer of a kind that cannot be mistaken."""
    by_id = {slot.id: slot for slot in question.slots}
    return any(
        not isinstance(read.value, Wrote)
        or by_id[id].kind
        not in (
            SlotKind.TEXT,
            SlotKind.CHOICE,
            SlotKind.CONCEPT,
            SlotKind.PERSON,
            SlotKind.COMPANY,
        )
        for id, read in reading.read.items()
        if id in by_id
    )


def _repeats_latest(heard: Heard) -> bool:
    """Whether the text is what answered the question before, sent once more.

    A question with several gaps may take the same words for two of them (a sole trader's name
    and company); and whoever sends them a third time means them.
    """
    text, latest = heard.understood.text, heard.asking.run.latest
    once_more = heard.scene.conversation.repeats == 1 and len(text) > _SHORT
    return once_more and latest not in ("", heard.question.id)
