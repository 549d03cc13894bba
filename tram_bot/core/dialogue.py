"""`step`: one event meets one conversation. The table of what happens when.

| event       | nothing open     | question open      | review             | person has it    |
| Text        | need or intent   | answer, digression | send, change, ask  | relayed          |
| Pressed     | its question, its intent, or "expired", whatever is open    | /bot first       |
| Command     | done, whatever is open                                      | relayed but /bot |
| Attachment  | to the centre    | kept with the run  | kept with the run  | relayed          |
| OfNoUse     | told so, and what is open is asked again           | told so           |
| Edited      | the answer it gave is corrected; who has read it is told, whatever is open     |
| Deleted     | how to change the answer it gave; who has read it is told   | who has read it  |
| TimePassed  | a partial lead or one reminder; a silent centre: the bot is back; desk.clock   |
| FromDesk    | desk.steps, desk.thread: claimed, passed on, written to, closed, erased        |
| CompanyGone | nobody hears us: the people who have a lead of it are to know                  |
| HeldBack    | told once, whatever is open; what is open stays so                         |
| Outlived    | all of it is forgotten, and the desks that had it are told                     |
| DeskLost    | a centre's channel is out of reach: the next desk is called in                 |
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tram_bot.core.attaching import attach
from tram_bot.core.blocking import unheard
from tram_bot.core.commands import run_command
from tram_bot.core.content import Content
from tram_bot.core.conversation import (
    AnswerOrQuestion,
    Asking,
    Conversation,
    Moment,
    Phase,
    Reviewing,
    Run,
    WithPerson,
)
from tram_bot.core.desk import clock
from tram_bot.core.desk.steps import at_desk
from tram_bot.core.desk.watch import company_gone, reachable, watched
from tram_bot.core.digression import do_intent
from tram_bot.core.editing import edit, edit_with_person, taken_back, taken_back_with_person
from tram_bot.core.effects import (
    Block,
    CancelReminder,
    Effect,
    Erase,
    KeepLead,
    Relay,
    RemindAt,
    Say,
    SubmitLead,
    Unblock,
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
    HeldBack,
    OfNoUse,
    Outlived,
    Pressed,
    Text,
    TimePassed,
    written_in,
)
from tram_bot.core.forgetting import outlived
from tram_bot.core.handover import hand_over_half
from tram_bot.core.hearing import hear, overtaken, with_note
from tram_bot.core.hygiene import cleaned, is_cut
from tram_bot.core.identifiers import LeadId
from tram_bot.core.languages import answered_in_kind, with_offer
from tram_bot.core.lead import Lead
from tram_bot.core.leads_after import lead_after
from tram_bot.core.limits import (
    PARTIAL_AFTER_HOURS,
    TEXT_KEPT,
)
from tram_bot.core.mishearing import not_of_a_need, retracted
from tram_bot.core.pending import hear_pending
from tram_bot.core.present import centre_name
from tram_bot.core.pressing import press
from tram_bot.core.relaying import asked_again, asks_about, undecided
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import CONFIRM, MEANT, Scene, Turn, held_run, run_of
from tram_bot.core.with_person import (
    CENTRE_SILENCE,
    centre_silent,
    is_obeyed,
    keep_quiet,
    pass_to_person,
)

ABANDONED = "abandoned"
"""The reminder of a questionnaire left half way."""


def step(content: Content, conversation: Conversation, event: Event, moment: Moment) -> Turn:
    """What one event comes to. Pure: the same arguments always give the same turn."""
    raw = written_in(event)
    event = cleaned(event)
    scene = Scene(
        content=content,
        conversation=_counted(conversation, event),
        event=event,
        moment=moment,
    )
    if moment.is_blocked and (dropped := unheard(scene, event)):
        return replace(dropped, conversation=conversation) if not dropped.effects else dropped
    scene = answered_in_kind(scene, event)
    turn = with_offer(scene, _take(scene, event), event)
    if is_cut(raw):
        turn = with_note(turn, scene.phrase("text_cut", most=str(TEXT_KEPT)))
    return _closed(scene, turn, event)


def converse(
    content: Content,
    conversation: Conversation,
    events: Sequence[Event],
    moment: Moment,
) -> Turn:
    """What several waiting events of one conversation come to, in order, before one reply. Those
    behind one that erases everything are `left`: they are said to somebody who knows nothing."""
    effects: list[Effect] = []
    left = list(events)
    is_over = False
    while left and not is_over:
        turn = step(content, conversation, left.pop(0), moment)
        conversation = turn.conversation
        effects.extend(turn.effects)
        moment = _after(moment, turn.effects)
        is_over = any(isinstance(effect, Erase) for effect in turn.effects)
    return Turn(conversation=conversation, effects=tuple(effects), left=tuple(left))


def _after(moment: Moment, effects: Sequence[Effect]) -> Moment:
    """The moment in which these effects, as of a turn of the same batch, are done already."""
    changed: dict[LeadId, Lead] = {}
    for effect in effects:
        match effect:
            case Block() | Unblock():
                moment = replace(moment, is_blocked=isinstance(effect, Block))
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
    turn = _meet(undecided(scene), event)
    if not any(isinstance(effect, Say) for effect in turn.effects):
        return asked_again(scene, turn) if isinstance(event, FromCompany) else _meet(scene, event)
    return overtaken(scene, turn)


def _may_decide(conversation: Conversation, event: Event) -> bool:
    """Whether an event may answer what we asked back, or change the text we asked about, or
    leaves it as it is."""
    pending = conversation.pending
    match event:
        case Text():
            return True
        case Pressed(scope=scope, turn=turn):
            return scope in (CONFIRM, MEANT) and pending is not None and turn == pending.turn
        case Edited(message=message):
            return isinstance(pending, AnswerOrQuestion) or asks_about(pending, message)
        case Deleted(message=message):
            return asks_about(pending, message)
        case HeldBack():
            return True  # it says nothing to that, and nothing about it
        case _:
            return False


def _meet(scene: Scene, event: Event) -> Turn:
    phase = scene.conversation.phase
    match event:
        case Text() if isinstance(phase, WithPerson) and scene.conversation.pending:
            answered = hear_pending(scene, scene.conversation.pending, event)
            return answered or pass_to_person(undecided(scene), phase, event)
        case Pressed() if isinstance(phase, WithPerson) and not is_obeyed(scene, event):
            return keep_quiet(scene, phase)
        case Text() | Command() | Attachment() if isinstance(phase, WithPerson):
            return pass_to_person(scene, phase, event)
        case Edited() if isinstance(phase, WithPerson):
            return edit_with_person(scene, event)
        case Deleted() if isinstance(phase, WithPerson):
            return taken_back_with_person(scene, event)
        case Text():
            return hear(scene, event)
        case Edited():
            return edit(scene, event)
        case Pressed():
            return press(scene, event)
        case Command():
            return _command(scene, event)
        case Attachment():
            return attach(scene, event)
        case Deleted():
            return taken_back(scene, event)
        case OfNoUse() if isinstance(phase, WithPerson):
            return scene.reply(scene.phrase("kind_refused"))
        case OfNoUse():
            return go_on(scene, scene.phrase("kind_refused"), buttons=menu(scene))
        case TimePassed():
            return _time_passed(scene, event)
        case CompanyGone():
            return company_gone(scene, event)
        case DeskLost():
            return clock.desk_lost(scene, event)
        case HeldBack():
            return _held_back(scene, event)
        case Outlived():
            return outlived(scene)
        case _:
            return at_desk(scene, event)


def _command(scene: Scene, event: Command) -> Turn:
    known = scene.content.command_word(event.word)
    if not known:
        text = scene.phrase("unknown_command", word=event.word)
        return go_on(scene, text, buttons=menu(scene))
    intent, _ = known
    if intent.command:
        return run_command(scene, intent.command, event.argument)
    return do_intent(scene, intent, event.argument)


def _held_back(scene: Scene, event: HeldBack) -> Turn:
    key = "held_back_crowd" if event.crowd else "held_back"
    return scene.reply(scene.phrase(key, minutes=str(event.minutes)))


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


def _closed(scene: Scene, turn: Turn, event: Event) -> Turn:
    """The turn, counted, with what every turn leaves behind: its buttons and its reminders."""
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    conversation = replace(
        turn.conversation,
        turn=scene.turn,
        greeted=turn.conversation.greeted or (bool(says) and not isinstance(event, HeldBack)),
        last_text=event.text if isinstance(event, Text) else turn.conversation.last_text,
        offered=says[-1].buttons
        if says and not isinstance(event, HeldBack)
        else turn.conversation.offered,
    )
    was, now = run_of(scene.conversation.phase), run_of(conversation.phase)
    held = held_run(scene.conversation.phase)
    if was or now:
        conversation = replace(conversation, told_at=scene.now)
    if now and (not held or held.id != now.id):
        now = replace(now, taken_up=scene.turn)
        conversation = replace(conversation, phase=_with_run(conversation.phase, now))
    effects = (*turn.effects, *retracted(event))
    if was and now and now.reminded and (now.answers, now.files) != (was.answers, was.files):
        # It goes on telling: should it leave again, that is passed on as well.
        now = replace(now, reminded=False)
        conversation = replace(conversation, phase=_with_run(conversation.phase, now))
    by_company = isinstance(event, FromCompany)
    if by_company and conversation.unreachable:
        conversation = replace(conversation, unreachable="")
        left = _after(scene.moment, effects).leads
        effects = (*effects, *reachable(left.values(), ""))
    if now and not was:
        effects = (*effects, *not_of_a_need(scene))
    effects = (*effects, *watched(scene, effects))
    if now and not now.reminded and (by_company or not was):
        due = scene.now + timedelta(hours=PARTIAL_AFTER_HOURS)
        effects = (*effects, RemindAt(timer=ABANDONED, due=due))
    elif was and not now:
        effects = (*effects, CancelReminder(timer=ABANDONED))
    return Turn(conversation=conversation, effects=effects)


def _with_run(phase: Phase, run: Run) -> Phase:
    return replace(phase, run=run) if isinstance(phase, Asking | Reviewing) else phase
