"""What somebody is looking at, as the query of an address: it holds in any number of windows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.play.companies import Company
from tram_bot.play.house import House
from tram_bot.play.workspace import SEATS

CHANNEL, HOME, DIRECT = "channel", "home", "direct"
"""What can be looked at of a centre: its channel, the app's page, and what the bot tells one person
alone."""
SHOWN_MOST = 4
"""Companies whose chats are seen at once. Ours: more would be too narrow to read on any screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """On the left a company, which is looked into, and those `beside` it, as numbers with dots
    between them; on the right a centre, who sits there, and what they look at.

    `thread` is the message whose thread is open. `edit` and `correct` are the message that a
    company, or whoever sits there, is changing.
    """

    company: str
    beside: str = ""
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

    @property
    def shown(self) -> Sequence[str]:
        """The companies whose chats are seen, by number: none changes its place by being chosen."""
        return sorted({self.company, *filter(None, self.beside.split("."))}, key=int)

    def on(self, number: str) -> "View":
        """The same with that company looked into, in the place of the one that was if its chat is
        not seen yet."""
        if number not in self.shown:
            return replace(self, company=number)
        return self._seeing(number, self.shown)

    def with_also(self, number: str) -> "View":
        """The same with that company looked into and the others beside it, as far as there is
        room."""
        if len(self.shown) >= SHOWN_MOST:
            return self.on(number)
        return self._seeing(number, [*self.shown, number])

    def without(self, number: str) -> "View":
        """The same without that company's chat; as it is if there is no other."""
        left = [each for each in self.shown if each != number]
        chosen = self.company if self.company in left else next(iter(left), self.company)
        return self._seeing(chosen, left)

    def _seeing(self, chosen: str, shown: Collection[str]) -> "View":
        others = sorted(set(shown) - {chosen}, key=int)
        return replace(self, company=chosen, beside=".".join(others))

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
    beside = _beside(asked.get("beside", ""), company, house)
    edit = asked.get("edit", "")
    edited = (house.chats.entry(each.conversation, edit) for each in (company, *beside))
    tab = asked.get("tab", "")
    return View(
        company=str(company.number),
        beside=".".join(str(each.number) for each in beside),
        centre=centre,
        seat=seat,
        tab=tab if tab in (HOME, DIRECT) else CHANNEL,
        thread=thread if channel.message(thread) else "",
        edit=edit if any(each and each.is_own for each in edited) else "",
        correct=correct["ts"] if correct and is_own else "",
    )


def _beside(asked: str, company: Company, house: House) -> Sequence[Company]:
    numbers = asked.split(".")
    there = (each for each in house.companies if str(each.number) in numbers)
    return list(islice((each for each in there if each is not company), SHOWN_MOST - 1))
