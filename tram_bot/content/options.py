"""What may be chosen for a slot, wherever its choices come from."""

from dataclasses import dataclass

from tram_bot.content.files import VOCABULARIES
from tram_bot.content.index import Index
from tram_bot.content.shapes_catalogue import COUNTRIES
from tram_bot.content.shapes_intents import SlotShape
from tram_bot.content.sources import Sources
from tram_bot.core.questionnaire import SlotKind

CONSENT_OPTIONS = ("agree", "decline")
"""What can be answered to a request for consent; the code acts on these two."""


@dataclass(frozen=True, slots=True)
class Options:
    """The ids a slot's answer can have, and what one of them is called; None stands for any."""

    ids: frozenset[str] | None
    what: str


def options_of(slot: SlotShape, sources: Sources, index: Index) -> Options:
    """The options of a slot: its own, or those of the vocabulary or the list of countries."""
    match slot.kind:
        case SlotKind.CONSENT:
            return Options(frozenset(CONSENT_OPTIONS), "answer to a request for consent")
        case SlotKind.COUNTRY:
            return Options(_countries(sources), "country")
        case SlotKind.CONCEPT if slot.vocabulary in VOCABULARIES:
            kind = VOCABULARIES[slot.vocabulary]
            complete = index.ids[kind].complete
            return Options(frozenset(index.known(kind)) if complete else None, kind)
        case SlotKind.CONCEPT:
            return Options(None, "concept")
        case _:
            return Options(frozenset(slot.options), "option")


def _countries(sources: Sources) -> frozenset[str] | None:
    for folder in sources.centres:
        for language, _, shape in folder.fitting_words():
            if language == "en":
                return frozenset(COUNTRIES) | frozenset(shape.countries)
    return None
