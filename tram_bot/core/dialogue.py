"""`step`: one event meets one conversation. The table of what happens when.

| event       | nothing open     | question open      | review             | person has it    |
| Text        | need or intent   | answer, digression | send, change, ask  | relayed          |
| Pressed     | its question, its intent, or "expired", whatever is open    | /bot first       |
| Command     | done, whatever is open                                      | relayed but /bot |
| Attachment  | to the centre    | kept with the run  | kept with the run  | relayed          |
| Edited      | the answer it gave is corrected, whatever is open           | relayed          |
| Deleted     | how to change the answer it gave                            | relayed          |
| TimePassed  | a partial lead or one reminder; a silent centre: the bot is back; desk.clock   |
| FromDesk    | desk.steps, desk.thread: claimed, passed on, written to, closed, erased        |
| CompanyGone | nobody hears us: the people who have a lead of it are to know                  |
| DeskLost    | a centre's channel is out of reach: the next desk is called in                 |
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tram_bot.core.commands import newest_open_lead, run_command
from tram_bot.core.content import Content
from tram_bot.core.conversation import (
    AnswerOrQuestion,
    Asking,
    Conversation,
    Idle,
    Moment,
    Phase,
    Reviewing,
    Run,
    WithPerson,
)
from tram_bot.core.desk import clock
from tram_bot.core.desk.steps import at_desk
from tram_bot.core.digression import do_intent
from tram_bot.core.editing import edit
from tram_bot.core.effects import (
    Button,
    CancelReminder,
    Effect,
    KeepLead,
    Relay,
    RemindAt,
    Say,
    SubmitLead,
)
from tram_bot.core.events import (
    Attachment,
    Command,
    CompanyGone,
    Deleted,
    DeskLost,
    Edited,
    Event,
    FromCompany,
    Pressed,
    Text,
    TimePassed,
)
from tram_bot.core.handover import hand_over_half, send
from tram_bot.core.hygiene import cleaned, is_cut
from tram_bot.core.identifiers import LeadId
from tram_bot.core.idle import hear_idle
from tram_bot.core.lead import File, Lead, LeadState
from tram_bot.core.leads_after import lead_after
from tram_bot.core.limits import (
    FILE_BYTES,
    FILES_KEPT,
    MISSES_BEFORE_PERSON,
    PARTIAL_AFTER_HOURS,
    TEXT_KEPT,
)
from tram_bot.core.listening import correct_in_review, hear_answer
from tram_bot.core.message import Choice
from tram_bot.core.pending import hear_pending, said_meanwhile
from tram_bot.core.present import centre_name
from tram_bot.core.pressing import press
from tram_bot.core.questionnaire import SlotKind
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.review import ask_review_again
from tram_bot.core.scene import CONFIRM, MEANT, REVIEW, SEND, Scene, Turn, run_of
from tram_bot.core.with_person import (
    CENTRE_SILENCE,
    centre_silent,
    file_of,
    is_obeyed,
    keep_quiet,
    pass_to_person,
    refuse_file,
)

ABANDONED = "abandoned"
"""The reminder of a questionnaire left half way."""


def step(content: Content, conversation: Conversation, event: Event, moment: Moment) -> Turn:
    """What one event comes to. Pure: the same arguments always give the same turn."""
    raw = event.text if isinstance(event, Text) else ""
    event = cleaned(event)
    scene = Scene(
        content=content,
        conversation=_counted(conversation, event),
        event=event,
        moment=moment,
    )
    turn = _take(scene, event)
    if is_cut(raw):
        turn = _with_note(turn, scene.phrase("text_cut", most=str(TEXT_KEPT)))
    return _closed(scene, turn, event)


def converse(
    content: Content,
    conversation: Conversation,
    events: Sequence[Event],
    moment: Moment,
) -> Turn:
    """What several waiting events of one conversation come to, in order, before one reply."""
    effects: list[Effect] = []
    for event in events:
        turn = step(content, conversation, event, moment)
        conversation = turn.conversation
        effects.extend(turn.effects)
        moment = _after(moment, turn.effects)
    return Turn(conversation=conversation, effects=tuple(effects))


def _after(moment: Moment, effects: Sequence[Effect]) -> Moment:
    """The moment in which a turn of the same batch has done its work already."""
    changed: dict[LeadId, Lead] = {}
    for effect in effects:
        match effect:
            case SubmitLead(lead=Lead(id=id)) | KeepLead(lead=Lead(id=id)) | Relay(lead=id):
                known = changed.get(id) or moment.leads.get(id)
                lead = lead_after(known, effect, moment.now)
                if lead:
                    changed[id] = lead
            case _:
                pass
    return replace(moment, leads={**moment.leads, **changed}) if changed else moment


def _take(scene: Scene, event: Event) -> Turn:
    """The turn, where something we asked back waits only for what may answer it: once another
    thing was said after it, a "yes" belongs to that."""
    if scene.conversation.pending is None or _may_decide(scene.conversation, event):
        return _meet(scene, event)
    turn = _meet(_undecided(scene), event)
    if not any(isinstance(effect, Say) for effect in turn.effects):
        return turn if isinstance(event, FromCompany) else _meet(scene, event)
    return _with_note(turn, *said_meanwhile(scene))


def _may_decide(conversation: Conversation, event: Event) -> bool:
    """Whether an event may answer what we asked back, or change the text we asked about."""
    pending = conversation.pending
    match event:
        case Text():
            return True
        case Pressed(scope=scope, turn=turn):
            return scope in (CONFIRM, MEANT) and pending is not None and turn == pending.turn
        case Edited():
            return isinstance(pending, AnswerOrQuestion)
        case _:
            return False


def _meet(scene: Scene, event: Event) -> Turn:
    phase = scene.conversation.phase
    match event:
        case Text() if isinstance(phase, WithPerson) and scene.conversation.pending:
            answered = hear_pending(scene, scene.conversation.pending, event.text)
            return answered or pass_to_person(_undecided(scene), phase, event)
        case Pressed() if isinstance(phase, WithPerson) and not is_obeyed(scene, event):
            return keep_quiet(scene, phase)
        case Text() | Edited() | Deleted() | Command() | Attachment() if isinstance(
            phase, WithPerson
        ):
            return pass_to_person(scene, phase, event)
        case Text():
            return _hear(scene, event)
        case Edited():
            return edit(scene, event)
        case Pressed():
            return press(scene, event)
        case Command():
            return _command(scene, event)
        case Attachment():
            return _attach(scene, event)
        case Deleted():
            return _taken_back(scene, event)
        case TimePassed():
            return _time_passed(scene, event)
        case CompanyGone():
            return _company_gone(scene, event)
        case DeskLost():
            return clock.desk_lost(scene, event)
        case _:
            return at_desk(scene, event)


def _hear(scene: Scene, event: Text) -> Turn:
    pending = scene.conversation.pending
    if pending:
        answered = hear_pending(scene, pending, event.text)
        if answered:
            return answered
        return _with_note(_hear(_undecided(scene), event), *said_meanwhile(scene))
    button = None if _is_late(scene, event) else _typed_button(scene, event.text)
    if button:
        pressed = Pressed(
            id=event.id,
            conversation=event.conversation,
            at=event.at,
            turn=button.turn,
            scope=button.scope,
            option=button.option,
        )
        return press(replace(scene, event=pressed), pressed)
    match scene.conversation.phase:
        case Idle() as idle:
            return hear_idle(scene, idle, event)
        case Asking() as asking:
            return hear_answer(scene, asking, event)
        case Reviewing() as reviewing:
            return _hear_review(scene, reviewing, event)
        case WithPerson():
            return scene.turn_of()


def _typed_button(scene: Scene, text: str) -> Button | None:
    """The button of the latest reply that a number or its label, typed, stands for.

    Choices of an open question are read by that question, which knows more words for them; what
    we asked back is settled before, or over. Where a number is asked for, none presses a button.
    """
    offered = tuple(
        button
        for button in scene.conversation.offered
        if button.scope.startswith("_") and button.scope not in (CONFIRM, MEANT)
    )
    if not offered or (_wants_number(scene) and scene.understand(text).entities.numbers):
        return None
    all_offered = scene.conversation.offered
    choices = tuple(
        Choice(id=str(index), words=(button.label,)) for index, button in enumerate(all_offered)
    )
    chosen = scene.content.choose(text, choices)
    if not chosen or not chosen.only:
        return None
    button = all_offered[int(chosen.only)]
    free = isinstance(scene.conversation.phase, Asking)
    if button not in offered or (free and not chosen.exact):
        return None
    if (button.scope, button.option) == (REVIEW, SEND) and not chosen.unmistakable:
        return None
    return button


def _wants_number(scene: Scene) -> bool:
    phase = scene.conversation.phase
    if not isinstance(phase, Asking):
        return False
    questionnaire = scene.questionnaire(phase.run)
    question = questionnaire.question(phase.question) if questionnaire else None
    return question is not None and any(slot.kind is SlotKind.COUNT for slot in question.slots)


def _is_late(scene: Scene, event: Text) -> bool:
    """Whether it was sent before what is open now was shown."""
    phase = scene.conversation.phase
    return isinstance(phase, Asking | Reviewing) and event.at < phase.asked_at


def _hear_review(scene: Scene, reviewing: Reviewing, event: Text) -> Turn:
    understood = scene.understand(event.text)
    words = Choice(id=SEND, words=tuple(scene.phrase("send_words").split(", ")))
    sends = scene.content.choose(event.text, (words,))
    if sends and sends.unmistakable:
        # What was written before the review was shown cannot agree to it.
        if _is_late(scene, event):
            return ask_review_again(scene, reviewing)
        return send(scene, reviewing.run)
    best = understood.best
    intent = scene.content.intents.get(best.id) if best else None
    if intent and best and best.exact:
        return do_intent(scene, intent, event.text)
    if not understood.is_question:
        corrected = correct_in_review(scene, reviewing, understood, event.message)
        if corrected:
            return corrected
    if intent and understood.sure:
        return do_intent(scene, intent, event.text)
    chosen = scene.content.choose(event.text, _answer_labels(scene, reviewing.run))
    if chosen:
        pressed = Pressed(
            id=event.id,
            conversation=event.conversation,
            at=event.at,
            turn=scene.turn,
            scope=REVIEW,
            option=chosen.ids[0],
        )
        return press(replace(scene, event=pressed), pressed)
    misses = reviewing.misses + 1
    said = scene.phrase("review_missed")
    helps = menu(scene, with_person=True) if misses >= MISSES_BEFORE_PERSON else ()
    return ask_review_again(scene, reviewing, said, misses=misses, buttons=helps)


def _answer_labels(scene: Scene, run: Run) -> tuple[Choice, ...]:
    words = scene.questionnaire_words(run)
    return tuple(
        Choice(id=id, words=tuple(slot.label for slot in question.slots.values()))
        for id, question in (words.questions.items() if words else ())
    )


def _command(scene: Scene, event: Command) -> Turn:
    known = scene.content.command_word(event.word)
    if not known:
        text = scene.phrase("unknown_command", word=event.word)
        return go_on(scene, text, buttons=menu(scene))
    intent, _ = known
    if intent.command:
        return run_command(scene, intent.command, event.argument)
    return do_intent(scene, intent, event.argument)


def _attach(scene: Scene, event: Attachment) -> Turn:
    phase = scene.conversation.phase
    run = run_of(phase)
    if event.size > FILE_BYTES or (run and len(run.files) >= FILES_KEPT):
        return refuse_file(scene, event)
    file = file_of(event)
    if not run or not isinstance(phase, Asking | Reviewing):
        return _file_for_centre(scene, event, file)
    there = scene.in_phase(replace(phase, run=replace(run, files=(*run.files, file))))
    said = scene.phrase("file_kept", name=event.name)
    if event.caption and isinstance(phase, Asking):
        words = _words_of(event)
        return _with_note(_hear(replace(there, event=words), words), said)
    return go_on(there, said)


def _file_for_centre(scene: Scene, event: Attachment, file: File) -> Turn:
    """Nothing is open: a file belongs to the request that was sent, if there is one."""
    note = newest_open_lead(scene.conversation)
    if not note:
        return _file_with_a_need(scene, event, file)
    centre = centre_name(scene.content, scene.language, note.centre)
    relay = Relay(lead=note.id, text=event.caption, message=event.message, files=(file,))
    said = scene.phrase("file_passed_on", name=file.name, centre=centre, reference=note.reference)
    return go_on(scene, said, buttons=menu(scene)).also(relay)


def _file_with_a_need(scene: Scene, event: Attachment, file: File) -> Turn:
    """A picture with the problem below it: what is written with it may begin a questionnaire."""
    unasked = scene.phrase("file_unasked")
    if not event.caption:
        return go_on(scene, unasked, buttons=menu(scene))
    words = _words_of(event)
    turn = _hear(replace(scene, event=words), words)
    phase = turn.conversation.phase
    if not isinstance(phase, Asking | Reviewing):
        return _with_note(turn, unasked)
    run = replace(phase.run, files=(*phase.run.files, file))
    kept = replace(turn.conversation, phase=replace(phase, run=run))
    return _with_note(replace(turn, conversation=kept), scene.phrase("file_kept", name=file.name))


def _words_of(event: Attachment) -> Text:
    """What was written with a file, as a message of its own."""
    return Text(
        id=event.id,
        conversation=event.conversation,
        at=event.at,
        text=event.caption,
        message=event.message,
    )


def _taken_back(scene: Scene, event: Deleted) -> Turn:
    """The person deleted a message: what it answered stays, and they are told how to mend that."""
    runs = (run_of(scene.conversation.phase), scene.conversation.aside)
    answered = any(
        event.message in answer.messages for run in runs if run for answer in run.answers.values()
    )
    return go_on(scene, scene.phrase("deleted_answer")) if answered else scene.turn_of()


def _company_gone(scene: Scene, event: CompanyGone) -> Turn:
    """Nothing reaches the person any more: the people who have a lead of theirs are to know."""
    there = scene.with_conversation(replace(scene.conversation, unreachable=event.why))
    return there.turn_of(*_reachable(scene, event.why))


def _reachable(scene: Scene, why: str) -> tuple[Effect, ...]:
    """The open leads, on which it stands whether the company can be reached."""
    leads = scene.moment.leads.values()
    return tuple(
        KeepLead(lead=replace(lead, unreachable=why))
        for lead in leads
        if lead.state is not LeadState.CLOSED and lead.unreachable != why
    )


def _time_passed(scene: Scene, event: TimePassed) -> Turn:
    if clock.is_of_lead(event.timer):
        return clock.passed(scene, event.timer)
    if event.timer == CENTRE_SILENCE:
        return centre_silent(scene)
    phase = scene.conversation.phase
    run = run_of(phase)
    if not run or run.reminded or not isinstance(phase, Asking | Reviewing):
        return scene.turn_of()
    handed = hand_over_half(scene, run)
    there = scene.in_phase(replace(phase, run=replace(run, reminded=True)))
    if not handed:
        sent = any(note.run.id == run.id for note in scene.conversation.leads)
        return go_on(there, scene.phrase("still_there_sent" if sent else "still_there"))
    after, lead = handed
    there = after.in_phase(replace(phase, run=replace(run, reminded=True)))
    centre = centre_name(scene.content, scene.language, lead.centre)
    said = scene.phrase("handed_half", reference=lead.reference, centre=centre)
    return go_on(there, said).also(SubmitLead(lead=lead))


def _counted(conversation: Conversation, event: Event) -> Conversation:
    """The conversation with a message that is the very same as the last one counted."""
    if not isinstance(event, Text):
        return replace(conversation, repeats=0)
    same = bool(event.text) and event.text == conversation.last_text
    return replace(conversation, repeats=conversation.repeats + 1 if same else 0)


def _undecided(scene: Scene) -> Scene:
    return scene.with_conversation(replace(scene.conversation, pending=None))


def _with_note(turn: Turn, *notes: str) -> Turn:
    """The turn with more paragraphs, said first; never in the words of a person."""
    if notes and not any(isinstance(e, Say) and not e.staff_message for e in turn.effects):
        return turn.also(Say(paragraphs=notes))
    effects = tuple(
        replace(effect, paragraphs=(*notes, *effect.paragraphs))
        if isinstance(effect, Say) and not effect.staff_message
        else effect
        for effect in turn.effects
    )
    return replace(turn, effects=effects)


def _closed(scene: Scene, turn: Turn, event: Event) -> Turn:
    """The turn, counted, with what every turn leaves behind: its buttons and its reminders."""
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    conversation = replace(
        turn.conversation,
        turn=scene.turn,
        greeted=turn.conversation.greeted or bool(says),
        last_text=event.text if isinstance(event, Text) else turn.conversation.last_text,
        offered=says[-1].buttons if says else turn.conversation.offered,
    )
    was, now = run_of(scene.conversation.phase), run_of(conversation.phase)
    effects = turn.effects
    if was and now and now.reminded and now.answers != was.answers:
        # It goes on answering: should it leave again, that is passed on as well.
        now = replace(now, reminded=False)
        conversation = replace(conversation, phase=_with_run(conversation.phase, now))
    by_company = isinstance(event, FromCompany)
    if by_company and conversation.unreachable:
        conversation = replace(conversation, unreachable="")
        effects = (*effects, *_reachable(scene, ""))
    effects = (*effects, *_watched(scene, effects))
    if now and not now.reminded and (by_company or (not was and not isinstance(event, TimePassed))):
        due = scene.now + timedelta(hours=PARTIAL_AFTER_HOURS)
        effects = (*effects, RemindAt(timer=ABANDONED, due=due))
    elif was and not now:
        effects = (*effects, CancelReminder(timer=ABANDONED))
    return Turn(conversation=conversation, effects=effects)


def _watched(scene: Scene, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """What the clock of the desks makes of a lead that comes in and of words passed on to it."""
    watched: list[Effect] = []
    for effect in effects:
        match effect:
            case SubmitLead(lead=lead):
                watched.extend(clock.submitted(scene, lead))
            case Relay(lead=id, edited=False, deleted=False):
                lead_of_relay = scene.moment.leads.get(id)
                watched.extend(clock.written(scene, lead_of_relay) if lead_of_relay else ())
            case _:
                pass
    return tuple(watched)


def _with_run(phase: Phase, run: Run) -> Phase:
    return replace(phase, run=run) if isinstance(phase, Asking | Reviewing) else phase
