"""The page, and its parts that change, as HTML."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tram_bot.content.repeated import told_once
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId, Language
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import centre_name
from tram_bot.desk.slack.card import is_card
from tram_bot.language_names import in_words
from tram_bot.play import mrkdwn
from tram_bot.play.chats import Entry
from tram_bot.play.companies import Company
from tram_bot.play.house import House
from tram_bot.play.insight import insight, spoken
from tram_bot.play.places import Places
from tram_bot.play.view import DIRECT, HOME, SHOWN_MOST, View
from tram_bot.play.web_api import anchor
from tram_bot.play.workspace import BOT_USER, SEATS, Channel, Json
from tram_bot.served import Served
from tram_bot.slack.escaping import as_typed

PARTS = ("clock", "companies", "desks", "board", "thread", "insight", "seen")
"""What is sent anew when something has happened, with every talk that is seen. What people write in
stands outside of them. What has a mark is sent when that is another, so that nobody has it read out
again and what is unfolded stays so: a form in Slack as it opens, is refused or closes, and what is
told of the content. What is read out is sent when it is new."""
_REACTIONS = {"white_check_mark": "✓", "warning": "!"}
_PROBLEMS_SHOWN = 10
"""Problems of the content that are shown. Ours: who mends those finds the others gone as well."""
_FRESH_SHOWN = 5
"""Warnings that are shown at once, and not only when they are asked for. Ours: what is read while
one thinks of something else."""
_SAVED_NAMED = 3
"""Files that are named as saved. Ours: who saves more knows what they did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A centre on the page: its name, how many requests stand in its channel, and whether anything
    does."""

    id: CentreId
    name: str
    cards: int
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """A company's chat on the page: its messages, the one that it is changing, and where one looks
    when something is done in it. `latest_reply` is the id of the message whose buttons count."""

    company: Company
    entries: Sequence[Entry]
    latest_reply: str
    editing: Entry | None
    view: View
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said last in a chat or in the channel, to be read out to who does not see it; `mark`
    tells one from the next, and from what it was changed into."""

    where: str
    text: str
    language: Language
    mark: str


