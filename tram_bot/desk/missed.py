"""What could not be delivered, in words for the lead partner's desk: what each was, for whom and
why, and nothing that anybody wrote."""

from collections.abc import Sequence

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.present import centre_name
from tram_bot.desk.words import Words
from tram_bot.ports import Undelivered

_NAMED = 20
"""Rows that are named; the others are counted. Ours: what somebody reads to the end."""


def spoken(content: Content, rows: Sequence[Undelivered], centre: CentreId = LEAD_DESK) -> str:
    """A line for each row below a heading, and how to send them again."""
    say = Words(content, centre)
    lines = [_line(content, say, row) for row in rows[:_NAMED]]
    if len(rows) > _NAMED:
        lines.append(say("missed_more", count=str(len(rows) - _NAMED)))
    return "\n".join((say("missed_title", count=str(len(rows))), *lines, say("missed_how")))


def _line(content: Content, say: Words, row: Undelivered) -> str:
    whom = centre_name(content, say.language, row.centre) if row.centre else say("missed_company")
    return say(
        "missed_line",
        id=str(row.id),
        reference=row.reference or say("missed_no_request"),
        what=say(f"missed_{row.kind}"),
        whom=whom,
        why=row.reason,
    )
