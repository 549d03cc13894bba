"""What a look over all rows tells: signs by which a company is known again, and numbers."""

from collections.abc import Sequence
from datetime import datetime

from tram_bot.core.conversation import Asking, Conversation, Idle, Reviewing
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.core.lead import Lead, Step
from tram_bot.ports import LeadSign, LeadTally, LeftTalk
from tram_bot.store import codec, erased
from tram_bot.store.rows import stamp, unstamp, whole
from tram_bot.store.sql import Connection

_MOST_COMPARED = 20_000
"""Leads whose company's name is compared with a new one's. Ours: some tens of milliseconds."""


def companies(connection: Connection, like: Lead, since: datetime) -> Sequence[LeadSign]:
    """What the leads sent since then can be known by that may be of the same company as this
    one, newest first."""
    rows = connection.execute(
        "SELECT id, reference, conversation, company, email_domain, country, submitted_at"
        " FROM leads WHERE submitted_at >= ? AND (conversation = ?"
        " OR (email_domain = ? AND email_domain != '')"
        " OR (coalesce(country, '') = ? AND company != ''))"
        " ORDER BY submitted_at DESC, rowid DESC LIMIT ?",
        (
            stamp(since),
            like.conversation,
            whole(like.email_domain),
            like.country or "",
            _MOST_COMPARED,
        ),
    )
    return [
        LeadSign(
            id=LeadId(id),
            reference=reference,
            conversation=ConversationId(conversation),
            company=company,
            email_domain=domain,
            country=country,
            submitted_at=unstamp(submitted_at),
        )
        for id, reference, conversation, company, domain, country, submitted_at in rows
    ]


def tally(connection: Connection, centres: Sequence[CentreId], since: datetime) -> LeadTally:
    """How many leads came in since then at these centres, and what became of them."""
    rows = connection.execute(
        f"SELECT coalesce(outcome, ''), {_CLAIMED}, count(*) FROM leads"  # noqa: S608 - ours
        f" WHERE submitted_at >= ? AND centre IN ({', '.join('?' * len(centres))})"
        " GROUP BY 1, 2 ORDER BY 1",
        (*_BY_STEP, stamp(since), *centres),
    ).fetchall()
    outcomes: dict[str, int] = {}
    for outcome, _, count in rows:
        if outcome:
            outcomes[outcome] = outcomes.get(outcome, 0) + count
    return LeadTally(
        came=sum(count for *_, count in rows),
        claimed=sum(count for _, claimed, count in rows if claimed),
        outcomes=tuple(outcomes.items()),
        erased=erased.at(connection, centres, since),
    )


# Whoever claimed it may have it no longer, but it is in its history. Only a lead that nobody has is
# looked through: that takes some twenty microseconds.
_CLAIMED = "CASE WHEN owner != '' THEN 1 WHEN document LIKE ? OR document LIKE ? THEN 1 ELSE 0 END"
_BY_STEP = tuple(f'%"step":"{step}"%' for step in (Step.CLAIM, Step.REOPEN))
"""No text has these words in it: within one the marks are escaped."""


def left_talks(connection: Connection, since: datetime, until: datetime) -> Sequence[LeftTalk]:
    """Where the questionnaire stands of those who were heard last in that time."""
    rows = connection.execute(
        "SELECT document FROM conversations WHERE heard_at >= ? AND heard_at < ? ORDER BY id",
        (stamp(since), stamp(until)),
    )
    talks = (codec.conversations().load(document) for (document,) in rows.fetchall())
    return [left for talk in talks if (left := _left(talk))]


def _left(talk: Conversation) -> LeftTalk | None:
    match talk.phase:
        case Asking(run=run, question=question):
            return LeftTalk(
                questionnaire=run.questionnaire, question=question, language=talk.language
            )
        case Reviewing(run=run):
            return LeftTalk(questionnaire=run.questionnaire, question="", language=talk.language)
        case Idle() if talk.aside:
            run = talk.aside
            # What was put last was open, unless it was answered.
            last = run.asked[-1] if run.asked else ""
            return LeftTalk(
                questionnaire=run.questionnaire,
                question="" if last == run.latest else last,
                language=talk.language,
            )
        case _:
            return None
