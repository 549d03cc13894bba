"""A conversation test, replayed: real content, real `step`, saved and reloaded at every turn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tram_bot.content.document import Plain
from tram_bot.content.hints import did_you_mean, one_of
from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.dialogue import converse
from tram_bot.core.effects import (
    Amend,
    Block,
    Button,
    CancelReminder,
    Effect,
    Erase,
    Export,
    GiveData,
    KeepLead,
    Misheard,
    Relay,
    RemindAt,
    Retract,
    Say,
    SubmitLead,
    TellDesk,
    Unblock,
    Unhear,
    Whisper,
    one_reply,
)
from tram_bot.core.events import (
    Attachment,
    Edited,
    Event,
    Pressed,
    StaffStepped,
    StaffWrote,
    TimePassed,
    said,
)
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.kept import Kept, Reminder
from tram_bot.core.lead import Lead, Outcome, Staff, Step
from tram_bot.core.leads_after import lead_after
from tram_bot.errors import ContentError, Problem
from tram_bot.transcripts.edited_content import EditedContent
from tram_bot.transcripts.expect import Mismatch, Seen, mismatch
from tram_bot.transcripts.script import Line, Script, duration

Save = Callable[[Conversation], Conversation]
"""Writes a conversation down and reads it back, as a store would."""

_STAFF = Staff(id="kasia", name="Kasia Example")
"""Somebody who sits at every desk."""
_TEST = ConversationId("test:1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a line expected and what was there instead; `number` counts the script's lines from
    0."""

    script: str
    line: int
    number: int
    mismatch: Mismatch

    @property
    def what(self) -> str:
        """It in one sentence."""
        return self.mismatch.what

    def __str__(self) -> str:
        return f"{self.script}:{self.line}: {self.mismatch}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A turn of a replay: when, the conversation before it, what happened, what was done, and all
    that is kept after it."""

    at: datetime
    before: Conversation
    events: Sequence[Event]
    effects: Sequence[Effect]
    kept: Kept


Watch = Callable[[Taken], None]
"""Is shown every turn of a replay."""


def _unwatched(taken: Taken) -> None:
    """Look at no turn."""


@dataclass(slots=True)
class _Stage:
    """Everything a talk has brought forth so far."""

    edited: EditedContent
    save: Save
    watch: Watch
    begins: datetime
    now: datetime
    conversation: Conversation
    effects: Sequence[Effect] = ()
    replies: list[Say] = field(default_factory=list)
    leads: dict[LeadId, Lead] = field(default_factory=dict)
    timers: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    is_blocked: bool = False
    messages: list[str] = field(default_factory=list)
    latest: Sequence[Event] = ()
    handled: set[EventId] = field(default_factory=set)
    count: int = 0

    @property
    def content(self) -> Content:
        return self.edited.now

    def next_id(self) -> EventId:
        self.count += 1
        return EventId(f"e{self.count}")

    def tick(self) -> None:
        self.now += timedelta(seconds=5)

    def kept(self) -> Kept:
        """What a store would keep by now, everything said being delivered."""
        return Kept(
            conversation=self.conversation,
            leads=tuple(self.leads.values()),
            reminders=tuple(Reminder(timer=t, due=due) for t, (due, _) in self.timers.items()),
            unsent=(),
            events=len(self.handled),
            first=self.begins,
            last=self.now,
            sent=len(self.replies),
        )


def replay(content: Content, script: Script, save: Save) -> Failure | None:
    """The first thing that is not as the test says, or None. Raises as `failures` does."""
    return next(failures(content, script, save), None)


def failures(
    content: Content, script: Script, save: Save, watch: Watch = _unwatched
) -> Iterator[Failure]:
    """Everything that is not as the test says; after something that could not be done, nothing
    more. `watch` is shown every turn on the way. Raises ContentError for a test in a language that
    the bot does not speak: it would be answered in another."""
    if script.language not in content.languages:
        raise ContentError([_unspoken(content, script)])
    stage = _Stage(
        edited=EditedContent(content),
        save=save,
        watch=watch,
        begins=script.begins,
        now=script.begins,
        conversation=Conversation(id=_TEST, language=script.language),
    )
    for number, line in enumerate(script.lines):
        wrong, is_over = _outcome(stage, line)
        if wrong:
            yield Failure(script=script.file, line=line.line, number=number, mismatch=wrong)
        if is_over:
            return


def _unspoken(content: Content, script: Script) -> Problem:
    known = one_of(content.languages)
    return Problem(
        file=script.file,
        line=script.language_at.line,
        column=script.language_at.column,
        what=f"the bot does not speak '{script.language}'",
        mend=did_you_mean(script.language, content.languages, f"write {known}"),
    )


def _outcome(stage: _Stage, line: Line) -> tuple[Mismatch | None, bool]:
    """What is wrong after a line, and whether nothing can follow it."""
    try:
        undone = _act(stage, line)
        if undone is None:
            return mismatch(line, _seen(stage)), False
    except (AttributeError, IndexError, KeyError, ValueError):
        # A number beyond what was said, words where a number belongs: the author's slip.
        undone = f"'{line.does}: {line.value}' fits nothing that was said or offered so far"
    return (Mismatch(what=undone) if undone else None), bool(undone)


def _act(stage: _Stage, line: Line) -> str | None:
    """Do what the line does. Returns None for a line that expects, or an empty text."""
    value = line.value
    id, at = stage.next_id(), stage.now
    match line.does:
        case "company":
            texts = value if isinstance(value, tuple) else (value,)
            return _handle(stage, [_said(stage, typed(text)) for text in texts])
        case "late":
            event = _said(stage, typed(value))
            return _handle(stage, [replace(event, at=at - timedelta(seconds=7))])
        case "press":
            return _press(stage, value)
        case "edit":
            number = value.get("message") if isinstance(value, dict) else len(stage.messages)
            text = value.get("text") if isinstance(value, dict) else value
            message = stage.messages[int(str(number)) - 1]
            edited = Edited(id=id, conversation=_TEST, at=at, text=str(text), message=message)
            return _handle(stage, [edited])
        case "again":
            return _handle(stage, stage.latest)
        case "file":
            return _handle(stage, [_file(stage, value)])
        case "wait":
            return _wait(stage, duration(str(value)))
        case "centre":
            return _write(stage, str(value))
        case "change":
            return _change(stage, value)
        case "content":
            return stage.edited.edit(value)
        case _:
            return None


def typed(value: Plain) -> str:
    """What a company writes of which a line has this."""
    return "" if value is None else str(value)


def _said(stage: _Stage, text: str) -> Event:
    message = f"m{len(stage.messages) + 1}"
    stage.messages.append(message)
    stage.now += timedelta(milliseconds=300)
    return said(id=stage.next_id(), conversation=_TEST, at=stage.now, text=text, message=message)


def _file(stage: _Stage, value: object) -> Event:
    name = str(value.get("name")) if isinstance(value, dict) else str(value)
    caption = str(value.get("caption") or "") if isinstance(value, dict) else ""
    message = f"m{len(stage.messages) + 1}"
    stage.messages.append(message)
    return Attachment(
        id=stage.next_id(),
        conversation=_TEST,
        at=stage.now,
        name=name,
        media_type="image/jpeg",
        size=1000,
        handle="h",
        caption=caption,
        message=message,
    )


def _handle(stage: _Stage, events: Sequence[Event]) -> str:
    stage.latest = events
    new: Sequence[Event] = [event for event in events if event.id not in stage.handled]
    stage.handled.update(event.id for event in new)
    stage.tick()
    stage.effects = ()
    while new:
        new = _take(stage, new)
        stage.tick()
    return ""


def _take(stage: _Stage, new: Sequence[Event]) -> Sequence[Event]:
    """Take a turn with these; returns those that are left for another one."""
    numbers = {code: 1 + len(stage.leads) for code in _codes(stage.content)}
    moment = Moment(
        now=stage.now, next_numbers=numbers, leads=stage.leads, is_blocked=stage.is_blocked
    )
    before = stage.conversation
    turn = converse(stage.content, before, new, moment)
    effects = one_reply(turn.effects)
    stage.effects = (*stage.effects, *effects)
    stage.conversation = stage.save(turn.conversation)
    for effect in effects:
        _apply(stage, effect)
    events = new[: len(new) - len(turn.left)]
    taken = Taken(at=stage.now, before=before, events=events, effects=effects, kept=stage.kept())
    stage.watch(taken)
    return turn.left


def _apply(stage: _Stage, effect: Effect) -> None:
    match effect:
        case Say():
            stage.replies.append(effect)
        case SubmitLead(lead=Lead(id=id)) | KeepLead(lead=Lead(id=id)) | Relay(lead=id):
            known = stage.leads.pop(id, None)
            lead = lead_after(known, effect, stage.now)
            if lead:
                stage.leads[id] = lead
        case RemindAt(timer=timer, due=due):
            stage.timers[timer] = (due, stage.conversation.turn)
        case CancelReminder(timer=timer):
            stage.timers.pop(timer, None)
        case Erase():
            stage.leads.clear()
            stage.timers.clear()
        case Block() | Unblock():
            stage.is_blocked = isinstance(effect, Block)
        case (
            Amend()
            | TellDesk()
            | Whisper()
            | Export()
            | GiveData()
            | Misheard()
            | Unhear()
            | Retract()
        ):
            pass


def _press(stage: _Stage, value: object) -> str:
    label = str(value.get("label")) if isinstance(value, dict) else str(value)
    number = int(str(value.get("reply"))) if isinstance(value, dict) else len(stage.replies)
    reply = stage.replies[number - 1]
    button: Button | None = next((b for b in reply.buttons if b.label == label), None)
    if button is None:
        offered = ", ".join(b.label for b in reply.buttons) or "no button at all"
        return f"there is no button '{label}', only: {offered}"
    event = Pressed(
        id=stage.next_id(),
        conversation=_TEST,
        at=stage.now,
        turn=button.turn,
        scope=button.scope,
        option=button.option,
    )
    return _handle(stage, [event])


def _wait(stage: _Stage, long: timedelta) -> str:
    """Let time pass; each reminder falls due at its own moment, and may set another. What all of
    them have done is what the line has done."""
    until = stage.now + long
    effects: list[Effect] = []
    while due := [(when, timer) for timer, (when, _) in stage.timers.items() if when <= until]:
        when, timer = min(due)
        _, set_at = stage.timers.pop(timer)
        stage.now = max(stage.now, when)
        event = TimePassed(
            id=stage.next_id(), conversation=_TEST, at=stage.now, timer=timer, set_at=set_at
        )
        _handle(stage, [event])
        effects.extend(stage.effects)
    stage.effects = effects
    stage.now = max(stage.now, until)
    return ""


def _write(stage: _Stage, text: str) -> str:
    """Somebody at the centre writes to the company, having claimed its lead."""
    lead = next(reversed(stage.leads.values()), None)
    if lead is None:
        return "there is no lead yet that a centre could have"
    if lead.owner != _STAFF.id:
        _change(stage, Step.CLAIM.value)
    id = stage.next_id()
    event = StaffWrote(
        id=id,
        conversation=_TEST,
        at=stage.now,
        lead=lead.id,
        by=_staff(stage),
        desk=lead.centre,
        message=id,
        text=text,
    )
    return _handle(stage, [event])


def _change(stage: _Stage, value: object) -> str:
    step = str(value.get("step")) if isinstance(value, dict) else str(value)
    centre = str(value.get("centre") or "") if isinstance(value, dict) else ""
    outcome = str(value.get("outcome") or "") if isinstance(value, dict) else ""
    lead = next(reversed(stage.leads.values()), None)
    if lead is None:
        return "there is no lead yet that could change"
    if step not in list(Step):
        return f"a lead has no step '{step}', only: {', '.join(Step)}"
    event = StaffStepped(
        id=stage.next_id(),
        conversation=_TEST,
        at=stage.now,
        lead=lead.id,
        by=_staff(stage),
        desk=lead.centre,
        step=Step(step),
        centre=CentreId(centre) if centre else None,
        outcome=Outcome(outcome or Outcome.ADVICE_GIVEN) if step == Step.CLOSE else None,
    )
    return _handle(stage, [event])


def _staff(stage: _Stage) -> Staff:
    return replace(_STAFF, centres=tuple(stage.content.catalogue.centres))


def _codes(content: Content) -> tuple[str, ...]:
    return (*(c.country or "XX" for c in content.catalogue.centres.values()), "XX")


def _seen(stage: _Stage) -> Seen:
    return Seen(
        content=stage.content,
        conversation=stage.conversation,
        effects=tuple(stage.effects),
        reply=next((each for each in reversed(stage.effects) if isinstance(each, Say)), None),
        lead=next(reversed(stage.leads.values()), None),
        leads=len(stage.leads),
    )
