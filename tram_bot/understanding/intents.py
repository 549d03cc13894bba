"""Which intent a message means, learnt from the examples of one language.

Two judges score every intent: a linear model over words and characters (regularised least
squares, which has a closed form), and the nearest examples, word by word. How far their sum can
be trusted is learnt from the examples themselves: each is judged by a model that has not seen it
(is the right intent found?), and by one that has not seen its whole intent (then there is nothing
right to be found). Both come in closed form from the one inverse that the model needs anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tram_bot.understanding.alignment import Alignment
from tram_bot.understanding.calibration import fit
from tram_bot.understanding.features import Features

Numbers = npt.NDArray[np.float64]

_RIDGE = 0.3
"""Pull of the linear model towards zero."""
_NEAREST = 3
"""Examples of an intent that speak for it, the nearest first."""
_NEAREST_COUNT = np.array([0.6, 0.25, 0.15])
_ALIGNED = 0.7
"""What the nearest examples count beside the linear model."""
_SHARPNESS = 6.0
"""How fast an intent's share falls with its distance from the best one."""
_MOST_WORDS = 60
"""Words of a message that are looked at: nobody needs more to ask for something."""
_OUTSIDERS = 1.0
"""How common messages that mean no intent are, beside those that mean one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An intent that a message may mean, and how likely it does."""

    intent: str
    confidence: float


class IntentModel:
    """The intents of one language, ready to judge a message."""

    def __init__(self, examples: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Learn from (intent, words of an example) pairs."""
        wordings = [words for _, words in examples]
        self._intents = tuple(dict.fromkeys(intent for intent, _ in examples))
        place = {intent: at for at, intent in enumerate(self._intents)}
        self._intent_of = np.array([place[intent] for intent, _ in examples], np.intp)
        self._members = [np.flatnonzero(self._intent_of == at) for at in range(len(place))]
        self._features = Features(wordings)
        self._alignment = Alignment(wordings)
        rows = self._features.matrix(wordings).astype(np.float64)
        wanted = np.eye(len(place))[self._intent_of]
        inverse = np.linalg.inv(rows @ rows.T + _RIDGE * np.eye(len(rows))).astype(np.float64)
        dual = inverse @ wanted
        self._weights = rows.T @ dual
        self._calibration = fit(*self._observations(wordings, wanted, inverse, dual))

    def rank(self, words: Sequence[str]) -> tuple[Meant, ...]:
        """The intents a message of these words may mean, the likeliest first."""
        said = tuple(words[:_MOST_WORDS])
        if not said or not self._intents:
            return ()
        vector = self._features.vector(said)
        linear = vector.values.astype(np.float64) @ self._weights[vector.indexes]
        near = self._near(self._alignment.similarities(said).astype(np.float64))
        score = linear + _ALIGNED * near
        order = np.argsort(-score, kind="stable")
        shares = _shares(score)
        certain = self._calibration.probabilities(_signals(score, near)[None, :])[0]
        confidence = np.minimum(1.0, certain * shares / shares[order[0]])
        return tuple(Meant(self._intents[at], float(confidence[at])) for at in order)

    def _near(self, similarities: Numbers) -> Numbers:
        """How near the nearest examples of each intent are."""
        near = np.zeros(len(self._members))
        for at, members in enumerate(self._members):
            best = np.sort(similarities[members])[::-1][:_NEAREST]
            near[at] = best @ _NEAREST_COUNT[: len(best)]
        return near

    def _observations(
        self,
        wordings: Sequence[Sequence[str]],
        wanted: Numbers,
        inverse: Numbers,
        dual: Numbers,
    ) -> tuple[Numbers, npt.NDArray[np.bool_], Numbers]:
        """What each example would have been taken for, had it, or its intent, been unknown."""
        without_it = wanted - dual / np.diag(inverse)[:, None]
        signals, right, worth = [], [], []
        for own, members in enumerate(self._members):
            block = inverse[np.ix_(members, members)]
            without_intent = wanted[members] - np.linalg.solve(block, dual[members])
            others = np.arange(len(self._members)) != own
            for row, example in enumerate(members.tolist()):
                alike = self._alignment.similarities(wordings[example]).astype(np.float64)
                alike[example] = 0.0
                near = self._near(alike)
                score = without_it[example] + _ALIGNED * near
                signals.append(_signals(score, near))
                right.append(int(score.argmax()) == own)
                worth.append(1.0)
                if others.any():
                    rest = (without_intent[row] + _ALIGNED * near)[others]
                    signals.append(_signals(rest, near[others]))
                    right.append(False)
                    worth.append(_OUTSIDERS)
        return np.array(signals), np.array(right), np.array(worth)


def _signals(score: Numbers, near: Numbers) -> Numbers:
    """What tells a safe judgement from an unsafe one: how much speaks for the best intent, how
    near its examples are, and how far behind the next one is."""
    order = np.argsort(-score, kind="stable")
    best = order[0]
    behind = score[best] - (score[order[1]] if len(order) > 1 else 0.0)
    return np.array([score[best], near[best], behind, max(score[best], 0.0) * near[best]])


def _shares(score: Numbers) -> Numbers:
    grown = np.exp(_SHARPNESS * (score - score.max()))
    shares: Numbers = grown / grown.sum()
    return shares
