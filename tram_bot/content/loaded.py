"""What the content folders come to: everything the core's `Content` holds but its functions."""

from collections.abc import Mapping
from dataclasses import dataclass

from tram_bot.core.catalogue import Catalogue, Words
from tram_bot.core.content import Intent, QuestionnaireWords
from tram_bot.core.phrasebook import Phrasebook
from tram_bot.core.questionnaire import Questionnaire
from tram_bot.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The content as values, free of errors.

    `version` names this very content and changes with every byte of it. `retired` are the ids that
    were in use once, by kind (`intent`, `question`, `technique`, `material` …). `warnings` are for
    the admin and stop nothing.
    """

    version: str
    phrasebook: Phrasebook
    intents: Mapping[str, Intent]
    questionnaires: Mapping[str, Questionnaire]
    questionnaire_words: Mapping[str, Words[QuestionnaireWords]]
    catalogue: Catalogue
    retired: Mapping[str, frozenset[str]]
    warnings: tuple[Problem, ...]
