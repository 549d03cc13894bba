"""Which database keeps everything: a file of this machine, or a server many programs share."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

DEFAULT_FILE = Path("tram-bot.sqlite3")
"""Where everything is kept unless the operator says otherwise."""


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """The address of a PostgreSQL database. It holds a password and shows none when printed.

    >>> str(DatabaseUrl("postgresql://tram:secret@db.example.org:5432/leads"))
    'db.example.org/leads'
    >>> str(DatabaseUrl("postgresql://tram:s3cr/et@db.example.org/leads"))
    'at DATABASE_URL'
    """

    url: str = field(repr=False)

    def __str__(self) -> str:
        try:
            parts = urlsplit(self.url)
            readable = parts.port is None or parts.port > 0
        except ValueError:
            readable = False
        # A password with a slash in it, not written as %2F, seems to be part of the path.
        if not readable or "@" in parts.path:
            return "at DATABASE_URL"
        return f"{parts.hostname or 'this machine'}/{parts.path.lstrip('/') or 'postgres'}"


Database = Path | DatabaseUrl


def of_tries(database: Database) -> Path:
    """The file in which talks in the terminal are kept, beside the database of everybody else's:
    a try must not reach a centre, nor what waits for others come out in a terminal.

    >>> of_tries(Path("data/tram-bot.sqlite3")).as_posix()
    'data/tram-bot-chat.sqlite3'
    >>> of_tries(DatabaseUrl("postgresql://db.example.org/leads")).as_posix()
    'tram-bot-chat.sqlite3'
    """
    beside = database if isinstance(database, Path) else DEFAULT_FILE
    return beside.with_stem(f"{beside.stem}-chat")


def told_of_tries(database: Database) -> str:
    """A line for whoever finds nothing in the database and may have talked in the terminal only;
    empty if nobody has."""
    tries = of_tries(database)
    if not tries.exists():
        return ""
    return f"What was tried with 'tram-bot chat' is in {tries}; let TRAM_BOT_DATABASE name that."
