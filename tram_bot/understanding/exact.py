"""Which intent has a message as one of its examples, word for word.

The examples of all languages are known by checksums of their folded words: as texts they would
fill more memory than all else that a message is read with, and folding them takes a start a
quarter of a second.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np

from tram_bot.core.content import Intent
from tram_bot.core.identifiers import Language
from tram_bot.learning.memory import Arrays, Memory, key_of, recalled
from tram_bot.understanding import folding
from tram_bot.understanding.folding import plain

_CODE = (__file__, folding.__file__)
_BYTES = 8
"""Of a checksum: among a hundred thousand examples two are taken for one once in a billion."""


class ExactExamples:
    """The intents' examples in some languages."""

    def __init__(
        self, intents: Mapping[str, Intent], languages: Sequence[Language], memory: Memory
    ) -> None:
        """The checksums are kept in the memory."""
        self._intents = tuple(intents)
        self._languages = tuple(languages)
        said = [[each.examples(language) for language in languages] for each in intents.values()]
        known = recalled(memory, key_of(_CODE, said), lambda: _arrays(said))
        self._sums = known["sums"]
        self._places = known["places"]

    def alike(self, folded: str) -> Mapping[Language, str]:
        """The intent that has this as an example, for each language in which one has."""
        checksum = _checksum(folded)
        first, last = (int(self._sums.searchsorted(checksum, side)) for side in ("left", "right"))
        found: dict[Language, str] = {}
        for place in self._places[first:last].tolist():
            intent, language = divmod(place, len(self._languages))
            found.setdefault(self._languages[language], self._intents[intent])
        return found


def _arrays(said: Sequence[Sequence[Sequence[str]]]) -> Arrays:
    """The checksums in order, and beside each the place of the intent and the language: of equal
    ones that of the first intent comes first."""
    every = list(_every(said))
    sums = np.array([checksum for checksum, _ in every], np.uint64)
    places = np.array([place for _, place in every], np.int32)
    order = np.argsort(sums, kind="stable")
    return {"sums": sums[order], "places": places[order]}


def _every(said: Sequence[Sequence[Sequence[str]]]) -> Iterator[tuple[np.uint64, int]]:
    place = 0
    for of_intent in said:
        for of_language in of_intent:
            for example in of_language:
                yield _checksum(" ".join(plain(example).split())), place
            place += 1


def _checksum(folded: str) -> np.uint64:
    digest = blake2b(folded.encode(errors="surrogatepass"), digest_size=_BYTES).digest()
    return np.uint64(int.from_bytes(digest, "little"))