class Page:
    """Makes the page of a house."""

    def __init__(self, places: Places) -> None:
        """`places` finds where in the YAML something is written."""
        self._places = places
        self._served: object = None
        self._since: datetime | None = None
        """When what was saved last came into force; None if nothing was saved."""
        self._templates = Environment(
            loader=PackageLoader("tram_bot.play"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    async def whole(
        self, house: House, served: Served, view: View, version: str, *, heard: str | None = None
    ) -> str:
        """The page. `heard` names what was read out before, if it takes another's place."""
        shown = await self._shown(house, served, view, version)
        news = [] if heard is None else _unheard(shown["said"], heard)
        return self._templates.get_template("page.html").render(shown, news=news)

    async def news(
        self,
        house: House,
        served: Served,
        view: View,
        version: str,
        *,
        seen: Mapping[str, str],
        only_clock: bool = False,
    ) -> str:
        """The parts that change, each to be put in its place. `seen` names what stands there
        already, by its mark, and what was read out."""
        shown = await self._shown(house, served, view, version)
        parts = ["clock", "seen"] if only_clock else list(PARTS)
        panes = [] if only_clock else shown["panes"]
        if not view.thread and not only_clock:
            parts.remove("thread")
        parts += [name for name, mark in shown["marks"].items() if mark != seen.get(name, "")]
        news = _unheard(shown["said"], seen.get("heard", ""))
        if news:
            parts.append("said")
        return self._templates.get_template("news.html").render(
            shown, parts=parts, talks=panes, news=news
        )

    def look_at(self, served: Served, now: datetime) -> None:
        """Note that this is the moment if something else is served, or errors are mended."""
        before, self._served = self._served, (served().version, bool(served.problems))
        if before and before != self._served:
            self._since = now

    async def _shown(
        self, house: House, served: Served, view: View, version: str
    ) -> dict[str, Any]:
        content = served()
        company = house.companies.named(view.company)
        channel = house.workspace.desk(view.centre)
        user = house.workspace.person_at(view.centre, view.seat)
        panes = [await _pane(house, view, number) for number in view.shown]
        modal = house.workspace.modals.get(user)
        remarks, learning = served.remarks, in_words(served.learning)
        problems, language = tuple(served.problems), working_language(content, view.centre)
        fresh, standing = told_once(remarks.fresh), told_once(remarks.standing)
        return {
            "view": view,
            "version": version,
            "now": house.clock.now(),
            "ahead": house.clock.ahead,
            "problems": problems[:_PROBLEMS_SHOWN],
            "problems_left": max(len(problems) - _PROBLEMS_SHOWN, 0),
            "since": self._since,
            "saved": remarks.saved[:_SAVED_NAMED],
            "saved_left": max(len(remarks.saved) - _SAVED_NAMED, 0),
            "fresh": fresh[:_FRESH_SHOWN],
            "more_warnings": [*fresh[_FRESH_SHOWN:], *standing],
            "learning": learning,
            "marks": {
                "problems": _mark(problems),
                "learning": _mark(self._since, remarks.saved, learning, bool(problems)),
                "warnings": _mark(remarks.fresh, remarks.standing, bool(problems)),
                "modal": _seen(modal),
            },
            "companies": list(house.companies),
            "company": company,
            "languages": _languages(content),
            "panes": panes,
            "is_full": len(panes) >= SHOWN_MOST,
            "chat_file": house.chats.file,
            "desks": _desks(house, content),
            "lead_desk": LEAD_DESK,
            "centre": centre_name(content, "en", view.centre),
            "channel": channel,
            "direct": house.workspace.direct(user),
            "user": user,
            "seats": SEATS,
            "people": house.workspace.people,
            "messages": channel.top(user),
            "thread": channel.thread(view.thread, user) if view.thread else [],
            "correcting": channel.message(view.correct) if view.correct else None,
            "home": house.workspace.homes.get(user) if view.tab == HOME else None,
            "is_direct": view.tab == DIRECT,
            "modal": modal,
            "desk_language": language,
            "said": [*_heard_in(panes), *_posted(channel, user, language)],
            "insight": insight(content, house.watch, self._places, await house.talk(company)),
            "reactions": _REACTIONS,
            "anchor": anchor,
            "mrkdwn": _reader(house),
            "as_typed": as_typed,
            "link": mrkdwn.link,
            "moment": _moment,
        }


def _languages(content: Content) -> Sequence[tuple[str, str]]:
    known = content.phrasebook.languages
    return [(code, info.name) for code, info in known.items() if code in content.languages]


def _desks(house: House, content: Content) -> Sequence[Desk]:
    return [
        Desk(
            id=id,
            name=centre_name(content, "en", id),
            cards=_cards(house.workspace.desk(id)),
            is_told=bool(house.workspace.desk(id).messages),
        )
        for id in content.catalogue.centres
    ]


def _cards(channel: Channel) -> int:
    return sum(map(is_card, channel.messages))


def _seen(modal: Json | None) -> str:
    """A form as it stands there: another one, or the same with other errors, has to be shown."""
    return f"{modal['id']}{sorted(modal.get('errors', ()))}" if modal else ""


def _mark(*told: Hashable) -> str:
    """Tells what is shown from what was before."""
    return f"{hash(told) & 0xFFFFFF}"


async def _pane(house: House, view: View, number: str) -> Pane:
    company = house.companies.named(number)
    entries = await house.chat(company)
    replies = [each.id for each in entries if not each.is_own]
    return Pane(
        company=company,
        entries=entries,
        latest_reply=replies[-1] if replies else "",
        editing=house.chats.entry(company.conversation, view.edit),
        view=view.on(number),
        is_chosen=number == view.company,
    )


def _heard_in(panes: Sequence[Pane]) -> Iterator[Heard]:
    for pane in panes:
        said = (each for each in reversed(pane.entries) if each.say and not each.deleted)
        for entry in islice(said, 1):
            text = spoken(entry.say) if entry.say else ""
            yield Heard(
                where=f"tram-bot to {pane.company.name}",
                text=text,
                language=entry.language,
                mark=f"{entry.id}-{_mark(text)}",
            )


def _posted(channel: Channel, user: str, language: Language) -> Iterator[Heard]:
    for message in channel.top(user)[-1:]:
        if message["user"] == BOT_USER:
            yield Heard(
                where="New in Slack",
                text=str(message.get("text", "")),
                language=language,
                mark=f"{channel.id}-{message['ts']}",
            )


def _unheard(said: Sequence[Heard], heard: str) -> Sequence[Heard]:
    marks = heard.split()
    return [each for each in said if each.mark not in marks]


def _reader(house: House) -> Callable[[str], Markup]:
    def name_of(user: str) -> str:
        person = house.workspace.people.get(user)
        return person.name if person else user

    return lambda text: mrkdwn.as_html(text, name_of)


def _moment(at: datetime | str) -> str:
    """A time of day, with its day in front unless that goes without saying."""
    if isinstance(at, str):
        at = datetime.fromtimestamp(float(at), UTC)
    return f"{at:%d %b %H:%M}"
