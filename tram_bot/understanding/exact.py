"""Which intent has a message as one of its examples, word for word.

The examples of all languages are known by checksums of their folded words: as texts they would
fill more memory than all else that a message is read with, and folding them takes a start a
quarter of a second.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import product

import numpy as np
import numpy.typing as npt

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
        self,
        intents: Mapping[str, Intent],
        languages: Sequence[Language],
        memory: Memory,
        before: "ExactExamples | None" = None,
    ) -> None:
        """The checksums are kept in the memory; of examples that are the same as `before` they are
        taken over."""
        self.intents = tuple(intents)
        self.languages = tuple(languages)
        said = [[each.examples(language) for language in languages] for each in intents.values()]
        # What stands at each place: of the first intent in every language, then of the next.
        self.said = [examples for of_intent in said for examples in of_intent]
        key = key_of("examples", _CODE, said)
        known = recalled(memory, key, lambda: self._arrays(before))
        self.sums = known["sums"]
        self.places = known["places"]

    def alike(self, folded: str) -> Mapping[Language, str]:
        """The intent that has this as an example, for each language in which one has."""
        checksum = _checksum(folded)
        first, last = (int(self.sums.searchsorted(checksum, side)) for side in ("left", "right"))
        found: dict[Language, str] = {}
        for place in self.places[first:last].tolist():
            intent, language = divmod(place, len(self.languages))
            found.setdefault(self.languages[language], self.intents[intent])
        return found

    def _arrays(self, before: "ExactExamples | None") -> Arrays:
        """The checksums in order, and beside each the place of the intent and the language: of
        equal ones that of the first intent comes first."""
        now_at = self._places_of(before) if before else np.zeros(0, np.int32)
        is_new = np.ones(len(self.said), np.bool_)
        is_new[now_at[now_at >= 0]] = False
        fresh = list(self._checksums(np.flatnonzero(is_new).tolist()))
        sums = np.array([checksum for checksum, _ in fresh], np.uint64)
        places = np.array([place for _, place in fresh], np.int32)
        if before:
            moved = now_at[before.places]
            sums = np.concatenate([sums, before.sums[moved >= 0]])
            places = np.concatenate([places, moved[moved >= 0]])
        order = np.lexsort((places, sums))
        return {"sums": sums[order], "places": places[order]}

    def _places_of(self, before: "ExactExamples") -> npt.NDArray[np.int32]:
        """Where each place of those before is now; -1 if there are other examples by now."""
        names = {name: at for at, name in enumerate(product(self.intents, self.languages))}
        were = zip(product(before.intents, before.languages), before.said, strict=True)
        now_at = ((names.get(name, -1), examples) for name, examples in were)
        same = [at if at >= 0 and self.said[at] == examples else -1 for at, examples in now_at]
        return np.array(same, np.int32)

    def _checksums(self, places: Iterable[int]) -> Iterator[tuple[np.uint64, int]]:
        """Those of the examples at these places."""
        for place in places:
            for example in self.said[place]:
                yield _checksum(" ".join(plain(example).split())), place


def _checksum(folded: str) -> np.uint64:
    digest = blake2b(folded.encode(errors="surrogatepass"), digest_size=_BYTES).digest()
    return np.uint64(int.from_bytes(digest, "little"))
