"""Fit linear models whose weights keep the sign that the meaning of their input gives them.

One loss does for both kinds of model. The ranking is a conditional logit: of the candidates of a question, how likely is a right one
drawn? A logistic model is the same with two candidates, one of them without any input.

scikit-learn's classifiers take no bounds on their weights; those of its regressions that do minimise squares, which gives no
probabilities. So the loss stands here, and SciPy's L-BFGS-B keeps the bounds. It is convex: what is found depends on the examples alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec.structs import astuple
from scipy.optimize import minimize

from knowledge.answering.linear_model import Inputs, LinearModel, signs

PENALTY = 1e-3
"""Ridge penalty, against weights that only fit noise."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An example for a ranking: candidates of which at least one is right and one is not."""

    candidates: Sequence[Any]
    """What the model reads of each."""
    are_right: Sequence[bool]
    importance: float


@dataclass(frozen=True, slots=True)
class Case:
    """An example for a logistic model."""

    inputs: Any
    """What the model reads."""
    is_so: bool
    importance: float


def fit_ranking(inputs: type[Inputs], choices: Sequence[Choice]) -> LinearModel[Inputs]:
    """Return the model under which a right candidate of each question is likeliest to come first.

    Args:
        inputs: What the model reads.
        choices: Examples of it, at least one.
    """
    x = np.array([astuple(one) for choice in choices for one in choice.candidates], dtype=np.float32)
    spread = x.std(axis=0) + 1e-6
    drawn = _Draws(
        x=x / spread,
        right=np.concatenate([choice.are_right for choice in choices]),
        starts=np.cumsum([0, *(len(choice.candidates) for choice in choices[:-1])]),
        importance=np.array([choice.importance for choice in choices]),
    )
    weights = drawn.fit(list(signs(inputs).values())) / spread
    return LinearModel(inputs, dict(zip(signs(inputs), map(float, weights), strict=True)))


def fit_logistic(inputs: type[Inputs], cases: Sequence[Case]) -> LinearModel[Inputs]:
    """Return the model under which the probability of what is so is its frequency.

    Args:
        inputs: What the model reads.
        cases: Examples of it, at least one.
    """
    x = np.array([astuple(case.inputs) for case in cases])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    is_so = np.array([case.is_so for case in cases])
    so_or_not = np.zeros((2 * len(x), x.shape[1] + 1))
    so_or_not[::2] = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    drawn = _Draws(
        x=so_or_not,
        right=np.column_stack([is_so, ~is_so]).ravel(),
        starts=np.arange(0, len(so_or_not), 2),
        importance=np.array([case.importance for case in cases]),
    )
    fitted = drawn.fit([*signs(inputs).values(), None])
    weights = fitted[:-1] / spread
    bias = float(fitted[-1] - weights @ mean)
    return LinearModel(inputs, dict(zip(signs(inputs), map(float, weights), strict=True)), bias)


@dataclass(frozen=True, slots=True)
class _Draws:
    """Questions, from each of which one candidate is drawn."""

    x: np.ndarray
    """One row a candidate, those of a question together."""
    right: np.ndarray
    """Whether each is right."""
    starts: np.ndarray
    """Row of the first candidate of each question."""
    importance: np.ndarray
    """What each question counts."""

    def fit(self, kept_signs: Sequence[int | None]) -> np.ndarray:
        """Return the weights under which right candidates are likeliest to be drawn.

        Args:
            kept_signs: For each column the sign of its weight, 0 for either; None for a bias, whose size costs nothing.
        """
        bounds = [(0 if sign == 1 else None, 0 if sign == -1 else None) for sign in kept_signs]
        penalties = np.array([0.0 if sign is None else PENALTY for sign in kept_signs])
        start = np.zeros(len(bounds))
        found = minimize(self._loss, start, (penalties,), jac=True, method="L-BFGS-B", bounds=bounds)
        return np.asarray(found.x)

    def _loss(self, weights: np.ndarray, penalties: np.ndarray) -> tuple[float, np.ndarray]:
        """Return minus the log-probability that a right candidate is drawn, and its gradient."""
        importance = self.importance / self.importance.sum()
        lengths = np.diff(np.append(self.starts, len(self.x)))
        scores = self.x @ weights
        likely = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), lengths))
        among_all = np.add.reduceat(likely, self.starts)
        among_right = np.add.reduceat(likely * self.right, self.starts) + 1e-300
        loss = (importance * np.log(among_all / among_right)).sum() + penalties @ weights**2
        pull = np.repeat(importance / among_all, lengths)
        pull -= np.repeat(importance / among_right, lengths) * self.right
        return float(loss), self.x.T @ (pull * likely) + 2 * penalties * weights
