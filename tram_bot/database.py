"""Which database keeps everything: a file of this machine, or a server many programs share."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """The address of a PostgreSQL database. It holds a password and shows none when printed.

    >>> str(DatabaseUrl("postgresql://tram:secret@db.example.org:5432/leads"))
    'db.example.org/leads'
    """

    url: str = field(repr=False)

    def __str__(self) -> str:
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return "at DATABASE_URL"
        return f"{parts.hostname or 'this machine'}/{parts.path.lstrip('/') or 'postgres'}"


Database = Path | DatabaseUrl
