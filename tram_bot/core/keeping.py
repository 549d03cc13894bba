"""How long what is kept."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """For each kind of data, how long it is kept. Ours, and the operator's to change.

    Conversations, with everything about them, are kept from the last time a person did something
    in them: `talks` those that have led to no request, `closed` those whose requests are all
    closed, `open_leads` those of which one still waits for somebody. `events` are the ids by
    which a message that a platform brings twice is known, so longer than any platform does that.
    `deliveries` is what is known of messages that were sent, or given up, and what those said;
    `misheard` are messages that were not understood, which go with their conversation at the
    latest. A blocked sender is blocked for `closed`.
    """

    talks: timedelta = timedelta(days=90)
    closed: timedelta = timedelta(days=730)
    open_leads: timedelta = timedelta(days=730)
    events: timedelta = timedelta(days=30)
    deliveries: timedelta = timedelta(days=30)
    misheard: timedelta = timedelta(days=90)
