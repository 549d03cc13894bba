"""How often a judgement like this one has been right: logistic regression, fitted once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_ROUNDS = 50
_SETTLED = 1e-6
_PULL = 1.0
"""Strength of the pull of every weight towards zero, in observations."""
_MOST_CERTAIN = 30.0
"""Logit beyond which nothing more is gained."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns signals into the probability that what they speak for is right. The last weight is what
    speaks for it whatever the signals are.

    No weight is below zero: a stronger signal never makes a judgement less certain.
    """

    weights: Numbers
    middle: Numbers
    spread: Numbers

    def probabilities(self, signals: Numbers) -> Numbers:
        """The probability of each row of signals, 0 to 1."""
        rows = (signals - self.middle) / self.spread
        return _certain(rows @ self.weights[:-1] + self.weights[-1])


def fit(signals: Numbers, right: Flags, worth: Numbers) -> Calibration:
    """The calibration under which these observations are likeliest.

    `signals` has a row for each observation, `right` says whether it was, and `worth` how much
    it counts. The same observations always give the same calibration.
    """
    middle = signals.mean(axis=0)
    spread = signals.std(axis=0)
    spread[spread == 0.0] = 1.0
    rows = _with_constant((signals - middle) / spread)
    used = np.ones(rows.shape[1], np.bool_)
    while True:
        weights = np.zeros(rows.shape[1])
        weights[used] = _likeliest(rows[:, used], right, worth)
        worst = int(weights[:-1].argmin())
        if weights[worst] >= 0.0:
            return Calibration(weights, middle, spread)
        used[worst] = False


def _likeliest(rows: Numbers, right: Flags, worth: Numbers) -> Numbers:
    """The weights by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        believed = _certain(rows @ weights)
        slope = rows.T @ (worth * (right - believed)) - _PULL * weights
        steepness = (rows * (worth * believed * (1.0 - believed))[:, None]).T @ rows
        step = np.linalg.solve(steepness + _PULL * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def _certain(logits: Numbers) -> Numbers:
    certain: Numbers = 1.0 / (1.0 + np.exp(-logits.clip(-_MOST_CERTAIN, _MOST_CERTAIN)))
    return certain


def _with_constant(rows: Numbers) -> Numbers:
    return np.hstack([rows, np.ones((len(rows), 1))])
