"""Techniques, concepts, facilities and centres as the values of the core."""

from collections.abc import Mapping
from functools import cache
from sys import intern

from babel import Locale, UnknownLocaleError

from tram_bot.content.shapes_catalogue import (
    CentreWordsShape,
    ConceptShape,
    ConceptWordsShape,
    EnquiryShape,
    FacilityShape,
    FacilityWordsShape,
    TechniqueWordsShape,
    hours_of,
)
from tram_bot.content.sources import Sources
from tram_bot.content.translated import ENGLISH, in_each_language
from tram_bot.core.catalogue import (
    Catalogue,
    Centre,
    CentreWords,
    Concept,
    ConceptWords,
    Constraint,
    Enquiry,
    Facility,
    FacilityWords,
    Technique,
    TechniqueWords,
    Words,
)
from tram_bot.core.identifiers import CentreId, Country, Language
from tram_bot.core.quantities import bound_of
from tram_bot.core.texts import packed

_LETTERS_OF_A_COUNTRY = 2
"""Longer codes are those of continents and the like."""


def catalogue_of(sources: Sources) -> Catalogue:
    """Everything under `facility_catalogue/`."""
    return Catalogue(
        techniques=_techniques(sources),
        concepts=_concepts(sources),
        facilities=_facilities(sources),
        centres=_centres(sources),
        countries=_countries(sources),
        world={language: _world(language) for language in _countries(sources).by_language},
        enquiries=_enquiries(sources),
    )


def _techniques(sources: Sources) -> dict[str, Technique]:
    techniques: dict[str, Technique] = {}
    for folder in sources.techniques:
        words = [(language, shape.techniques) for language, _, shape in folder.fitting_words()]
        for _, structure in folder.fitting():
            for id, shape in structure.techniques.items():
                techniques[id] = Technique(
                    id=id,
                    sample=shape.sample,
                    effort=shape.effort,
                    materials=shape.materials,
                    words=in_each_language(words, id, _technique_words),
                )
    return techniques


def _technique_words(shape: TechniqueWordsShape) -> TechniqueWords:
    return TechniqueWords(
        name=shape.name,
        aliases=shape.aliases,
        tells=shape.tells,
        cannot=shape.cannot,
        problems=packed(shape.problems),
    )


def _concepts(sources: Sources) -> dict[tuple[str, str], Concept]:
    concepts: dict[tuple[str, str], Concept] = {}
    for folder in sources.vocabulary:
        kind = folder.name.rpartition("/")[2]
        words = [(language, shape.concepts) for language, _, shape in folder.fitting_words()]
        for _, structure in folder.fitting():
            for id, shape in structure.concepts.items():
                concepts[kind, id] = Concept(
                    id=id,
                    kind=kind,
                    techniques=shape.techniques,
                    broader=shape.broader,
                    by_material=shape.by_material,
                    constraint=_constraint(shape),
                    words=in_each_language(words, id, _concept_words),
                )
    return concepts


def _constraint(shape: ConceptShape) -> Constraint | None:
    if not shape.demand:
        return None
    return Constraint(
        demand=shape.demand,
        sample=shape.sample,
        met_by=frozenset(shape.met_by),
        not_met_by=frozenset(shape.not_met_by),
        measured=tuple(bound_of(each) for each in shape.measured),
        materials=shape.materials,
    )


def _concept_words(shape: ConceptWordsShape) -> ConceptWords:
    return ConceptWords(label=shape.label, terms=packed(shape.terms))


def _facilities(sources: Sources) -> dict[str, Facility]:
    facilities: dict[str, Facility] = {}
    for folder in sources.facilities:
        words = [(language, shape.facilities) for language, _, shape in folder.fitting_words()]
        for _, structure in folder.fitting():
            for shape in structure.facilities:
                facilities[shape.id] = _facility(
                    shape, structure.country, in_each_language(words, shape.id, _facility_words)
                )
    return facilities


def _facility(shape: FacilityShape, country: Country, words: Words[FacilityWords]) -> Facility:
    return Facility(
        id=shape.id,
        name=shape.name,
        operator=shape.operator,
        country=country,
        city=shape.city,
        homepage=shape.homepage,
        kind=shape.kind,
        techniques=shape.techniques,
        unconfirmed=shape.unconfirmed,
        materials=shape.materials,
        sectors=shape.sectors,
        meets=shape.meets,
        not_for=shape.not_for,
        access=shape.access,
        status=shape.status,
        sources=shape.sources,
        words=words,
    )


def _facility_words(shape: FacilityWordsShape) -> FacilityWords:
    return FacilityWords(tells=shape.tells, access=shape.access, note=shape.note)


def _centres(sources: Sources) -> dict[CentreId, Centre]:
    centres: dict[CentreId, Centre] = {}
    for folder in sources.centres:
        words = [(language, shape.centres) for language, _, shape in folder.fitting_words()]
        for _, structure in folder.fitting():
            for id, shape in structure.centres.items():
                centre = CentreId(id)
                escalates_to = CentreId(shape.escalates_to) if shape.escalates_to else None
                centres[centre] = Centre(
                    id=centre,
                    country=shape.country,
                    host=shape.host,
                    city=shape.city,
                    time_zone=shape.time_zone,
                    periods=hours_of(shape.hours),
                    holidays=shape.holidays or shape.country or "",
                    languages=shape.languages,
                    answers_within=shape.answers_within,
                    claim_within=shape.claim_within,
                    escalate_after=shape.escalate_after,
                    release_after=shape.release_after,
                    slack_channel=shape.slack_channel,
                    escalates_to=escalates_to,
                    words=in_each_language(words, id, _centre_words),
                )
    return centres


def _centre_words(shape: CentreWordsShape) -> CentreWords:
    return CentreWords(name=shape.name)


def _countries(sources: Sources) -> Words[Mapping[Country, str]]:
    by_language: dict[Language, Mapping[Country, str]] = {
        language: shape.countries
        for folder in sources.centres
        for language, _, shape in folder.fitting_words()
    }
    english = by_language.get(ENGLISH, {})
    return Words(
        {language: {**english, **names} for language, names in by_language.items()},
        falls_back_to=ENGLISH,
    )


@cache
def _world(language: Language) -> Mapping[Country, str]:
    """What the countries of the world are called in a language; none if it is not known."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: name for code, name in territories.items() if len(code) == _LETTERS_OF_A_COUNTRY}


def _enquiries(sources: Sources) -> dict[Language, tuple[Enquiry, ...]]:
    by_language: dict[Language, tuple[Enquiry, ...]] = {}
    for language, _, shape in sources.fitting_enquiries():
        read = (Enquiry(need=each.need, techniques=_wanted(each)) for each in shape.enquiries)
        by_language[language] = (*by_language.get(language, ()), *read)
    return by_language


def _wanted(shape: EnquiryShape) -> Mapping[str, int]:
    # Thousands of enquiries name the same few techniques.
    return {intern(id): weight for id, weight in shape.techniques.items()}
