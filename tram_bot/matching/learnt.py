"""What the texts of all techniques together teach about a need.

A linear model over words and the letters inside them (`learning`), from every line that is written
about a technique and from the terms of every concept that speaks for it. It hears what no term
lists: other forms of a word, compounds, words that only go together with a technique.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.identifiers import Language
from tram_bot.learning.kernel import Kernels
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.linear import LinearModel
from tram_bot.learning.memory import Arrays, key_of, recalled
from tram_bot.learning.ridge import dual
from tram_bot.learning.wording import Wording
from tram_bot.matching import folding
from tram_bot.matching.concept_weights import concept_gains
from tram_bot.matching.folding import folded_words

_CODE = (__file__, folding.__file__)
_RIDGE = 0.3
_OF_CONCEPT = 2.0
"""What a concept's terms want of the technique an adviser would think of first, in lines written
about that technique."""
_MOST_WORDS = 120
"""Words of a need that are looked at."""


class Learnt:
    """The model of one language. Nothing is learnt where the catalogue has no words in it."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        stop: frozenset[str],
        learner: Learner = PLAIN,
    ) -> None:
        """`stop` are words that carry a sentence and say nothing of its matter."""
        self._stop = stop
        self._techniques = tuple(catalogue.techniques)
        lines = [*_of_techniques(catalogue, language), *_of_concepts(catalogue, language)]
        key = key_of(_CODE, learner.kernels.name, _RIDGE, sorted(stop), self._techniques, lines)
        known = recalled(learner.memory, key, lambda: self._learn(learner.kernels, lines))
        self._model = LinearModel.from_arrays(learner.kernels, known)

    def _learn(self, kernels: Kernels, lines: Sequence[tuple[str, Mapping[str, float]]]) -> Arrays:
        """What each line counts for each technique."""
        matter = [
            (Wording(self._matter(folded_words(text)), text), speaks) for text, speaks in lines
        ]
        said = [(wording, speaks) for wording, speaks in matter if wording.words]
        place = {id: at for at, id in enumerate(self._techniques)}
        wanted = np.zeros((len(said), len(place)), np.float32)
        for row, (_, speaks) in zip(wanted, said, strict=True):
            for id, much in speaks.items():
                row[place[id]] = much
        kernel = kernels.of([wording for wording, _ in said])
        return LinearModel.of(kernel, dual(kernel, _RIDGE, wanted)).arrays()

    def shares(self, words: Iterable[str], text: str) -> Mapping[str, float]:
        """How much these folded words of a text speak for each technique, about 0 to 1."""
        matter = self._matter(words)[:_MOST_WORDS]
        shares = self._model.says(Wording(matter, text)).tolist()
        return dict(zip(self._techniques, shares, strict=True))

    def _matter(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._stop)


def _of_techniques(
    catalogue: Catalogue, language: Language
) -> Iterator[tuple[str, Mapping[str, float]]]:
    for technique in catalogue.techniques.values():
        words = technique.words.by_language.get(language)
        if words:
            for line in (" ".join((words.name, *words.aliases)), words.tells, *words.problems):
                yield line, {technique.id: 1.0}


def _of_concepts(
    catalogue: Catalogue, language: Language
) -> Iterator[tuple[str, Mapping[str, float]]]:
    for concept in catalogue.concepts.values():
        words = concept.words.by_language.get(language)
        speaks = concept_gains(catalogue, concept, _OF_CONCEPT)
        if words and speaks:
            yield " ".join((words.label, *words.terms)).replace("*", ""), speaks
