"""What the content is searched with, made when it is first used, language by language."""

from datetime import date
from functools import cached_property, lru_cache

from tram_bot.content.loaded import Loaded
from tram_bot.core.finding import Finding, FoundConcept, Need
from tram_bot.core.identifiers import Language
from tram_bot.core.message import Choice, ChoiceRead, Understood
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.matching import finder
from tram_bot.understanding import recogniser

_REMEMBERED = 128
"""Searches whose outcome is remembered. Ours."""


class Search:
    """Understanding and matching over one picture of the content.

    Making them takes a second for each language, and who only prints what is kept needs none.
    """

    def __init__(self, loaded: Loaded, learner: Learner = PLAIN) -> None:
        """`learner` is what it is learnt with."""
        self._loaded = loaded
        self._learner = learner
        # One turn asks several times what the same text speaks of.
        self.find = lru_cache(maxsize=_REMEMBERED)(self._find)
        self.find_concepts = lru_cache(maxsize=_REMEMBERED)(self._find_concepts)

    def understand(self, text: str, language: Language, today: date) -> Understood:
        """What a message means."""
        return self._recogniser.understand(text, language, today)

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """Which of the choices a reply means."""
        return self._recogniser.choose(reply, choices)

    def make(self) -> None:
        """Make all of it now, so that nobody waits for it later."""
        for language in self._loaded.phrasebook.phrases:
            self.learn(language)

    def learn(self, language: Language) -> None:
        """Make what one language needs."""
        self._recogniser.learn(language)
        self._finder.learn(language)

    @cached_property
    def _recogniser(self) -> recogniser.Recogniser:
        loaded = self._loaded
        languages = tuple(sorted(loaded.phrasebook.phrases))
        return recogniser.build(loaded.intents, loaded.catalogue, languages, self._learner)

    @cached_property
    def _finder(self) -> finder.Finder:
        return finder.build(self._loaded.catalogue, self._learner)

    def _find(self, need: Need) -> Finding:
        """The techniques and facilities for a need."""
        return self._finder.find(need)

    def _find_concepts(self, text: str, language: Language) -> tuple[FoundConcept, ...]:
        """What a text speaks of."""
        return self._finder.find_concepts(text, language)
