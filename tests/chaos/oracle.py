"""What must be there in the end, whatever happened in between."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.world import Centre, Company
from tests.emulators.slack.reading import shown
from tram_bot.core.lead import Lead
from tram_bot.store.sqlite import open_sqlite


@dataclass
class Verdict:
    """What was found: each fault in words."""

    leads: int = 0
    cards: int = 0
    relayed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The verdict in one line."""
        return (
            f"lost {len(self.lost)}, doubled {len(self.doubled)}, "
            f"out of order {len(self.out_of_order)}"
        )


async def judge(database: Path, companies: Sequence[Company], centre: Centre) -> Verdict:
    """Compare what is kept and shown with what people did."""
    store = await open_sqlite(database, read_only=True)
    leads = list(await store.leads())
    await store.close()
    verdict = Verdict(leads=len(leads))
    cards = Counter(
        message["metadata"]["event_payload"]["lead"]
        for message in centre.channel.messages
        if "metadata" in message
    )
    verdict.cards = sum(cards.values())
    for company in companies:
        own = [lead for lead in leads if lead.conversation == f"telegram:{company.person.id}"]
        if not own:
            verdict.lost.append(f"the lead of company {company.number}")
            continue
        if len(own) > 1:
            verdict.doubled.append(f"the lead of company {company.number}")
        _judge_lead(verdict, company, own[0], cards[own[0].id])
        _judge_words(verdict, company, own[0], centre)
    return verdict


def _judge_lead(verdict: Verdict, company: Company, lead: Lead, cards: int) -> None:
    if cards < 1:
        verdict.lost.append(f"the card of {lead.reference}")
    if cards > 1:
        verdict.doubled.append(f"the card of {lead.reference}")
    said = {answer.raw for answer in lead.answers.values()}
    for words in ("confidential", "nothing yet"):
        if words not in said:
            verdict.lost.append(f"the answer '{words}' of {lead.reference}")
    if (lead.company, lead.email_domain) != (company.name, company.email.partition("@")[2]):
        verdict.lost.append(f"the company of {lead.reference}")


def _judge_words(verdict: Verdict, company: Company, lead: Lead, centre: Centre) -> None:
    handled = Counter(line.detail for line in lead.history if line.step == "relay")
    thread = next(
        message["ts"]
        for message in centre.channel.messages
        if message.get("metadata", {}).get("event_payload", {}).get("lead") == lead.id
    )
    told = [shown(message) for message in centre.channel.thread(thread)]
    firsts = []
    for words in company.said:
        if handled[words] > 1:
            verdict.doubled.append(f"'{words}' was handled {handled[words]} times")
        at = next((n for n, text in enumerate(told) if words in text), None)
        if at is None or not handled[words]:
            verdict.lost.append(f"'{words}' of {lead.reference}")
        else:
            firsts.append(at)
            verdict.relayed += 1
    if firsts != sorted(firsts):
        verdict.out_of_order.append(f"the words of {lead.reference}")
    hello = f"hello {company.number}."
    if not any(hello in m.get("text", "") for m in company.person.chat.shown()):
        verdict.lost.append(f"'{hello}'")
