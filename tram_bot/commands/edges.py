"""What `run` asks of a platform, in two steps: set up before anything is called, and plugged in
once the parts of the program are there."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from tram_bot.core.content import Content
from tram_bot.metrics import Metrics
from tram_bot.ports import Channel, Clock, LeadDesk, Store, TakeIn
from tram_bot.reach import Reach
from tram_bot.web.doors import Door

LOOK_AGAIN = 600.0
"""Seconds between two looks at how we stand with a platform. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an edge may use. `public_url`, without a slash at its end, is where the world reaches
    the doors; None: no port is listened on, and doors are of no use. `let_in` tells a door, by the
    name of its channel, whether there is room for what a company brings, and keeps its place while
    it is handled. `look_again` has delivery look at once for something to send; `tell` writes a
    line for the operator."""

    content: Callable[[], Content]
    store: Store
    take: TakeIn
    let_in: Callable[[str], AbstractContextManager[bool]]
    clock: Clock
    metrics: Metrics
    public_url: str | None
    look_again: Callable[[], None]
    tell: Callable[[str], None]


class Edge(Protocol):
    """A part that takes events in from a platform.

    `doors` are the addresses at which the platform brings them; none if they are fetched.
    """

    doors: Sequence[Door]

    async def begin(self) -> str:
        """Connect; returns the line that tells the operator how. While the platform is out of
        reach it says so, and `run` goes on trying. Raises SettingsError."""
        ...

    async def renewed(self) -> Sequence[str]:
        """Other content is served: have the platform show of it what it shows by itself, and look
        again at what the content says of the platform. Returns lines for the operator. Raises
        TryLater while the platform is out of reach."""
        ...

    async def run(self) -> None:
        """Take events in until `stop` is called, then end the turns that have begun. A door then
        answers 503. Raises SettingsError for what only the operator can mend."""
        ...

    def stop(self) -> None:
        """Take in no more."""
        ...


MakeDesk = Callable[[Callable[[], Content], Store], LeadDesk]
"""Makes the desk, given how to get at the content of the moment, and the store."""


class Platform(Protocol):
    """A platform that is set up. Nothing has been called yet.

    `channel` is where companies talk to us, `desk` where centres do; None for neither.
    """

    name: str
    reach: Reach
    channel: Channel | None
    desk: MakeDesk | None

    def plug_in(self, parts: Parts) -> Edge:
        """The edge that takes its events in."""
        ...
