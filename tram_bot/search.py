"""What the content is searched with, made when it is first used, language by language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from tram_bot.content.loaded import Loaded
from tram_bot.core.finding import Finding, FoundConcept, Need
from tram_bot.core.identifiers import Language
from tram_bot.core.message import Choice, ChoiceRead, Understood
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.memory import Arrays, Memory, key_of, read, written
from tram_bot.learning.weakly import weakly
from tram_bot.matching import finder as finders
from tram_bot.matching.finder import Finder
from tram_bot.understanding import recogniser as recognisers
from tram_bot.understanding.recogniser import Recogniser

_REMEMBERED = 128
"""Searches whose outcome is remembered. Ours."""
_KEYS = "keys"
_ROOMS = ("matching", "understanding")
"""The rooms that learn."""


class _Noting:
    """A memory that notes what it is asked for."""

    def __init__(self, memory: Memory, keys: Iterable[str]) -> None:
        """`keys` it was asked for before."""
        self.memory = memory
        self.keys = set(keys)

    def recall(self, key: str) -> Arrays | None:
        """What the memory has."""
        self.keys.add(key)
        return self.memory.recall(key)

    def keep(self, key: str, arrays: Arrays) -> None:
        """Hand it on to the memory."""
        self.memory.keep(key, arrays)

    def recall_own(self, key: str) -> bytes | None:
        """What the memory has."""
        return self.memory.recall_own(key)

    def keep_own(self, key: str, data: bytes) -> None:
        """Hand it on to the memory."""
        self.memory.keep_own(key, data)


class Search:
    """Understanding and matching over one picture of the content.

    Making them takes a second for each language, and who only prints what is kept needs none.
    """

    def __init__(
        self, loaded: Loaded, learner: Learner = PLAIN, before: "Search | None" = None
    ) -> None:
        """`learner` is what it is learnt with; what has not changed is taken over from the search
        `before`."""
        self._loaded = loaded
        self._memory = _Noting(learner.memory, before.learnt_from if before else ())
        self._learner = replace(learner, memory=self._memory)
        self._heard_before = before.recogniser if before else None
        self._found_before = before.finder if before else None
        # One turn asks several times what the same text speaks of.
        self.find = lru_cache(maxsize=_REMEMBERED)(weakly(self._find))
        self.find_concepts = lru_cache(maxsize=_REMEMBERED)(weakly(self._find_concepts))

    def understand(self, text: str, language: Language, today: date) -> Understood:
        """What a message means."""
        return self.recogniser.understand(text, language, today)

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """Which of the choices a reply means."""
        return self.recogniser.choose(reply, choices)

    def make(self) -> None:
        """Make all of it now, so that nobody waits for it later."""
        for language in self._loaded.phrasebook.phrases:
            self.learn(language)
        self._keep_that_all_is_learnt()

    def make_as(self, before: "Search") -> None:
        """Make what was made before, and learn what is not kept, so that nobody waits for it."""
        if not before.is_learnt():
            self.make()
            return
        for language in self._loaded.phrasebook.phrases:
            if before.is_made(language) or not self._is_of_the_same(language, before):
                self.learn(language)
        self._keep_that_all_is_learnt()

    def is_made(self, language: Language) -> bool:
        """Whether a language need not be made any more."""
        return self.finder.ears.is_made(language) or self.recogniser.model.learnt.is_made(language)

    def is_learnt(self) -> bool:
        """Whether all languages were learnt before and are kept, so that each is made in a tenth
        of a second when somebody first speaks it."""
        memory = self._memory.memory
        known = memory.recall(self._key)
        keys = read(known[_KEYS]) if known else []
        if not keys or any(memory.recall(key) is None for key in keys):
            return False
        self._memory.keys.update(keys)
        return True

    def learn(self, language: Language) -> None:
        """Make what one language needs."""
        self.recogniser.learn(language)
        self.finder.learn(language)

    def examples(self, language: Language) -> Mapping[str, Sequence[str]]:
        """What means each intent in a language, as it was written."""
        return {id: each.examples(language) for id, each in self._loaded.intents.items()}

    @property
    def learnt_from(self) -> Iterable[str]:
        """What was asked of the memory so far, by key."""
        return self._memory.keys

    def _keep_that_all_is_learnt(self) -> None:
        self._memory.keep(self._key, {_KEYS: written(sorted(self._memory.keys))})

    def _is_of_the_same(self, language: Language, before: "Search") -> bool:
        """Whether a language would be made of the same as before."""
        same_examples = self.examples(language) == before.examples(language)
        return same_examples and self.finder.ears.is_of_the_same(language, before.finder.ears)

    @cached_property
    def _key(self) -> str:
        """The name of all languages of this content, learnt."""
        here = Path(__file__).parent
        code = sorted(str(path) for room in _ROOMS for path in (here / room).rglob("*.py"))
        return key_of(code, self._loaded.version, self._learner.kernels.name)

    @cached_property
    def recogniser(self) -> Recogniser:
        """What understands messages."""
        before, self._heard_before = self._heard_before, None
        loaded = self._loaded
        languages = tuple(sorted(loaded.phrasebook.phrases))
        return recognisers.build(loaded.intents, loaded.catalogue, languages, self._learner, before)

    @cached_property
    def finder(self) -> Finder:
        """What finds techniques and facilities."""
        before, self._found_before = self._found_before, None
        return finders.build(self._loaded.catalogue, self._learner, before)

    def _find(self, need: Need) -> Finding:
        """The techniques and facilities for a need."""
        return self.finder.find(need)

    def _find_concepts(self, text: str, language: Language) -> tuple[FoundConcept, ...]:
        """What a text speaks of."""
        return self.finder.find_concepts(text, language)
