"""Who may see what of a request: what was told in confidence is for the people who decide about it.

A slot is confidential, or personal, by what the questionnaire says of it. A company may release all
of it by its answer to how confidential it is.
"""

from collections.abc import Iterable
from enum import Enum

from tram_bot.core.answers import Answers, Chose
from tram_bot.core.conversation import Conversation, Run
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.left_runs import left_runs
from tram_bot.core.questionnaire import Question, Questionnaire
from tram_bot.core.scene import held_run

CONFIDENTIALITY = "confidentiality"
"""The slot whose answer says how much may be told to whom, if a questionnaire has one."""
OPEN = "open"
"""The answer by which nothing is confidential."""
NDA_FIRST = "nda_first"
"""The answer by which nothing is to be told before a non-disclosure agreement is signed."""


class Sight(Enum):
    """How much of a request is shown: all of it; all but what is confidential, as in a file that
    goes who knows where; or its outline, with nothing confidential or personal."""

    ALL = "all"
    WITHOUT_CONFIDENTIAL = "without_confidential"
    OUTLINE = "outline"


def sight_of(lead: Lead, *centres: CentreId) -> Sight:
    """What people of these centres may see. All of it, if they have the request or were called in
    to take it up."""
    decides = any(each == lead.centre or each in lead.escalated for each in centres)
    return Sight.ALL if decides or is_open(lead.answers) else Sight.OUTLINE


def is_held_back(lead: Lead, centre: CentreId) -> bool:
    """Whether what a centre is shown leaves out what is confidential or personal."""
    return sight_of(lead, centre) is Sight.OUTLINE


def exported(lead: Lead, *, confidential: bool) -> Sight:
    """What goes into a file; all of it only if that is wanted."""
    everything = confidential or is_open(lead.answers)
    return Sight.ALL if everything else Sight.WITHOUT_CONFIDENTIAL


def is_open(answers: Answers) -> bool:
    """Whether the company has said that nothing is confidential."""
    return OPEN in _chosen(answers)


def releases(slot: str, options: Iterable[str]) -> bool:
    """Whether a choice for a slot says that nothing is confidential."""
    return slot == CONFIDENTIALITY and OPEN in options


def wants_agreement(answers: Answers) -> bool:
    """Whether the company wants a non-disclosure agreement first."""
    return NDA_FIRST in _chosen(answers)


def asks_in_confidence(question: Question) -> bool:
    """Whether the answer to a question is confidential or personal."""
    return any(slot.confidential or slot.personal for slot in question.slots)


def runs_of(conversation: Conversation) -> tuple[Run, ...]:
    """Every filling of a questionnaire that a conversation knows of: the one that is open first,
    then those left for later, the latest first, then those that became leads."""
    left = reversed(left_runs(conversation))
    found = (held_run(conversation.phase), *left, *(note.run for note in conversation.leads))
    return tuple(run for run in found if run)


def told_in_confidence(run: Run, questionnaire: Questionnaire | None) -> frozenset[str]:
    """The events and messages that brought a confidential or personal answer, also one that was
    changed since; of a questionnaire that is no longer in use, all."""
    slots = questionnaire.slots() if questionnaire else ()
    free = {slot.id for slot in slots if not (slot.confidential or slot.personal)}
    return frozenset(
        source
        for answers in (run.answers, *(snapshot.answers for snapshot in run.history))
        for slot, answer in answers.items()
        if slot not in free
        for source in (answer.event, *answer.messages)
    )


def _chosen(answers: Answers) -> tuple[str, ...]:
    answer = answers.get(CONFIDENTIALITY)
    return answer.value.options if answer and isinstance(answer.value, Chose) else ()
