"""Leads that may be of the same company: by the domain of its e-mail, or a name alike."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from tram_bot.core.lead import Lead
from tram_bot.core.lookalikes import looks_like
from tram_bot.matching.mail_domains import SHARED
from tram_bot.ports import LeadSign

_ALIKE = 85.0
"""Likeness of two whole names, of 100, from which on their words are compared. Ours."""
_WORD_ALIKE = 90.0
"""Likeness of two words at the same place from which on they are one word, misspelt. Ours:
*Coating* and *Coatings* are, *Coatings* and *Castings* are not."""
_MOST = 5
_FORMS = re.compile(
    r"\b(oy|oyj|ab|as|aps|a/s|gmbh|ag|kg|ug|e\.?k|ohg|sia|uab|ou|oü|tmi|sp\.? ?z ?o\.?o|s\.?a|ltd"
    r"|inc|mb|ik|zs|ivs|k/s|hb)\b\.?",
    re.IGNORECASE,
)
"""Legal forms, which tell nothing about who it is."""


def duplicates(lead: Lead, others: Sequence[LeadSign]) -> tuple[LeadSign, ...]:
    """The other leads that may be of the same company, the newest first, a few at most."""
    return alike(lead, others)[:_MOST]


def alike(lead: Lead, others: Sequence[LeadSign]) -> tuple[LeadSign, ...]:
    """All other leads that may be of the same company, the newest first. Whichever of two is asked
    about, the other is found."""
    known = [each for each in others if each.id != lead.id]
    same = {each.id for each in known if _same_domain(lead.email_domain, each.email_domain)}
    same |= {each.id for each in known if each.conversation == lead.conversation}
    name = _bare(lead.company)
    if name:
        at_home = [each for each in known if each.company and each.country == lead.country]
        names = [_bare(each.company) for each in at_home]
        near = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        same |= {at_home[index].id for other, _, index in near if _is_alike(name, other)}
    return tuple(each for each in known if each.id in same)


def _same_domain(one: str, other: str) -> bool:
    alike = looks_like(one) == looks_like(other)
    return bool(one) and alike and one not in SHARED


def _is_alike(one: str, other: str) -> bool:
    """Whether two names are one, but for slips within their words."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return one.replace(" ", "") == other.replace(" ", "")
    pairs = zip(words, others, strict=True)
    return all(fuzz.ratio(word, same) >= _WORD_ALIKE for word, same in pairs)


def _bare(company: str) -> str:
    """A company's name without its legal form, case and marks, in the letters it looks like."""
    name: str = utils.default_process(_FORMS.sub(" ", looks_like(company)))
    return " ".join(name.split())
