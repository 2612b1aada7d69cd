"""A linear model over the fields of a dataclass, so that no number can stand beside another one's name."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter, mul
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from knowledge.errors import CitebotError

SPEAKS_FOR: Mapping[str, int] = MappingProxyType({"sign": 1})
"""Metadata of a field that can only make what is asked likelier: its weight should not be negative."""
SPEAKS_AGAINST: Mapping[str, int] = MappingProxyType({"sign": -1})
"""Metadata of one that can only make it less likely: its weight should not be positive. Where a field has neither, either makes sense."""

Inputs = TypeVar("Inputs")


@dataclass(frozen=True)
class LinearModel(Generic[Inputs]):
    """A weight for each field of a dataclass of numbers, and a bias.

    Raises:
        CitebotError: If the names of the weights are not those of the fields.
    """

    inputs: type[Inputs]
    weights: Mapping[str, float]
    """Field → weight."""
    bias: float = 0.0

    def __post_init__(self) -> None:
        names = signs(self.inputs).keys()
        wrong = [f"there is none for “{name}”" for name in names if name not in self.weights]
        wrong += [f"“{name}” is no field of it" for name in self.weights if name not in names]
        if wrong:
            raise CitebotError(
                f"The weights do not fit {self.inputs.__name__}: {', '.join(wrong)}. Learn them anew with benchmarks/learn.py, "
                "or give the fields the names that the weights have."
            )

    @cached_property
    def _values(self) -> "attrgetter[tuple[float, ...]]":
        return attrgetter(*self.weights)

    def score(self, inputs: Inputs) -> float:
        """Return the weighted sum of the fields; only its order means anything."""
        return float(sum(map(mul, self._values(inputs), self.weights.values())))

    def probability(self, inputs: Inputs) -> float:
        """Return the probability that has the score and the bias as its log-odds."""
        return 1 / (1 + math.exp(-(self.bias + self.score(inputs))))

    def contradictions(self) -> dict[str, float]:
        """Return the weights whose sign contradicts what their field means."""
        return {
            name: self.weights[name]
            for name, sign in signs(self.inputs).items()
            if sign * self.weights[name] < 0
        }


def signs(inputs: type[Any]) -> dict[str, int]:
    """Return field → 1 if it can only speak for what is asked, -1 if only against it, 0 if either."""
    return {field.name: field.metadata.get("sign", 0) for field in fields(inputs)}
