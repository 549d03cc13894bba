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
    """Every name and alias of every technique. Blanks and hyphens in them do not matter."""

    def __init__(
        self, catalogue: Catalogue, language: Language, stop: frozenset[str] = frozenset()
    ) -> None:
        """`stop` are words that carry a sentence: such a one is a name only in capitals."""
        self._stop = stop
        self._techniques: dict[str, list[str]] = defaultdict(list)
        self._abbreviations: set[str] = set()
        self._most_words = 0
        for technique in catalogue.techniques.values():
            for name in _names(technique, language):
                words = folded_words(name)
                # A name of several words may also be written as one: "micro-CT", "microct".
                self._most_words = max(self._most_words, len(words))
                key = "".join(words)
                if key and technique.id not in self._techniques[key]:
                    self._techniques[key].append(technique.id)
                if is_abbreviation(name):
                    self._abbreviations.add(key)

    def mentions(self, reading: Reading) -> tuple[Mention, ...]:
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
                found += [Mention(id, at, last, strength) for id in self._techniques[key]]
            at = last + 1
        return tuple(found)

    def _longest_from(self, reading: Reading, first: int) -> int | None:
        """The last token of the longest name that begins here."""
        longest = None
        key = ""
        for last in range(first, min(first + self._most_words, len(reading.tokens))):
            if last > first and reading.tokens[last].parted:
                break
            key += reading.tokens[last].word
            if key in self._techniques:
                longest = last
        return longest

    def _strength(self, key: str, written: str) -> float:
        """How surely this is the technique, rather than a word that looks like its short name."""
        if written.isupper():
            return 1.0
        if key in self._stop:
            return 0.0
        if key not in self._abbreviations or len(key) > 4:
            return 1.0
        if len(key) <= 2:
            return 0.0
        return DOUBTFUL if _VOWELS & set(key) else 1.0


def is_abbreviation(name: str) -> bool:
    """Whether a name is one word in capitals, such as XPS."""
    return name.isupper() and len(folded_words(name)) == 1


def _names(technique: Technique, language: Language) -> Iterable[str]:
    """The names in that language and in the fallback language, in which most are known."""
    words = technique.words
    for each in (words.by_language.get(language), words.of(words.falls_back_to)):
        if each:
            yield from (each.name, *each.aliases)
