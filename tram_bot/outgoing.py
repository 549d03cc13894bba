"""What can stand in the outbox, and a row of it: one thing to be sent, to whom, and how often that
was tried."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tram_bot.core.effects import Amend, Export, GiveData, Relay, Say, TellDesk, Whisper
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.core.lead import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A file on its way from one platform to another."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    described: str = ""
    """What is to be seen, for who does not see it; "" of what is no picture of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLead:
    """The lead, as it stands when this is sent, on a centre's desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshCard:
    """The lead's cards at a centre's desk, wherever they still stand, as it is when this is sent:
    what another card named was erased. A card that stands nowhere any more is not shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFile:
    """A file that came with the lead, in its thread on a centre's desk."""

    file: File


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What became of a message of the staff's: whether it `reached` the company, else why not."""

    message: str
    reached: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take what was shown under this receipt off the desk; `but_files`: files stay."""

    receipt: str
    but_files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line at a centre's desk that belongs to no lead any more."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewPage:
    """Show a member of staff their page anew, as something that may stand there was erased."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellMissed:
    """Word for the lead partner's desk of what was given up from `since` to before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDigest:
    """A picture of the week from `since` to before `until`, for the lead partner's desk. The
    figures are those of when it is sent: what was erased meanwhile is not among them."""

    since: datetime
    until: datetime


LONGEST_WAIT = timedelta(hours=1)
"""No row is put off for longer. One that falls due later than that was put off by a clock that
has gone back since, and is due."""


Item = (
    Say
    | Amend
    | GiveData
    | ShowLead
    | RefreshCard
    | ShareFile
    | Relay
    | TellDesk
    | Whisper
    | Export
    | Mark
    | Remove
    | Note
    | RenewPage
    | TellMissed
    | ShowDigest
)
"""What can stand in the outbox: the first three are for the company, the others for a desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A row of the outbox: one thing to send. Rows of one `recipient` leave in order of `id`.

    `card` is the receipt of the lead's card on that desk; `before` is that of what an amendment
    changes, or all places where something stands of a message that the company has changed or taken
    back, or where the lead's cards stand that are to be refreshed, blanks between them; "" if
    nothing of the kind was delivered. `shown` is that of the part
    of it that stands there already: what is left is to be shown, and it goes on in the receipt of
    the whole.
    """

    id: int
    recipient: str
    conversation: ConversationId
    lead: LeadId | None
    centre: CentreId | None
    item: Item
    attempts: int
    card: str = ""
    before: str = ""
    shown: str = ""

    @property
    def kind(self) -> str:
        """What it is, in one word for logs and reports."""
        return kind_of(self.item)


def kind_of(item: Item) -> str:
    """An item's name in logs, reports and the database.

    >>> kind_of(ShowLead())
    'show_lead'
    """
    return kind_of_type(type(item))


def kind_of_type(type_: type[Item]) -> str:
    """The name of all items of a type."""
    name = type_.__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
