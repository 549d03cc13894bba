"""Which of the languages a message is in, if anything speaks for one."""

import math
import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from py3langid.modelio import load_model

from tram_bot.core.identifiers import Language
from tram_bot.learning.memory import Arrays, Memory, NoMemory, key_of, read, recalled, written
from tram_bot.understanding.folding import Token, fold, masked
from tram_bot.understanding.words.of_language import all_words

_MOST_TEXT = 600
_NO_WORDS = re.compile(r"(?<!\S)[^\s@\d/_]*[@\d/_]\S*|\b[^\W\d_a-zà-ÿ]{2,6}\b")
"""Addresses, numbers, codes and acronyms: they are the same in every language."""
_LATIN_LETTERS = re.compile(r"[a-zA-ZÀ-ɏ]")
_LETTERS = re.compile(r"[^\W\d_]")
_MOSTLY = 0.8
_PER_COMMON_WORD = 2.0
"""How many times (as a power of e) likelier a language becomes by one of its common words."""
_PER_EXAMPLE = 4.0
"""The same for a message that is one of the intents' examples in that language."""
_LETTERS_TRUSTED = 18
"""Letters from which on their sequence is trusted in full; fewer say proportionally less."""
_AHEAD, _AHEAD_BY_LETTERS = 4.0, 8.0
"""How many times likelier than the next one a language must be: with words of its own in the
text, and by its letters alone."""
_FEWEST_WORDS = 3
"""Words below which the letters alone speak for no language."""
_LONG_ENOUGH = 4
"""Letters from which on a single common word speaks for its language: *hello*, but not *no*."""
_FOREIGN = 0.02
"""Share of the identifier's belief below which the text is in a language that is none of ours."""
_FLOOR = 1e-6
_BYTE = 8
"""Bits by which the identifier tells its rows apart from the letters in them."""
_CANDIDATES, _BEHIND = 3, 6.0
"""Languages that a text may be in, at most, and how much less likely than the best one (as a power
of e) one of them may be."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The language of a text, None if nothing speaks for one, and those that it may be in, the
    likeliest first."""

    language: Language | None = None
    likely: tuple[Language, ...] = ()


class LanguageReader:
    """Tells apart the languages that the content is in."""

    def __init__(self, languages: Sequence[Language], memory: Memory | None = None) -> None:
        """The letters of all languages are kept in the memory: to unpack them takes half a second
        and 70 MB."""
        key = key_of("letters", (__file__,), version("py3langid"))
        self._identifier = _identifier(recalled(memory or NoMemory(), key, _model))
        known = set(self._identifier.labels)
        self._languages = tuple(language for language in languages if language in known)
        self._common = {
            language: frozenset(fold(w.replace("'", "")) for w in words.common)
            for language, words in all_words().items()
            if language in self._languages
        }

    def read(
        self,
        text: str,
        words: Sequence[Token],
        taken: Sequence[tuple[int, int]] = (),
        examples: Sequence[Language] = (),
    ) -> Heard:
        """The language of a text.

        `taken` are parts that say nothing about it: names, addresses. `examples` are the languages
        in which the whole text is an example of an intent.
        """
        cut = masked(
            text[:_MOST_TEXT], [(s, min(e, _MOST_TEXT)) for s, e in taken if s < _MOST_TEXT]
        )
        said = _NO_WORDS.sub(" ", cut).replace(";", " ").strip()
        letters = len(_LETTERS.findall(said))
        if not letters or len(_LATIN_LETTERS.findall(said)) < _MOSTLY * letters:
            return Heard()
        hits = self._hits(words)
        likely = self._likelihoods(said, letters, hits, examples)
        ranked = sorted(likely.items(), key=lambda item: -item[1])
        if len(ranked) < 2:
            return Heard()
        (best, most), (_, next_most), *_ = ranked
        evident = bool(hits[best]) or best in examples
        ahead = _AHEAD if evident else _AHEAD_BY_LETTERS
        enough = examples or any(hits.values()) or len(said.split()) >= _FEWEST_WORDS
        is_clear = enough and most - next_most >= math.log(ahead)
        near = tuple(each for each, much in ranked[:_CANDIDATES] if much >= most - _BEHIND)
        return Heard(best if is_clear else None, near)

    def _hits(self, words: Sequence[Token]) -> Mapping[Language, int]:
        said = {token.folded for token in words[:_MOST_TEXT]}
        if len(words) == 1 and len(words[0].folded) < _LONG_ENOUGH:
            said = set()
        return {language: len(said & common) for language, common in self._common.items()}

    def _likelihoods(
        self, said: str, letters: int, hits: Mapping[Language, int], examples: Sequence[Language]
    ) -> Mapping[Language, float]:
        """How likely each language is, as a logarithm; empty if another language than ours is."""
        ranked = dict(self._identifier.rank(said))
        total = sum(float(ranked[language]) for language in self._languages)
        if total < _FOREIGN and not any(hits.values()):
            return {}
        trust = min(1.0, letters / _LETTERS_TRUSTED)
        return {
            language: trust * math.log(max(float(ranked[language]) / max(total, _FLOOR), _FLOOR))
            + _PER_COMMON_WORD * hits[language]
            + _PER_EXAMPLE * (language in examples)
            for language in self._languages
        }


def _identifier(known: Arrays) -> LanguageIdentifier:
    """Of what `_model` took apart."""
    identifier = LanguageIdentifier(
        known["weights"],
        known["priors"],
        read(known["languages"]),
        known["moves"].data,
        # As a list they would take 4 MB; looked up where they lie it would be slower.
        array("i", known["features"].tobytes()),
        norm_probs=True,
        tk_row=(),
    )
    # Of these the library makes such a list itself.
    rows = known["rows"].astype(np.intc) << _BYTE
    identifier._rowbase = array("i", rows.tobytes())  # noqa: SLF001
    return identifier


@cache
def _model() -> Arrays:
    weights, priors, languages, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    return {
        "weights": weights,
        "priors": priors,
        "languages": written(languages),
        "moves": np.asarray(moves),
        "rows": np.asarray(rows),
        "features": np.array(features, np.intc),
    }
