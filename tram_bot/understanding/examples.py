"""What the intents are learnt from, language by language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from sys import intern

from tram_bot.core.content import Intent
from tram_bot.core.identifiers import Language
from tram_bot.learning.weakly import weakly
from tram_bot.learning.wording import Wording
from tram_bot.understanding.intents import Example, wording_of


class Examples(Mapping[Language, Sequence[Example]]):
    """The intents' examples by language, of those that have any. They are folded when they are
    asked for, as a language that nobody speaks need not take memory."""

    def __init__(
        self,
        intents: Mapping[str, Intent],
        languages: Sequence[Language],
        before: "Examples | None" = None,
    ) -> None:
        """Of these languages. Those of a language that are the same as `before` are taken over as
        they were folded."""
        self._intents = intents
        self.folded: dict[Language, Sequence[Example]] = {}
        """What was asked for so far."""
        if before:
            self.folded = {
                language: folded
                for language, folded in dict(before.folded).items()
                if self.written(language) == before.written(language)
            }
        self.words: Callable[[Language], frozenset[str]] = cache(weakly(self._words))
        """The folded words that the examples of a language are made of."""
        self._languages = tuple(
            language
            for language in languages
            if any(intent.examples(language) for intent in intents.values())
        )

    def __getitem__(self, language: Language) -> Sequence[Example]:
        """The examples of a language, in the order of the intents."""
        if language not in self._languages:
            raise KeyError(language)
        folded = self.folded.get(language)
        if folded is None:
            folded = self.folded[language] = [
                (intent.id, _shared(wording_of(example)))
                for intent in self._intents.values()
                for example in intent.examples(language)
            ]
        return folded

    def written(self, language: Language) -> Sequence[tuple[str, Sequence[str]]]:
        """The examples of a language by intent, as they are written, of those that have any."""
        all_of_them = ((each.id, each.examples(language)) for each in self._intents.values())
        return [(id, examples) for id, examples in all_of_them if examples]

    def _words(self, language: Language) -> frozenset[str]:
        return frozenset(w for _, wording in self.get(language, ()) for w in wording.words)

    def __iter__(self) -> Iterator[Language]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)

    def __contains__(self, language: object) -> bool:
        return language in self._languages


def _shared(wording: Wording) -> Wording:
    # The same words stand in many examples.
    return replace(wording, words=tuple(map(intern, wording.words)))
