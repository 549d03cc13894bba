"""A lead as files that staff can take with them."""

import json

from tram_bot.core.content import Content
from tram_bot.core.lead import Lead
from tram_bot.core.lead_export import table, whole_lead
from tram_bot.outgoing import Payload


def exported(content: Content, lead: Lead, *, confidential: bool) -> tuple[Payload, ...]:
    """The lead as a table and as JSON; `confidential`: also what was told in confidence."""
    fields = whole_lead(content, lead, confidential=confidential)
    whole = json.dumps(fields, ensure_ascii=False, indent=2, default=str)
    return (
        Payload(
            name=f"{lead.reference}.csv",
            media_type="text/csv",
            data=table(content, [lead], confidential=confidential).encode("utf-8-sig"),
        ),
        Payload(name=f"{lead.reference}.json", media_type="application/json", data=whole.encode()),
    )
