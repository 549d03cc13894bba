"""What a company writes while people have a request of its: passed on to them once it says so.

Nothing of it is lost by what comes next: a second message is asked about together with the first,
and after anything else it is asked about again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tram_bot.core.answers import Part
from tram_bot.core.commands import confirm, newest_open_lead
from tram_bot.core.conversation import Confirming, Idle, LeadNote, Pending
from tram_bot.core.effects import Block, Effect, Erase, Relay, Say
from tram_bot.core.events import Deleted, Edited
from tram_bot.core.identifiers import LeadId
from tram_bot.core.limits import FREE_TEXT_KEPT, PARTS_KEPT
from tram_bot.core.need import is_need
from tram_bot.core.present import centre_name, shortened
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import Scene, Turn


def ask_to_relay(scene: Scene, note: LeadNote, part: Part, *said: str) -> Turn:
    """Ask whether a text is for the people who have the lead, and with it what waits for that."""
    before = scene.waiting
    if any(each.text == part.text for each in before):
        return _ask(scene, note, before, *said, *quoted(before))
    parts = as_much_as_fits((*before, part))
    if parts[-1:] != (part,):
        said = (*said, scene.phrase("answer_full", most=str(FREE_TEXT_KEPT)))
    # A single one is the message just sent, which is plain to be meant.
    return _ask(scene, note, parts, *said, *(quoted(parts) if before else ()))


def confirm_relay(scene: Scene, note: LeadNote, parts: Sequence[Part]) -> str:
    """The question whether this is for the people who have the lead."""
    key = "confirm_relay_or_new" if may_be_new(scene, parts) else "confirm_relay"
    centre = centre_name(scene.content, scene.language, note.centre)
    return scene.phrase(key, reference=note.reference, centre=centre)


def may_be_new(scene: Scene, parts: Sequence[Part]) -> bool:
    """Whether any of it tells of a problem, which may be another one than was sent."""
    return any(is_need(scene, scene.understand(part.text)) for part in parts)


def relays(lead: LeadId, parts: Sequence[Part]) -> tuple[Relay, ...]:
    """Pass each message on by itself, so that its change or deletion can follow it."""
    return tuple(Relay(lead=lead, text=part.text, message=part.message) for part in parts)


def quoted(parts: Sequence[Part]) -> tuple[str, ...]:
    """What the company wrote, each message a paragraph."""
    return tuple(f"• {shortened(part.text)}" for part in parts)


def asks_about(pending: Pending | None, message: str) -> bool:
    """Whether we asked if this message is to be passed on."""
    return bool(message) and message in {part.message for part in waiting_in(pending)}


def waiting_in(pending: Pending | None) -> tuple[Part, ...]:
    """The company's messages of which we asked whether to pass them on."""
    return pending.parts if isinstance(pending, Confirming) else ()


def undecided(scene: Scene) -> Scene:
    """The scene in which nothing is asked back any more; what was to be passed on is at hand."""
    talk = scene.conversation
    waiting = waiting_in(talk.pending)
    return replace(scene, conversation=replace(talk, pending=None), waiting=waiting)


def changed_before_relay(scene: Scene, event: Edited | Deleted) -> Turn:
    """A message that waits to be passed on was changed or taken back."""
    text = event.text if isinstance(event, Edited) else ""
    after = (
        replace(part, text=text) if part.message == event.message else part
        for part in waiting_in(scene.conversation.pending)
    )
    parts = as_much_as_fits(after)
    pending = scene.conversation.pending
    there = scene.with_conversation(replace(scene.conversation, pending=None))
    note = newest_open_lead(scene.conversation)
    if note and isinstance(pending, Confirming) and pending.what == "remind":
        return ask_to_remind(there, parts, *quoted(parts))
    if not note or not parts:
        return go_on(there, scene.phrase("kept_as_is"), buttons=menu(there))
    return _ask(there, note, parts, *quoted(parts))


def asked_again(scene: Scene, turn: Turn) -> Turn:
    """The turn, with what it has not settled of what waits to be passed on asked about again."""
    left = _unsettled(scene, turn)
    if not left:
        return turn
    talk = turn.conversation
    if not any(isinstance(effect, Say) for effect in turn.effects):
        return replace(turn, conversation=replace(talk, pending=scene.conversation.pending))
    note = newest_open_lead(talk)
    if not note or not _may_ask(turn):
        return turn
    asked = _ask(scene.with_conversation(talk), note, left, *quoted(left))
    return replace(asked, effects=_joined(turn.effects, asked.effects))


def passed_on_to_nobody(scene: Scene, turn: Turn) -> tuple[str, ...]:
    """What is said of what waits to be passed on, where that cannot be asked any more."""
    left = _unsettled(scene, turn)
    if not left:
        return ()
    there = scene.with_conversation(turn.conversation)
    return (there.phrase("not_passed_on"), *quoted(left))


def _ask(scene: Scene, note: LeadNote, parts: tuple[Part, ...], *said: str) -> Turn:
    pending = Confirming(what="relay", turn=scene.turn, parts=parts)
    return confirm(scene, pending, confirm_relay(scene, note, parts), *said)


def ask_to_remind(scene: Scene, parts: tuple[Part, ...], *said: str) -> Turn:
    """Ask whether a silent centre is to be reminded, and given these messages with that."""
    pending = Confirming(what="remind", turn=scene.turn, parts=parts)
    return confirm(scene, pending, scene.phrase("confirm_remind"), *said)


def as_much_as_fits(parts: Iterable[Part]) -> tuple[Part, ...]:
    """As much of these messages as is kept until it is passed on."""
    kept: list[Part] = []
    room = FREE_TEXT_KEPT
    for part in parts:
        text = part.text[: max(room, 0)]
        room -= len(part.text)
        if text and len(kept) < PARTS_KEPT:
            kept.append(replace(part, text=text))
    return tuple(kept)


def _may_ask(turn: Turn) -> bool:
    """Whether nothing else is open that a "yes" could be meant for, such as what a person says."""
    talk = turn.conversation
    by_person = any(isinstance(each, Say) and each.staff_message for each in turn.effects)
    return isinstance(talk.phase, Idle) and talk.pending is None and not by_person


def _unsettled(scene: Scene, turn: Turn) -> tuple[Part, ...]:
    """What is neither asked about nor passed on, if it is not to be forgotten altogether."""
    if any(isinstance(effect, Erase | Block) for effect in turn.effects):
        return ()
    asked = waiting_in(turn.conversation.pending)
    sent = {(each.message, each.text) for each in turn.effects if isinstance(each, Relay)}
    return tuple(
        part
        for part in waiting_in(scene.conversation.pending)
        if part not in asked and (part.message, part.text) not in sent
    )


def _joined(effects: tuple[Effect, ...], asking: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The effects with a question at the end of what is said: what was offered is offered still."""
    at, last = [(at, each) for at, each in enumerate(effects) if isinstance(each, Say)][-1]
    (asked,) = (each for each in asking if isinstance(each, Say))
    said = (*last.paragraphs, last.ask, *asked.paragraphs)
    both = replace(
        last,
        paragraphs=tuple(part for part in said if part),
        ask=asked.ask,
        buttons=(*asked.buttons, *last.buttons),
    )
    return (*effects[:at], both, *effects[at + 1 :])
