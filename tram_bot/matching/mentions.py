"""Tokens -> techniques that are called by their own name: "do you have XPS?"."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tram_bot.core.catalogue import Catalogue, Technique
from tram_bot.core.identifiers import Language
from tram_bot.matching.folding import Reading, folded_words

DOUBTFUL = 0.6
"""Strength of a short name that is an ordinary word unless it is written in capitals."""

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Mention:
    """A technique's own name or alias in a text, from one token to another, both included."""

    technique: str
    first: int
    last: int
    strength: float


class Names:
    """Every name and alias of every technique in one language. Blanks and hyphens in them do not
    matter."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.techniques: dict[str, list[str]] = defaultdict(list)
        """What is called by a name, which stands there as one word: "micro-CT", "microct"."""
        self.abbreviations: set[str] = set()
        """The names that are one word in capitals."""
        self.most_words = 0
        """Words of the longest name."""
        for technique in catalogue.techniques.values():
            for name in _names(technique, language):
                words = folded_words(name)
                self.most_words = max(self.most_words, len(words))
                key = "".join(words)
                if key and technique.id not in self.techniques[key]:
                    self.techniques[key].append(technique.id)
                if is_abbreviation(name):
                    self.abbreviations.add(key)


class Mentions:
    """Hears the names of one language, and those of the fallback language, in which most are
    known."""

    def __init__(self, own: Names, other: Names, stop: frozenset[str] = frozenset()) -> None:
        """`stop` are words that carry a sentence: such a one is a name only in capitals."""
        self._names = (own, other)
        self._stop = stop
        self._most_words = max(own.most_words, other.most_words)

    def of(self, reading: Reading) -> tuple[Mention, ...]:
        """The techniques called by name, in order; a longer name wins over one inside it."""
        tokens = reading.tokens
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            last = self._longest_from(reading, at)
            if last is None:
                at += 1
                continue
            key = "".join(token.word for token in tokens[at : last + 1])
            strength = self._strength(key, reading.words(at, last))
            if strength:
                found += [Mention(id, at, last, strength) for id in self._called(key)]
            at = last + 1
        return tuple(found)

    def _longest_from(self, reading: Reading, first: int) -> int | None:
        """The last token of the longest name that begins here."""
        own, other = (names.techniques for names in self._names)
        longest = None
        key = ""
        for last in range(first, min(first + self._most_words, len(reading.tokens))):
            if last > first and reading.tokens[last].parted:
                break
            key += reading.tokens[last].word
            if key in own or key in other:
                longest = last
        return longest

    def _called(self, key: str) -> Iterable[str]:
        """The techniques of that name, in either language."""
        return dict.fromkeys(id for names in self._names for id in names.techniques.get(key, ()))

    def _strength(self, key: str, written: str) -> float:
        """How surely this is the technique, rather than a word that looks like its short name."""
        if written.isupper():
            return 1.0
        if key in self._stop:
            return 0.0
        if len(key) > 4 or not any(key in names.abbreviations for names in self._names):
            return 1.0
        if len(key) <= 2:
            return 0.0
        return DOUBTFUL if _VOWELS & set(key) else 1.0


def is_abbreviation(name: str) -> bool:
    """Whether a name is one word in capitals, such as XPS."""
    return name.isupper() and len(folded_words(name)) == 1


def _names(technique: Technique, language: Language) -> Iterable[str]:
    words = technique.words.by_language.get(language)
    return (words.name, *words.aliases) if words else ()
