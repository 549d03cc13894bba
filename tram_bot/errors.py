"""Whose fault it is.

TramBotError
├── ContentError    the admin's: a file under intents/ or facility_catalogue/ is wrong
├── SettingsError   the operator's: the environment, the database, a file that cannot be written
│   └── DatabaseInUse       by another tram-bot
├── Refused         ours: the database does not take what we wrote (`store/postgres_faults.py`)
├── TooBusy         nobody's: more comes in at once than we can take
└── ChannelError    the network's: a platform did not take a message
    ├── TryLater        it will, after a pause
    │   └── DeskUnreachable   once somebody has mended the centre's channel
    └── Undeliverable   it never will
        └── PersonGone        nor will anything else to this person

Anything else that is raised is our own mistake: the log tells where, without a word of anybody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace


class TramBotError(Exception):
    """Something a person outside this code base can mend; its text tells them how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in the content: where (1-based line and column), what, and what to do.

    `why` says what comes of it, where that does not go without saying.
    """

    file: str
    line: int
    column: int
    what: str
    mend: str
    severity: str = "error"
    """`error` stops the content from being used, `warning` does not."""
    why: str = ""

    def because(self, why: str) -> "Problem":
        """The same problem, with what comes of it."""
        return replace(self, why=why)

    @property
    def said(self) -> str:
        """All of it but the place."""
        matters = f" ({self.why})" if self.why else ""
        return f"{self.what}{matters}; {self.mend}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.said}"


class ContentError(TramBotError):
    """The content cannot be used. `problems` holds every one that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class SettingsError(TramBotError):
    """The operator has to change something outside the content."""


class DatabaseInUse(SettingsError):  # noqa: N818 - it is a state of the file
    """Another tram-bot writes to it at the moment."""


class TooBusy(TramBotError):  # noqa: N818 - said of us
    """More waits for its turn than we can take. Nothing of this event was kept: the platform has
    to bring it again."""


class ChannelError(TramBotError):
    """A platform did not take a message. `shown` is the receipt of a part that stands at a desk all
    the same: it is to be taken off again with all else."""

    def __init__(self, reason: str, *, shown: str = "") -> None:
        self.shown = shown
        super().__init__(reason)


class TryLater(ChannelError):  # noqa: N818 - it is a request, not a failure
    """The platform asks for a pause of `after` seconds, or is out of reach for who knows how
    long: None leaves the pause to delivery, which makes it longer each time. Once a part of the
    message was shown it is `begun`, and only the channel that showed it can go on with the rest."""

    def __init__(self, reason: str, after: float | None = None, *, shown: str = "") -> None:
        self.after = after
        self.begun = False
        super().__init__(reason, shown=shown)


class Undeliverable(ChannelError):  # noqa: N818 - said of the message
    """The message can never be delivered: it is too long, its file is gone."""


class PersonGone(Undeliverable):
    """Nothing can be delivered to this person any more: they blocked the bot, the chat is gone."""


class DeskUnreachable(TryLater):
    """Nothing can be shown to a centre until somebody mends its channel."""
