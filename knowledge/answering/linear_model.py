"""A linear model over the fields of a struct, so that no number can stand beside another one's name.

What a model reads is a frozen `msgspec.Struct`, no dataclass: of some thirty numbers each, some thirty are made for every question, which
takes structs a quarter of the time.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, mul
from typing import Annotated, Generic, TypeVar, get_type_hints

import msgspec

from knowledge.errors import CitebotError

SpeaksFor = Annotated[float, 1]
"""A number that can only make what is asked likelier: its weight should not be negative."""
SpeaksAgainst = Annotated[float, -1]
"""One that can only make it less likely: its weight should not be positive. Where a field is a plain `float`, either makes sense."""

Inputs = TypeVar("Inputs", bound=msgspec.Struct)


@dataclass(frozen=True)
class LinearModel(Generic[Inputs]):
    """A weight for each field of a struct of numbers, and a bias.

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


def signs(inputs: type[msgspec.Struct]) -> dict[str, int]:
    """Return field → 1 if it can only speak for what is asked, -1 if only against it, 0 if either."""
    hints = get_type_hints(inputs, include_extras=True)
    return {name: next(iter(getattr(hint, "__metadata__", ())), 0) for name, hint in hints.items()}
