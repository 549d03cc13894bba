"""The page, and its parts that change, as HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.present import centre_name
from tram_bot.errors import Problem
from tram_bot.play import mrkdwn
from tram_bot.play.chats import Entry
from tram_bot.play.house import House
from tram_bot.play.insight import insight, spoken
from tram_bot.play.places import Places
from tram_bot.play.view import DIRECT, HOME, View
from tram_bot.play.web_api import anchor
from tram_bot.play.workspace import BOT_USER, SEATS, Channel, Json
from tram_bot.slack.escaping import as_typed

PARTS = ("problems", "clock", "companies", "chat", "desks", "board", "thread", "insight", "seen")
"""What is sent anew when something has happened. What people write in stands outside of them. A
form in Slack is sent when it opens, is refused or closes, and what is read out when it is new."""
_REACTIONS = {"white_check_mark": "✓", "warning": "!"}
_PROBLEMS_SHOWN = 10
"""Problems of the content that are shown. Ours: who mends those finds the others gone as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A centre on the page: its name, and how many requests stand in its channel."""

    id: CentreId
    name: str
    cards: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """What was said last, to the company and in the channel; `mark` tells one from the next."""

    text: str
    posted: str
    mark: str


class Page:
    """Makes the page of a house."""

    def __init__(self, places: Places) -> None:
        """`places` finds where in the YAML something is written."""
        self._places = places
        self._templates = Environment(
            loader=PackageLoader("tram_bot.play"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    async def whole(
        self, house: House, content: Content, problems: Sequence[Problem], view: View, version: str
    ) -> str:
        """The page."""
        shown = await self._shown(house, content, problems, view, version)
        return self._templates.get_template("page.html").render(shown)

    async def news(
        self,
        house: House,
        content: Content,
        problems: Sequence[Problem],
        view: View,
        version: str,
        *,
        seen: Mapping[str, str],
        only_clock: bool = False,
    ) -> str:
        """The parts that change, each to be put in its place. `seen` names what stands there
        already: the form in Slack, and what was read out."""
        shown = await self._shown(house, content, problems, view, version)
        parts = ["clock", "seen"] if only_clock else list(PARTS)
        if not view.thread and not only_clock:
            parts.remove("thread")
        if shown["modal_seen"] != seen.get("modal", ""):
            parts.append("modal")
        if shown["said_latest"].mark != seen.get("heard", ""):
            parts.append("said")
        return self._templates.get_template("news.html").render(shown, parts=parts)

    async def _shown(
        self, house: House, content: Content, problems: Sequence[Problem], view: View, version: str
    ) -> dict[str, Any]:
        company = house.companies.named(view.company)
        channel = house.workspace.desk(view.centre)
        user = house.workspace.person_at(view.centre, view.seat)
        entries = house.chats.of(company.conversation)
        modal = house.workspace.modals.get(user)
        latest = max((n for n, each in enumerate(entries) if not each.is_own), default=-1)
        return {
            "view": view,
            "version": version,
            "now": house.clock.now(),
            "ahead": house.clock.ahead,
            "problems": problems[:_PROBLEMS_SHOWN],
            "problems_left": max(len(problems) - _PROBLEMS_SHOWN, 0),
            "companies": list(house.companies),
            "company": company,
            "languages": _languages(content),
            "entries": entries,
            "latest_reply": entries[latest].id if latest >= 0 else "",
            "editing": house.chats.entry(company.conversation, view.edit),
            "chat_file": house.chats.file,
            "desks": _desks(house, content),
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
            "modal_seen": _seen(modal),
            "said_latest": _latest(entries, channel, user),
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
        )
        for id in content.catalogue.centres
    ]


def _cards(channel: Channel) -> int:
    return sum(bool(message.get("metadata")) for message in channel.messages)


def _seen(modal: Json | None) -> str:
    """A form as it stands there: another one, or the same with other errors, has to be shown."""
    return f"{modal['id']}{sorted(modal.get('errors', ()))}" if modal else ""


def _latest(entries: Sequence[Entry], channel: Channel, user: str) -> Latest:
    """What is to be read out to who does not see it."""
    said = next((each for each in reversed(entries) if each.say and not each.deleted), None)
    top = channel.top(user)
    posted = top[-1] if top and top[-1]["user"] == BOT_USER else None
    return Latest(
        text=spoken(said.say) if said and said.say else "",
        posted=str(posted.get("text", "")) if posted else "",
        mark=f"{said.id if said else ''}-{posted['ts'] if posted else ''}",
    )


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
