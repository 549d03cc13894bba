"""What somebody is looking at, as the query of an address: it holds in any number of windows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.play.house import House
from tram_bot.play.workspace import SEATS

CHANNEL, HOME, DIRECT = "channel", "home", "direct"
"""What can be looked at of a centre: its channel, the app's page, and what the bot tells one person
alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A company on the left; on the right a centre, who sits there, and what they look at.

    `thread` is the message whose thread is open. `edit` and `correct` are the message that the
    company, or whoever sits there, is changing.
    """

    company: str
    centre: CentreId
    seat: str
    tab: str = CHANNEL
    thread: str = ""
    edit: str = ""
    correct: str = ""

    def query(self, **changes: str) -> str:
        """This view as a query, but for what is changed."""
        changed = {**asdict(self), **changes}
        return urlencode({key: value for key, value in changed.items() if value})

    def is_of(self, asked: Mapping[str, str]) -> bool:
        """Whether it is all that was asked for: nothing named there has gone meanwhile."""
        return all(asked.get(name, value) == value for name, value in asdict(self).items())

    @property
    def settled(self) -> "View":
        """The same, with nothing being changed."""
        return replace(self, edit="", correct="")


def view_of(asked: Mapping[str, str], house: House, content: Content) -> View:
    """The view that was asked for, as far as there is what it names."""
    centres = content.catalogue.centres
    centre = CentreId(asked.get("centre", ""))
    if centre not in centres:
        centre = next(iter(centres))
    company = house.companies.named(asked.get("company", ""))
    asked_seat = asked.get("seat", "")
    seat = asked_seat if asked_seat in SEATS else SEATS[0]
    thread = asked.get("thread", "")
    channel = house.workspace.desk(centre)
    correct = channel.message(asked.get("correct", ""))
    is_own = correct and correct["user"] == house.workspace.person_at(centre, seat)
    edit = house.chats.entry(company.conversation, asked.get("edit", ""))
    tab = asked.get("tab", "")
    return View(
        company=str(company.number),
        centre=centre,
        seat=seat,
        tab=tab if tab in (HOME, DIRECT) else CHANNEL,
        thread=thread if channel.message(thread) else "",
        edit=edit.id if edit and edit.is_own else "",
        correct=correct["ts"] if correct and is_own else "",
    )
