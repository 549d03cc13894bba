"""What a centre that is only informed may see of a request."""

from tram_bot.core.answers import Chose
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead, Role

CONFIDENTIALITY = "confidentiality"
"""The slot whose answer says how much may be told to whom, if a questionnaire has one."""
NDA_FIRST = "nda_first"
"""The answer by which nothing is to be told before a non-disclosure agreement is signed."""


def is_held_back(lead: Lead, centre: CentreId) -> bool:
    """Whether a centre's copy leaves out what is confidential: the company wants an agreement
    first, and that is made with the centre that has the request."""
    answer = lead.answers.get(CONFIDENTIALITY)
    chosen = answer.value.options if answer and isinstance(answer.value, Chose) else ()
    return NDA_FIRST in chosen and lead.role_of(centre) is Role.COPY
