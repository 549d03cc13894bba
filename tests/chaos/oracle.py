"""What must be there in the end, whatever happened in between."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.chaos.centres import Centre, is_passed_on
from tests.chaos.companies import Company, Story
from tests.emulators.slack.reading import shown
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.lead import Lead
from tram_bot.ports import Store


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

    def once(self, what: str, count: int) -> None:
        """It has to be there, and not twice."""
        if count < 1:
            self.lost.append(what)
        elif count > 1:
            self.doubled.append(f"{what}, {count} times")


async def judge(store: Store, companies: Sequence[Company], centres: Sequence[Centre]) -> Verdict:
    """Compare what is kept and shown with what people did."""
    leads = list(await store.leads())
    verdict = Verdict(leads=len(leads))
    cards = Counter(
        (str(told["lead"]), str(told["centre"]))
        for centre in centres
        for card in centre.cards()
        if (told := card["metadata"]["event_payload"])
    )
    verdict.cards = sum(cards.values())
    for company in companies:
        own = [lead for lead in leads if lead.conversation == company.conversation]
        if company.story is Story.HAS_ALL_ERASED:
            _judge_erased(verdict, company, own, centres)
            continue
        verdict.once(f"the request of company {company.number}", len(own))
        for lead in own:
            for centre in centres:
                if centre.id in lead.desks:
                    what = f"the card of {lead.reference} at {centre.id}"
                    verdict.once(what, cards.pop((lead.id, centre.id), 0))
            _judge_answers(verdict, company, lead)
            _judge_steps(verdict, company, lead)
            _judge_words(verdict, company, lead, centres)
    for (lead_id, at), count in cards.items():
        verdict.doubled.extend([f"a card of {lead_id} at {at} that nobody should have"] * count)
    references = Counter(lead.reference for lead in leads)
    verdict.doubled.extend(f"the number {each}" for each, n in references.items() if n > 1)
    return verdict


def _judge_erased(
    verdict: Verdict, company: Company, own: Sequence[Lead], centres: Sequence[Centre]
) -> None:
    """Nothing of it is left, and nothing has come back."""
    verdict.doubled.extend(f"{lead.reference}, which was erased" for lead in own)
    told = [shown(m) for centre in centres for m in centre.channel.messages if m.get("bot_id")]
    if any(company.name in text for text in told):
        verdict.doubled.append(f"the card of company {company.number}, which was erased")


def _judge_answers(verdict: Verdict, company: Company, lead: Lead) -> None:
    for slot, value in company.answers.items():
        kept = lead.answers.get(slot)
        if kept is None or kept.value != value:
            verdict.lost.append(f"the answer '{slot}' of {lead.reference}: {kept}")
    if lead.partial != (company.story is Story.FALLS_SILENT):
        verdict.lost.append(f"whether {lead.reference} is whole")


def _judge_steps(verdict: Verdict, company: Company, lead: Lead) -> None:
    """Whatever was done with it was done once."""
    done = Counter(line.step for line in lead.history)
    expected = {"submit": 1, "claim": 1, "close": 1}
    if company.story is Story.FALLS_SILENT:
        expected = {"submit": 1, "escalate": 1}
    elif is_passed_on(company.number):
        expected = {"submit": 1, "claim": 2, "pass_on": 1, "close": 1}
    for step, times in expected.items():
        if done[step] < times:
            verdict.lost.append(f"the step '{step}' of {lead.reference}")
        if done[step] > times:
            verdict.doubled.append(f"the step '{step}' of {lead.reference}, {done[step]} times")
    if lead.escalated != ((LEAD_DESK,) if company.story is Story.FALLS_SILENT else ()):
        verdict.doubled.append(f"the desks called in for {lead.reference}: {lead.escalated}")


def _judge_words(verdict: Verdict, company: Company, lead: Lead, centres: Sequence[Centre]) -> None:
    """Handled once each; shown at least once, and in the order in which they were written."""
    handled = Counter(line.detail for line in lead.history if line.step in ("relay", "reply"))
    hellos = [c.greeted[company.number] for c in centres if company.number in c.greeted]
    for words in (*company.said, *hellos):
        verdict.once(f"'{words}' of {lead.reference} in its history", handled[words])
    here = next(centre for centre in centres if centre.id == "pl")
    there = here.words_of(company)
    verdict.relayed += len(there)
    verdict.lost.extend(
        f"'{w}' of {lead.reference} at the desk" for w in company.said if w not in there
    )
    if [word for word in company.said if word in there] != there:
        verdict.out_of_order.append(f"the words of {lead.reference}: {there}")
    told = [each for text in company.heard() for each in hellos if each in text]
    heard = list(dict.fromkeys(told))
    missing = [each for each in hellos if each not in heard]
    verdict.lost.extend(f"'{each}' to company {company.number}" for each in missing)
    if [each for each in hellos if each in heard] != heard:
        verdict.out_of_order.append(f"what company {company.number} heard: {heard}")
