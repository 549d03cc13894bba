"""Which shape a file of each role has."""

from collections.abc import Mapping
from types import MappingProxyType

from tram_bot.content.files import Role
from tram_bot.content.shapes import Shape
from tram_bot.content.shapes_catalogue import (
    CentresFile,
    CentreWordsFile,
    ConceptsFile,
    ConceptWordsFile,
    EnquiriesFile,
    FacilitiesFile,
    FacilityWordsFile,
    TechniquesFile,
    TechniqueWordsFile,
)
from tram_bot.content.shapes_intents import (
    IntentsFile,
    IntentWordsFile,
    LanguagesFile,
    PhrasesFile,
    QuestionnaireFile,
)

ROLES: Mapping[type[Shape], Role] = MappingProxyType(
    {
        LanguagesFile: Role.LANGUAGES,
        PhrasesFile: Role.PHRASES,
        IntentsFile: Role.INTENTS,
        IntentWordsFile: Role.INTENT_WORDS,
        QuestionnaireFile: Role.QUESTIONNAIRE,
        CentresFile: Role.CENTRES,
        CentreWordsFile: Role.CENTRE_WORDS,
        TechniquesFile: Role.TECHNIQUES,
        TechniqueWordsFile: Role.TECHNIQUE_WORDS,
        ConceptsFile: Role.CONCEPTS,
        ConceptWordsFile: Role.CONCEPT_WORDS,
        FacilitiesFile: Role.FACILITIES,
        FacilityWordsFile: Role.FACILITY_WORDS,
        EnquiriesFile: Role.ENQUIRIES,
    }
)

SHAPES: Mapping[Role, type[Shape]] = MappingProxyType(
    {role: shape for shape, role in ROLES.items()}
)
