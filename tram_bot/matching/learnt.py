"""What the texts of all techniques together teach about a need.

A linear model over words and the letters inside them (`learning`), from every line that is written
about a technique, from the terms of every concept that speaks for it, and from enquiries that
advisers have answered. It hears what no term lists: other forms of a word, compounds, words that
only go together with a technique; and how often a technique is what answers.

Learning takes seconds, and who has saved a word shall not wait for it. So the model may be borrowed
from what was learnt of other texts before: of a technique that it has not learnt it says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.identifiers import Language
from tram_bot.learning.kernel import Kernels
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.linear import LinearModel
from tram_bot.learning.memory import Arrays, key_of, recalled
from tram_bot.learning.product import Vector
from tram_bot.learning.ridge import Ridge
from tram_bot.learning.weakly import weakly
from tram_bot.learning.wording import Wording
from tram_bot.matching import folding
from tram_bot.matching.concept_weights import FIRST, concept_gains
from tram_bot.matching.folding import folded_words

_CODE = (__file__, folding.__file__)
_RIDGE = 2.0
"""The pull towards zero of a line that is written about one technique, and says nothing of the
others that would do."""
_RIDGE_OF_ENQUIRY = 1.0
"""And of an enquiry, which names all that an adviser would."""
_MOST = 1 + FIRST
"""An enquiry wants half as much of a technique that helps as well as of one that comes first."""
_OF_CONCEPT = 2.0
"""What a concept's terms want of the technique an adviser would think of first, in lines written
about that technique."""
_MOST_WORDS = 120
"""Words of a need that are looked at."""
_REMEMBERED = 64
"""Needs whose outcome is remembered: one is searched for again with each answer beside it."""


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A text, how much it speaks for which techniques, and the pull of that towards zero."""

    text: str
    speaks: Mapping[str, float]
    ridge: float = _RIDGE


class Learnt:
    """The model of one language. Nothing is learnt where the catalogue has no words in it."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        stop: frozenset[str],
        learner: Learner = PLAIN,
        before: "Learnt | None" = None,
        *,
        anew: bool = False,
    ) -> None:
        """`stop` are words that carry a sentence and say nothing of its matter. What was learnt
        `before` from the same texts is taken over, and from other texts is borrowed if what should
        be learnt is not kept, unless it shall be learnt `anew`."""
        self._stop = stop
        self._techniques = tuple(catalogue.techniques)
        lessons = [
            *_of_techniques(catalogue, language),
            *_of_concepts(catalogue, language),
            *_of_enquiries(catalogue, language),
        ]
        given = learner.kernels.name, sorted(stop), self._techniques, lessons
        self.key = key_of(f"needs-{language}", _CODE, *given)
        """Names what there is to learn."""
        is_same = before is not None and before.key == self.key and not before.is_lent
        may_borrow = before is not None and not anew
        self.is_lent: bool = may_borrow and not is_same and learner.memory.recall(self.key) is None
        """Whether the model has learnt from other texts than these."""
        self.learnt = self._techniques
        """The techniques that the model has learnt."""
        self.model: LinearModel
        """What was learnt."""
        if before and (is_same or self.is_lent):
            self.learnt, self.model = before.learnt, before.model
        else:
            known = recalled(
                learner.memory, self.key, lambda: self._learn(learner.kernels, lessons)
            )
            self.model = LinearModel.from_arrays(learner.kernels, known)
        self._says = lru_cache(maxsize=_REMEMBERED)(weakly(self._said))

    def _learn(self, kernels: Kernels, lessons: Iterable[_Lesson]) -> Arrays:
        """What each lesson counts for each technique."""
        read = ((self._matter(folded_words(each.text)), each) for each in lessons)
        said = [(Wording(words, each.text), each) for words, each in read if words]
        # All the words of a language may be of hazards and the like, which speak for no technique.
        said = said or [(Wording((), ""), _Lesson("", {}))]
        place = {id: at for at, id in enumerate(self._techniques)}
        wanted = np.zeros((len(said), len(place)), np.float32)
        for row, (_, lesson) in zip(wanted, said, strict=True):
            for id, much in lesson.speaks.items():
                row[place[id]] = much
        ridges = np.array([lesson.ridge for _, lesson in said], np.float32)
        kernel = kernels.of([wording for wording, _ in said])
        counts, _ = Ridge(kernel, ridges).one_sided(wanted)
        return LinearModel(kernel, counts).arrays()

    def shares(self, words: Iterable[str], text: str) -> Mapping[str, float]:
        """How much these folded words of a text speak for each technique, about 0 to 1."""
        matter = self._matter(words)[:_MOST_WORDS]
        shares = dict(zip(self.learnt, self._says(matter, text).tolist(), strict=True))
        return {id: shares.get(id, 0.0) for id in self._techniques}

    def _said(self, matter: tuple[str, ...], text: str) -> Vector:
        return self.model.says(Wording(matter, text))

    def _matter(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._stop)


def _of_techniques(catalogue: Catalogue, language: Language) -> Iterator[_Lesson]:
    for technique in catalogue.techniques.values():
        words = technique.words.by_language.get(language)
        if words:
            for line in (" ".join((words.name, *words.aliases)), words.tells, *words.problems):
                yield _Lesson(line, {technique.id: 1.0})


def _of_concepts(catalogue: Catalogue, language: Language) -> Iterator[_Lesson]:
    for concept in catalogue.concepts.values():
        words = concept.words.by_language.get(language)
        # Where the material decides, the concept's words alone speak for what any of them asks.
        every = frozenset(concept.by_material)
        speaks = concept_gains(catalogue, concept, _OF_CONCEPT, every)
        if words and speaks:
            yield _Lesson(" ".join((words.label, *words.terms)).replace("*", ""), speaks)


def _of_enquiries(catalogue: Catalogue, language: Language) -> Iterator[_Lesson]:
    for enquiry in catalogue.enquiries.get(language, ()):
        speaks = {id: (1 + weight) / _MOST for id, weight in enquiry.techniques.items()}
        yield _Lesson(enquiry.need, speaks, _RIDGE_OF_ENQUIRY)
