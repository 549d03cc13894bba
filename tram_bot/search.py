"""What the content is searched with, made when it is first used, language by language.

What is looked up is of this very content. What is learnt takes seconds, for which nobody who saves
something waits: until then it is borrowed from the search that was served before, and learnt
meanwhile (`serving.Edited`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

from tram_bot.content.loaded import Loaded
from tram_bot.core.finding import Finding, FoundConcept, Need
from tram_bot.core.identifiers import Language
from tram_bot.core.message import Choice, ChoiceRead, Noted, Understood
from tram_bot.core.redaction import words_said
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.memory import Arrays, Memory, key_of, read, what_of, written
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
    """A memory that notes what it is asked for: of each thing the latest key."""

    def __init__(self, memory: Memory, keys: Mapping[str, str]) -> None:
        """`keys` it was asked for before."""
        self.memory = memory
        self.keys = dict(keys)

    def recall(self, key: str) -> Arrays | None:
        """What the memory has."""
        self.keys[what_of(key)] = key
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
        self,
        loaded: Loaded,
        learner: Learner = PLAIN,
        before: "Search | None" = None,
        anew: Language | None = None,
    ) -> None:
        """`learner` is what it is learnt with; what has not changed is taken over from the search
        `before`, and what is not learnt yet is borrowed from it, but for the language `anew`."""
        self.loaded = loaded
        """The content that is searched."""
        self.on_loan: Sequence[Language] = ()
        """The languages that live on what was learnt of an earlier content."""
        self.unmade: Sequence[Language] = ()
        """The languages that are neither made nor kept: whoever is the first to speak one of them
        waits for it."""
        self._anew = anew
        self._memory = _Noting(learner.memory, before.learnt_from if before else {})
        self._given = learner
        self._learner = replace(learner, memory=self._memory)
        self._recogniser: Recogniser | None = None
        self._finder: Finder | None = None
        self._heard_before = before.recogniser if before else None
        self._found_before = before.finder if before else None
        # One turn asks several times what the same text speaks of.
        self.find = lru_cache(maxsize=_REMEMBERED)(weakly(self._find))
        self.find_concepts = lru_cache(maxsize=_REMEMBERED)(weakly(self._find_concepts))
        self.words_said = cache(partial(words_said, loaded.intents, loaded.catalogue))

    def understand(self, text: str, language: Language, today: date) -> Understood:
        """What a message means."""
        return self.recogniser.understand(text, language, today)

    def note(self, text: str, language: Language, today: date) -> Noted:
        """What stands in a message, whatever it means."""
        return self.recogniser.note(text, language, today)

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """Which of the choices a reply means."""
        return self.recogniser.choose(reply, choices)

    def make(self) -> None:
        """Make all of it now, so that nobody waits for it later."""
        for language in self.languages:
            self._make_ready(language)
        self._keep_that_all_is_learnt()

    def make_only(self, language: Language) -> None:
        """Make one language now. If the others are kept, each is made when it is first spoken; if
        any is not, they are `unmade`."""
        self._make_ready(language)
        if not self.is_learnt():
            self.unmade = [each for each in self.languages if each != language]

    def make_next(self) -> None:
        """Make one of the unmade languages."""
        language, *others = self.unmade
        self._make_ready(language)
        self.unmade = others
        self._keep_that_all_is_learnt()

    def followed_by(self, loaded: Loaded) -> "Search":
        """The search of another content: at once what it looks up, made as this one is, and as for
        what it has to learn, on loan where that is not kept. Only a language that this one does not
        know is learnt first."""
        return self._next(loaded)

    def with_learnt(self, language: Language) -> "Search":
        """The same search with a language that was on loan learnt of its own content."""
        return self._next(self.loaded, language)

    def _next(self, loaded: Loaded, anew: Language | None = None) -> "Search":
        after = Search(loaded, self._given, self, anew)
        unmade = dict.fromkeys((*self.unmade, *self._gone()))
        after.unmade = [each for each in unmade if each in after.languages]
        for language in set(self.languages).intersection(after.languages).difference(unmade):
            if not self._would_be_the_same(language, loaded):
                self.learn(language)  # what is kept can be lent once it is made
        for language in after.languages:
            is_known = language in self.languages
            if not is_known or (language not in unmade and self._is_made(language)):
                after.learn(language)
        after.on_loan = [each for each in after.languages if after._is_on_loan(each)]
        after._keep_that_all_is_learnt()
        return after

    def _gone(self) -> Iterator[Language]:
        """The languages that are neither made nor kept any longer. By this all others are asked
        for: a memory forgets what nobody has asked for in a while, and nobody may speak them."""
        known = self._memory.memory.recall
        gone = [what for what, key in list(self.learnt_from.items()) if known(key) is None]
        for language in self.languages:
            if not self._is_made(language) and any(each.endswith(f"-{language}") for each in gone):
                yield language

    def _is_made(self, language: Language) -> bool:
        """Whether a language was made, in part at least."""
        return self.finder.is_made(language) or self.recogniser.model.learnt.is_made(language)

    def _is_on_loan(self, language: Language) -> bool:
        model = self.recogniser.model.learnt
        return model.is_on_loan(language) or self.finder.is_on_loan(language)

    @property
    def languages(self) -> Sequence[Language]:
        """The languages of the content."""
        return tuple(self.loaded.phrasebook.phrases)

    def is_learnt(self) -> bool:
        """Whether all languages were learnt before and are kept, so that each is made in a tenth
        of a second when somebody first speaks it."""
        memory = self._memory.memory
        known = memory.recall(self._key)
        keys = read(known[_KEYS]) if known else []
        if not keys or any(memory.recall(key) is None for key in keys):
            return False
        self._memory.keys.update({what_of(key): key for key in keys})
        return True

    def learn(self, language: Language) -> None:
        """Make what one language needs."""
        self.recogniser.learn(language)
        self.finder.learn(language)

    def _make_ready(self, language: Language) -> None:
        """Make all that the first turns in one language need."""
        self.learn(language)
        self.words_said(language)

    def examples(self, language: Language) -> Mapping[str, Sequence[str]]:
        """What means each intent in a language, as it was written, of those that have any."""
        return _examples(self.loaded, language)

    @property
    def learnt_from(self) -> Mapping[str, str]:
        """What the memory was asked for so far: the latest key of each thing."""
        return self._memory.keys

    def _keep_that_all_is_learnt(self) -> None:
        if not (self.on_loan or self.unmade):
            keys = sorted(self._memory.keys.values())
            self._memory.keep(self._key, {_KEYS: written(keys)})

    def _would_be_the_same(self, language: Language, loaded: Loaded) -> bool:
        """Whether the same would be learnt in a language of that content."""
        before, after = self.loaded.catalogue, loaded.catalogue
        same_examples = self.examples(language) == _examples(loaded, language)
        told = finders.learnt_from(before, language), finders.learnt_from(after, language)
        return same_examples and told[0] == told[1]

    @cached_property
    def _key(self) -> str:
        """The name of all languages of this content, learnt."""
        here = Path(__file__).parent
        code = sorted(str(path) for room in _ROOMS for path in (here / room).rglob("*.py"))
        return key_of("all", code, self.loaded.version, self._learner.kernels.name)

    # No `cached_property`: before Python 3.12 one that is being made in a thread keeps all others
    # of its class waiting.
    @property
    def recogniser(self) -> Recogniser:
        """What understands messages."""
        if self._recogniser is None:
            self._recogniser = self._make_recogniser()
        return self._recogniser

    @property
    def finder(self) -> Finder:
        """What finds techniques and facilities."""
        if self._finder is None:
            self._finder = self._make_finder()
        return self._finder

    def _make_recogniser(self) -> Recogniser:
        before, self._heard_before = self._heard_before, None
        loaded, languages = self.loaded, tuple(sorted(self.languages))
        return recognisers.build(
            loaded.intents,
            loaded.catalogue,
            languages,
            self._learner,
            before=before,
            anew=self._anew,
        )

    def _make_finder(self) -> Finder:
        before, self._found_before = self._found_before, None
        return finders.build(self.loaded.catalogue, self._learner, before, self._anew)

    def _find(self, need: Need) -> Finding:
        """The techniques and facilities for a need, of which the former are the same anywhere."""
        anywhere = replace(need, country=None, named_facilities=())
        if need == anywhere:
            return self.finder.find(need)
        return self.finder.found_there(self.find(anywhere), need)

    def _find_concepts(self, text: str, language: Language) -> tuple[FoundConcept, ...]:
        """What a text speaks of."""
        return self.finder.find_concepts(text, language)


def _examples(loaded: Loaded, language: Language) -> Mapping[str, Sequence[str]]:
    """Of the intents that have any: a language is as it was when one comes that has none in it."""
    all_of_them = ((id, each.examples(language)) for id, each in loaded.intents.items())
    return {id: examples for id, examples in all_of_them if examples}
