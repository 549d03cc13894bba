"""The lead, who works on it and at which desk; who may do what."""

from dataclasses import dataclass, replace

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.effects import Choices, KeepLead, TellDesk, Whisper
from tram_bot.core.identifiers import CentreId, Language
from tram_bot.core.lead import (
    REFUSED,
    Happening,
    Lead,
    LeadState,
    Outcome,
    Refused,
    Role,
    Staff,
    Step,
    advance_lead,
)
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import centre_name
from tram_bot.core.scene import Scene, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Somebody at a desk with a lead in hand."""

    scene: Scene
    lead: Lead
    by: Staff
    desk: CentreId

    @property
    def may(self) -> bool:
        """Whether they sit at a desk that decides about this lead: its own, one that was called
        in, or the lead partner's."""
        deciding = (self.lead.centre, *self.lead.escalated, LEAD_DESK)
        return any(centre in self.by.centres for centre in deciding)

    @property
    def is_theirs(self) -> bool:
        """Whether they have claimed it and it is still open."""
        claimed = self.lead.state in (LeadState.CLAIMED, LeadState.IN_CONVERSATION)
        return claimed and self.lead.owner == self.by.id

    @property
    def is_onlooker(self) -> bool:
        """Whether the lead only stands on this desk for information."""
        return self.lead.role_of(self.desk) in (Role.COPY, Role.FORMER)

    def say(self, key: str, /, **values: str) -> str:
        """A phrase in the working language of the desk where this is done."""
        return say_at(self.scene, self.desk, key, **values)

    def named(self, centre: CentreId) -> str:
        """A centre's name, in that language."""
        return centre_name(self.scene.content, self.language, centre)

    @property
    def language(self) -> Language:
        """The working language of the desk where this is done."""
        return working_language(self.scene.content, self.desk)

    def whisper(
        self, text: str, *, in_thread: bool = False, choices: Choices | None = None
    ) -> Whisper:
        """Tell them something nobody else sees."""
        return Whisper(
            lead=self.lead.id,
            centre=self.desk,
            to=self.by.id,
            text=text,
            in_thread=in_thread,
            choices=choices,
        )

    def only(self, key: str, /, *, in_thread: bool = False, **values: str) -> Turn:
        """Nothing changes, and they are told why."""
        return self.scene.turn_of(self.whisper(self.say(key, **values), in_thread=in_thread))

    def tell(self, centre: CentreId, key: str, /, *, loud: bool = False, **values: str) -> TellDesk:
        """A line in the lead's thread at a desk, in its language."""
        text = say_at(self.scene, centre, key, reference=self.lead.reference, **values)
        return TellDesk(lead=self.lead.id, centre=centre, text=text, loud=loud)

    def advanced(
        self,
        step: Step,
        *,
        detail: str = "",
        message: str = "",
        centre: CentreId | None = None,
        outcome: Outcome | None = None,
    ) -> Lead | Refused:
        """The lead after a step of theirs, or why not."""
        return advance_lead(
            self.lead,
            step,
            who=self.by,
            at=self.scene.now,
            detail=detail,
            message=message,
            centre=centre,
            outcome=outcome,
        )

    def noted(self, step: str, detail: str = "", message: str = "") -> Lead:
        """The lead with a line in its history that is no step of its life."""
        line = Happening(
            at=self.scene.now,
            who=self.by.name,
            who_id=self.by.id,
            step=step,
            detail=detail,
            message=message,
        )
        return replace(self.lead, history=(*self.lead.history, line))

    def with_lead(self, lead: Lead) -> "Work":
        """The same work with the lead further on."""
        return replace(self, lead=lead)

    def refused(self, what: str, *, in_thread: bool = False) -> Turn:
        """It is not theirs to decide: nothing changes but that it is recorded, and they are told
        whom to ask."""
        name = self.named(self.lead.centre)
        text = self.say("desk_not_yours", reference=self.lead.reference, centre=name)
        record = KeepLead(lead=self.noted(REFUSED, what), show=False)
        return self.scene.turn_of(record, self.whisper(text, in_thread=in_thread))


def say_at(scene: Scene, centre: CentreId, key: str, /, **values: str) -> str:
    """A phrase in the working language of a desk."""
    language = working_language(scene.content, centre)
    return scene.content.phrasebook.say(key, language, **values)
