"""Which intent a message means, learnt from the examples of every language.

Two judges score every intent of a language: a linear model over words and characters (regularised
least squares, which has a closed form), and the nearest examples, word by word. How far their sum
can be trusted is learnt from the examples themselves: each is judged by a model that has not seen
it (is the right intent found?), and by one that has not seen its whole intent (then there is
nothing right to be found). Both come in closed form from the one inverse that the model needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tram_bot.core.identifiers import Language
from tram_bot.understanding.alignment import Alignment
from tram_bot.understanding.calibration import fit
from tram_bot.understanding.features import Features

Numbers = npt.NDArray[np.float64]
Example = tuple[str, Sequence[str]]
"""An intent, and the words of one way to say it."""

_RIDGE = 0.3
"""Pull of the linear model towards zero."""
_ALIGNED = 0.7
"""What the nearest examples count beside the linear model."""
_NEAREST = np.array([0.6, 0.25, 0.15])
"""What the nearest example of an intent counts, the next, and the one after."""
_SHARPNESS = 6.0
"""How fast an intent's confidence falls with its distance from the best one."""
_MOST_WORDS = 60
"""Words of a message that are looked at: nobody needs more to ask for something."""
_OUTSIDERS = 0.5
"""How common messages that mean no intent are taken to be, beside those that mean one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An intent that a message may mean, and how likely it does, 0 to 1."""

    intent: str
    confidence: float


class IntentModel:
    """The intents in every language, ready to judge a message."""

    def __init__(self, examples: Mapping[Language, Sequence[Example]]) -> None:
        """Learn from the examples of each language; how far to trust is learnt from all."""
        self._models = {language: _OneLanguage(each) for language, each in examples.items() if each}
        observed = [each for model in self._models.values() for each in model.observations()]
        self._calibration = (
            fit(
                np.array([each.signals for each in observed]),
                np.array([each.is_right for each in observed]),
                np.array([each.worth for each in observed]),
            )
            if observed
            else None
        )

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages there are examples in."""
        return tuple(self._models)

    def rank(self, words: Sequence[str], languages: Sequence[Language]) -> tuple[Meant, ...]:
        """What a message of these words may mean in one of the languages, likeliest first."""
        said = tuple(words[:_MOST_WORDS])
        best: dict[str, float] = {}
        for language in languages if said else ():
            model = self._models.get(language)
            if model and self._calibration:
                judged = model.judge(said)
                certain = self._calibration.probabilities(judged.signals[None, :])[0]
                for intent, share in zip(model.intents, judged.shares, strict=True):
                    best[intent] = max(best.get(intent, 0.0), float(certain * share))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Meant(intent, confidence) for intent, confidence in ranked)


@dataclass(frozen=True, slots=True)
class _Judged:
    """How much speaks for the best intent, and each intent's share of it, 1 for the best."""

    signals: Numbers
    shares: Numbers


@dataclass(frozen=True, slots=True)
class _Observed:
    """What a message was taken for by a model that had to do without something."""

    signals: Numbers
    is_right: bool
    worth: float


class _OneLanguage:
    """The two judges over the examples of one language."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._wordings = [words for _, words in examples]
        self.intents = tuple(dict.fromkeys(intent for intent, _ in examples))
        place = {intent: at for at, intent in enumerate(self.intents)}
        of = np.array([place[intent] for intent, _ in examples], np.intp)
        self._members = [np.flatnonzero(of == at) for at in range(len(place))]
        self._grid = _grid(self._members, nobody=len(examples))
        self._features = Features(self._wordings)
        self._alignment = Alignment(self._wordings)
        self._wanted = np.eye(len(place))[of]
        rows = self._features.matrix(self._wordings).astype(np.float64)
        gram = rows @ rows.T + _RIDGE * np.eye(len(rows))
        self._inverse = np.linalg.inv(gram).astype(np.float64)
        self._dual = self._inverse @ self._wanted
        self._weights = rows.T @ self._dual

    def judge(self, words: Sequence[str]) -> _Judged:
        """What these words may mean."""
        vector = self._features.vector(words)
        linear = vector.values.astype(np.float64) @ self._weights[vector.indexes]
        return _judged(linear, self._near(self._alignment.similarities(words)))

    def observations(self) -> Iterator[_Observed]:
        """What each example is taken for when it is unknown, and when its intent is."""
        without_it = self._wanted - self._dual / np.diag(self._inverse)[:, None]
        for own, members in enumerate(self._members):
            block = self._inverse[np.ix_(members, members)]
            without_intent = self._wanted[members] - np.linalg.solve(block, self._dual[members])
            others = np.arange(len(self.intents)) != own
            for row, example in enumerate(members.tolist()):
                alike = self._alignment.similarities(self._wordings[example])
                alike[example] = 0.0
                near = self._near(alike)
                judged = _judged(without_it[example], near)
                yield _Observed(judged.signals, int(judged.shares.argmax()) == own, 1.0)
                if others.any():
                    judged = _judged(without_intent[row][others], near[others])
                    yield _Observed(judged.signals, is_right=False, worth=_OUTSIDERS)

    def _near(self, similarities: npt.NDArray[np.float32]) -> Numbers:
        """How near the nearest examples of each intent are."""
        of_each = np.append(similarities, np.float32(0.0))[self._grid]
        nearest = np.sort(of_each, axis=1)[:, ::-1][:, : len(_NEAREST)]
        near: Numbers = nearest @ _NEAREST[: nearest.shape[1]]
        return near


def _grid(members: Sequence[npt.NDArray[np.intp]], *, nobody: int) -> npt.NDArray[np.intp]:
    """The examples of each intent as a row, filled up with `nobody`."""
    grid = np.full((len(members), max(len(each) for each in members)), nobody, np.intp)
    for row, each in zip(grid, members, strict=True):
        row[: len(each)] = each
    return grid


def _judged(linear: Numbers, near: Numbers) -> _Judged:
    """What tells a safe judgement from an unsafe one is how much speaks for the best intent, how
    near its examples are, and how far behind the next one is."""
    score = linear + _ALIGNED * near
    first, *rest = np.argsort(-score, kind="stable")[:2]
    behind = score[first] - (score[rest[0]] if rest else 0.0)
    both = max(score[first], 0.0) * near[first]
    signals = np.array([score[first], near[first], behind, both])
    return _Judged(signals, np.exp(_SHARPNESS * (score - score[first])))
