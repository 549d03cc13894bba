"""Files of a message that was changed or deleted since: they go with it, and the one that it has
now comes instead."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tram_bot.core.confidentiality import runs_of
from tram_bot.core.conversation import Asking, Conversation, Idle, Reviewing, Run, WithPerson
from tram_bot.core.effects import KeepLead
from tram_bot.core.events import Deleted, Edited
from tram_bot.core.file_limits import refused_for_lead, refused_for_run, with_passed_on
from tram_bot.core.lead import COMPANY, File, Lead
from tram_bot.core.present import centre_name
from tram_bot.core.scene import Scene
from tram_bot.core.with_person import note_of, with_note


@dataclass(frozen=True, slots=True, kw_only=True)
class Refiled:
    """What became of the files of a message: the scene after it, what is said of that, and why the
    new one is refused, "" if it is not. `leads` are requests that were sent, as they are now;
    `passed_on` is the new one of a message that people at a centre have read."""

    scene: Scene
    said: tuple[str, ...] = ()
    refused: str = ""
    leads: tuple[Lead, ...] = ()
    passed_on: File | None = None

    @property
    def lead(self) -> Lead | None:
        """A request that was sent with such a file, or is to have one now."""
        return self.leads[0] if self.leads else None

    @property
    def effects(self) -> tuple[KeepLead, ...]:
        """What is to be done with those requests."""
        return tuple(KeepLead(lead=lead) for lead in self.leads)

    @property
    def notes(self) -> tuple[str, ...]:
        """All that is said."""
        return (*self.said, self.refused) if self.refused else self.said


def refiled(scene: Scene, event: Edited | Deleted) -> Refiled:
    """Take the files of a message out of all that is kept, and put in the one that it has now if
    that is another."""
    message, new = event.message, event.file if isinstance(event, Edited) else None
    if not message or (isinstance(event, Edited) and not new):
        return Refiled(scene=scene)
    runs = [run for run in runs_of(scene.conversation) if _came_of(run, message)]
    leads = [lead for lead in scene.moment.leads.values() if _came_of(lead, message)]
    every: list[Run | Lead] = [*runs, *leads]
    files = (file for each in every for file in each.files)
    gone = {file.sign: file for file in files if file.message == message}
    left_out = {sign for run in runs for sign in run.left_out}
    if new and new.sign in left_out.union(gone):
        return Refiled(scene=scene)
    if new and not runs and not leads:
        return _passed_on_anew(scene, message, new)
    said = [scene.phrase("file_dropped", name=file.name) for file in gone.values()]
    refused = ""
    if new:
        rest = replace(runs[0], files=_in_place(runs[0], message, None)) if runs else None
        refused = refused_for_run(scene, new, rest)
        said.extend([] if refused else [scene.phrase("file_kept", name=new.name)])
    file = None if refused else new
    talk = _with_runs(
        scene.conversation, lambda run: replace(run, files=_in_place(run, message, file))
    )
    changed = (replace(lead, files=_in_place(lead, message, file)) for lead in leads)
    return Refiled(
        scene=scene.with_conversation(talk),
        said=tuple(said),
        refused=refused,
        leads=tuple(now for now, was in zip(changed, leads, strict=True) if now != was),
    )


def _passed_on_anew(scene: Scene, message: str, new: File) -> Refiled:
    """The file of a message that was passed on, if it is another than was passed on with it."""
    for lead in scene.moment.leads.values():
        lines = [
            line for line in lead.history if line.message == message and line.who_id == COMPANY.id
        ]
        latest = next((line.files for line in reversed(lines) if line.files), ())
        if not lines or new.sign in latest:
            continue
        note = note_of(scene, lead.id)
        if refused := refused_for_lead(scene, new, note):
            return Refiled(scene=scene, refused=refused)
        centre = centre_name(scene.content, scene.language, lead.centre)
        names = {"name": new.name, "centre": centre, "reference": lead.reference}
        return Refiled(
            scene=with_note(scene, with_passed_on(note, new)) if note else scene,
            said=(scene.phrase("file_passed_on", **names),),
            passed_on=new,
        )
    return Refiled(scene=scene)


def _came_of(of: Run | Lead, message: str) -> bool:
    """Whether the message brought a file to it, or an answer."""
    return any(file.message == message for file in of.files) or any(
        message in answer.messages for answer in of.answers.values()
    )


def _in_place(of: Run | Lead, message: str, new: File | None) -> tuple[File, ...]:
    """Its files, with this one in the place of those that the message brought."""
    rest = tuple(file for file in of.files if file.message != message)
    return (*rest, new) if new and _came_of(of, message) else rest


def _with_runs(talk: Conversation, change: Callable[[Run], Run]) -> Conversation:
    """The conversation with every filling of a questionnaire changed."""

    def changed(phase: Idle | Asking | Reviewing) -> Idle | Asking | Reviewing:
        return phase if isinstance(phase, Idle) else replace(phase, run=change(phase.run))

    phase = talk.phase
    return replace(
        talk,
        phase=replace(phase, resume=changed(phase.resume))
        if isinstance(phase, WithPerson)
        else changed(phase),
        aside=change(talk.aside) if talk.aside else None,
        left_before=tuple(map(change, talk.left_before)),
        leads=tuple(replace(note, run=change(note.run)) for note in talk.leads),
    )
