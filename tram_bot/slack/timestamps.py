"""Slack's times, which are the ids of its messages, too."""

from datetime import UTC, datetime


def moment(ts: str) -> datetime:
    """The time that a message's id, or an action's time stamp, tells.

    >>> moment("1767607200.000100").isoformat()
    '2026-01-05T10:00:00.000100+00:00'
    """
    seconds, _, micros = ts.partition(".")
    whole = datetime.fromtimestamp(int(seconds), UTC)
    return whole.replace(microsecond=int((micros + "000000")[:6]))
