"""How many requests one person may have open, and how many their conversation remembers."""

from dataclasses import replace

from tram_bot.core.conversation import LeadNote, Run
from tram_bot.core.identifiers import EventId
from tram_bot.core.lead import Lead, LeadState
from tram_bot.core.limits import LEADS_OPEN, LEADS_REMEMBERED
from tram_bot.core.resuming import menu
from tram_bot.core.scene import Prompt, Scene, Turn


def no_more_now(scene: Scene, *said: str) -> Turn | None:
    """Say that as many requests are open as one person may have; None if another may begin."""
    if sum(note.open for note in scene.conversation.leads) < LEADS_OPEN:
        return None
    text = scene.phrase("too_many_open", count=str(LEADS_OPEN))
    return scene.reply(*said, text, prompt=Prompt(buttons=menu(scene)))


def called_to_mind(scene: Scene, lead: Lead) -> Scene:
    """The scene in which the conversation knows of this lead of its own, which it may have
    forgotten among many: people at a centre still have it."""
    notes = scene.conversation.leads
    if any(note.id == lead.id for note in notes):
        return scene
    run = Run(
        id=EventId(lead.id),
        questionnaire=lead.questionnaire,
        first_turn=scene.conversation.turn,
        started_at=lead.submitted_at,
        answers=lead.answers,
        consent=lead.consent,
        files=lead.files,
    )
    note = LeadNote(
        id=lead.id,
        reference=lead.reference,
        centre=lead.centre,
        run=run,
        open=lead.state is not LeadState.CLOSED,
        settled=True,
    )
    conversation = replace(scene.conversation, leads=remembered((*notes, note)))
    return scene.with_conversation(conversation)


def remembered(notes: tuple[LeadNote, ...]) -> tuple[LeadNote, ...]:
    """The notes without the oldest closed ones that are too many. Their leads are kept."""
    too_many = len(notes) - LEADS_REMEMBERED
    closed = [note.id for note in notes if not note.open][: max(too_many, 0)]
    return tuple(note for note in notes if note.id not in closed)
