"""A Slack in memory: people, channels, messages, views and files."""

from dataclasses import dataclass, field
from typing import Any

from tram_bot.core.identifiers import CentreId
from tram_bot.outgoing import Payload
from tram_bot.ports import Clock

Json = dict[str, Any]

TEAM, APP, BOT_USER, BOT_ID = "T0PLAY", "A0PLAY", "U0TRAM", "B0TRAM"
API = "https://slack.com/api/"
"""Where its Web API would be; nothing is ever sent there."""
_FILES = "https://files.slack.com/play/"
_RESPONSES = "https://hooks.slack.com/play/"

SEATS = ("a", "b")
"""Who sits at each centre's desk: Staff A and Staff B."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the workspace."""

    id: str
    name: str
    is_bot: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, or somebody's direct messages. `whispers` are seen by one person only."""

    id: str
    name: str
    members: frozenset[str]
    messages: list[Json] = field(default_factory=list)
    whispers: list[Json] = field(default_factory=list)

    def message(self, ts: str) -> Json | None:
        """The message of that time, which is its id."""
        return next((each for each in self.messages if each["ts"] == ts), None)

    def top(self, user: str) -> list[Json]:
        """What stands in the channel itself, as somebody sees it; in order of time."""
        shown = [each for each in self.messages if _is_on_top(each)]
        return self._with_whispers(shown, user, "")

    def thread(self, ts: str, user: str = "") -> list[Json]:
        """A message and what answers it, as somebody sees it; in order of time."""
        shown = [each for each in self.messages if ts in (each["ts"], each.get("thread_ts"))]
        return self._with_whispers(shown, user, ts)

    def replies(self, ts: str) -> int:
        """How many messages answer one."""
        return sum(each.get("thread_ts") == ts and each["ts"] != ts for each in self.messages)

    def _with_whispers(self, shown: list[Json], user: str, thread: str) -> list[Json]:
        own = [
            each
            for each in self.whispers
            if each["to"] == user and each.get("thread_ts", "") == thread
        ]
        return sorted([*shown, *own], key=lambda message: float(message["ts"]))


def _is_on_top(message: Json) -> bool:
    thread = message.get("thread_ts")
    return not thread or thread == message["ts"] or message.get("reply_broadcast") is True


class Workspace:
    """One team with a channel for each centre, and two people at each."""

    def __init__(self, clock: Clock) -> None:
        """Channels and people are there once somebody asks for them."""
        self._clock = clock
        self._count = 0
        self._latest = 0
        self.people = {BOT_USER: Person(id=BOT_USER, name="tram-bot", is_bot=True)}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, Payload] = {}
        self.homes: dict[str, Json] = {}
        self.modals: dict[str, Json] = {}
        """By person, the form that is open before them."""
        self._triggers: dict[str, str] = {}
        self._questions: dict[str, tuple[str, str]] = {}

    # Who and where

    def desk(self, centre: CentreId) -> Channel:
        """The channel of a centre, with its people."""
        name = centre.upper().replace("-", "")
        id = f"C0{name}"
        if id not in self.channels:
            people = [
                Person(id=self.person_at(centre, seat), name=f"Staff {seat.upper()}")
                for seat in SEATS
            ]
            self.people.update({each.id: each for each in people})
            members = frozenset({BOT_USER, *(each.id for each in people)})
            self.channels[id] = Channel(id=id, name=f"tram-{centre}", members=members)
        return self.channels[id]

    def person_at(self, centre: CentreId, seat: str) -> str:
        """The id of somebody at a centre."""
        return f"U0{centre.upper().replace('-', '')}{seat.upper()}"

    def direct(self, user: str) -> Channel:
        """Somebody's direct messages with the bot."""
        id = f"D0{user}"
        if id not in self.channels:
            members = frozenset({BOT_USER, user})
            self.channels[id] = Channel(id=id, name="tram-bot", members=members)
        return self.channels[id]

    # What is new

    def number(self) -> int:
        """One that was not given before."""
        self._count += 1
        return self._count

    def ts(self) -> str:
        """The time of a message: later than every one before."""
        now = int(self._clock.now().timestamp() * 1_000_000)
        self._latest = max(now, self._latest + 1)
        return f"{self._latest // 1_000_000}.{self._latest % 1_000_000:06d}"

    def bot_says(self, said: Json) -> Json:
        """A message of the bot's, not yet anywhere."""
        kept = ("text", "blocks", "thread_ts", "metadata", "reply_broadcast", "files")
        message = {key: said[key] for key in kept if said.get(key)}
        return {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": self.ts(), **message}

    def whisper(self, channel: Channel, user: str, said: Json) -> Json:
        """Something of the bot's that one person sees."""
        message = {**self.bot_says(said), "to": user}
        channel.whispers.append(message)
        return message

    def viewed(self, view: Json) -> Json:
        """A view as it is shown."""
        return {**view, "id": f"V{self.number()}"}

    # What holds once

    def trigger(self, user: str) -> str:
        """What allows one form to be opened before somebody."""
        id = f"{self.number()}.{TEAM}"
        self._triggers[id] = user
        return id

    def spend(self, trigger: str) -> str | None:
        """Whose trigger it was; None for one that is not, or was spent."""
        return self._triggers.pop(trigger, None)

    def response_address(self, channel: Channel, ts: str) -> str:
        """Where the bot takes back what it whispered."""
        id = str(self.number())
        self._questions[id] = (channel.id, ts)
        return f"{_RESPONSES}{id}"

    def take_back(self, address: str) -> None:
        """Delete the whisper that this address was given for."""
        channel, ts = self._questions.pop(address.removeprefix(_RESPONSES), ("", ""))
        if channel in self.channels:
            there = self.channels[channel]
            there.whispers = [each for each in there.whispers if each["ts"] != ts]

    # Files

    def keep(self, file: Payload) -> str:
        """Keep a file; returns its id."""
        id = f"F{self.number()}"
        self.files[id] = file
        return id

    def address_of(self, file: str) -> str:
        """Where a file is uploaded to and downloaded from."""
        return f"{_FILES}{file}"

    def file_at(self, address: str) -> str:
        """The id of the file that is kept at an address."""
        return address.removeprefix(_FILES)

    def described(self, id: str) -> Json:
        """https://docs.slack.dev/reference/objects/file-object"""
        file = self.files[id]
        return {
            "id": id,
            "name": file.name,
            "title": file.name,
            "mimetype": file.media_type,
            "size": len(file.data),
            "url_private_download": self.address_of(id),
        }
