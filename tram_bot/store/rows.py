"""Values as they stand in a column, and back."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 text in UTC with microseconds, so that text sorts as time does.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be kept")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def unstamp(text: str) -> datetime:
    """The moment a stamp was made of, in UTC."""
    return datetime.fromisoformat(text)


def month_of(moment: datetime) -> str:
    """The month of a moment by its own clock, so that text sorts as time does.

    >>> month_of(datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    '2026-03'
    """
    return f"{moment:%Y-%m}"


def whole(text: str) -> str:
    """The text with U+FFFD in place of every half of a surrogate pair, and of every NUL.

    A platform may cut an emoji in two at a length limit; UTF-8 has no form for a half, and a
    column of PostgreSQL takes no NUL.
    """
    return (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    )
