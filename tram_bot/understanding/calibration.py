"""How often a judgement like this one has been right: logistic regression, fitted once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

_ROUNDS = 50
_SETTLED = 1e-6
_PULL = 1.0
"""Strength of the pull of every weight towards zero, in observations."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns signals into the probability that what they speak for is right."""

    weights: Numbers
    middle: Numbers
    spread: Numbers

    def probabilities(self, signals: Numbers) -> Numbers:
        """The probability of each row of signals, 0 to 1."""
        logits = _with_constant((signals - self.middle) / self.spread) @ self.weights
        certain: Numbers = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
        return certain


def fit(signals: Numbers, right: npt.NDArray[np.bool_], worth: Numbers) -> Calibration:
    """The calibration under which these observations are likeliest.

    `signals` has a row for each observation, `right` says whether it was, and `worth` how much
    it counts. Newton's method; the same observations always give the same calibration.
    """
    middle = signals.mean(axis=0)
    spread = signals.std(axis=0)
    spread[spread == 0.0] = 1.0
    rows = _with_constant((signals - middle) / spread)
    pull = np.full(rows.shape[1], _PULL)
    pull[-1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        believed = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30.0, 30.0)))
        slope = rows.T @ (worth * (right - believed)) - pull * weights
        steepness = (rows * (worth * believed * (1.0 - believed))[:, None]).T @ rows
        step = np.linalg.solve(steepness + np.diag(pull + _SETTLED), slope)
        weights = weights + step
        if np.abs(step).max() < _SETTLED:
            break
    return Calibration(weights, middle, spread)


def _with_constant(rows: Numbers) -> Numbers:
    return np.hstack([rows, np.ones((len(rows), 1))])
