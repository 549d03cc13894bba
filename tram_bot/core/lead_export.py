"""Leads for somebody's own files: a table for a spreadsheet, or everything for a program."""

import csv
import io
from collections.abc import Sequence

from tram_bot.core.confidentiality import Sight, exported
from tram_bot.core.content import Content
from tram_bot.core.formulas import harmless
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import lead_card


def table(content: Content, leads: Sequence[Lead], *, confidential: bool) -> str:
    """The leads as CSV, one a line; what was told in confidence only if that is wanted."""
    rows = [_flat(content, lead, exported(lead, confidential=confidential)) for lead in leads]
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(COLUMNS)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writerow({name: harmless(name) for name in names})
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


COLUMNS = (
    "reference",
    "submitted_at",
    "state",
    "centre",
    "country",
    "language",
    "partial",
    "owner",
    "outcome",
)


def overview(lead: Lead) -> dict[str, str | bool | None]:
    """What tells one lead from another at a glance."""
    return {
        "reference": lead.reference,
        "submitted_at": lead.submitted_at.isoformat(),
        "state": lead.state.value,
        "centre": lead.centre,
        "country": lead.country,
        "language": lead.language,
        "partial": lead.partial,
        "owner": lead.owner,
        "outcome": lead.outcome.value if lead.outcome else None,
    }


def _flat(content: Content, lead: Lead, sight: Sight) -> dict[str, str]:
    card = lead_card(content, lead, lead.centre, sight)
    row = {name: "" if value is None else str(value) for name, value in overview(lead).items()}
    row["problem"] = card.problem
    row.update({line.label: line.value for line in card.answers})
    row["facilities"] = "; ".join(line.name for line in card.facilities)
    row["open"] = "; ".join(card.open_questions)
    return row


def whole_lead(content: Content, lead: Lead, *, confidential: bool) -> dict[str, object]:
    """Everything about a lead, for a program to read; what was told in confidence only if that is
    wanted."""
    sight = exported(lead, confidential=confidential)
    card = lead_card(content, lead, lead.centre, sight)
    whole = sight is Sight.ALL
    return {
        **overview(lead),
        "copies": list(lead.copies),
        "wants_person": lead.wants_person,
        "problem": card.problem,
        "answers": [
            {"label": line.label, "value": line.value, "how": line.how} for line in card.answers
        ],
        "techniques": [
            {"id": each.technique, "score": round(each.score, 4)} for each in lead.techniques
        ],
        "facilities": [
            {
                "id": each.facility,
                "score": round(each.score, 4),
                "techniques": list(each.techniques),
                "words": [reason.words for reason in each.because] if whole else [],
            }
            for each in lead.facilities
        ],
        "unrecognised": list(card.unrecognised),
        "open_questions": list(card.open_questions),
        "consent": {
            "text_version": lead.consent.text_version,
            "language": lead.consent.language,
            "at": lead.consent.at.isoformat(),
        },
        "files": list(card.files),
        "history": [
            {
                "at": each.at.isoformat(),
                "who": each.who,
                "step": each.step,
                "detail": each.detail if whole else "",
            }
            for each in lead.history
        ],
    }
