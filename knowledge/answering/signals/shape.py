"""What a fact is by itself: how long, how much it adds to the question, where in its paragraph, whose."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.storage.indexed_facts import IndexedFact


class Shape(NamedTuple):
    """The signals of this family; see `Signals`."""

    novelty: float
    length: float
    lead: float
    has_examples: float
    approved: float


def shape(fact: IndexedFact, terms: Sequence[str], new_terms: Sequence[str]) -> Shape:
    """Return the shape of a fact.

    Args:
        fact: The fact.
        terms: Those of its statement.
        new_terms: Those that are no function words and not in the question.
    """
    return Shape(
        novelty=math.log1p(len(new_terms)),
        length=math.log1p(len(terms)),
        lead=1.0 if fact.is_curated else 1 / (1 + fact.row - fact.first),
        has_examples=float(fact.is_curated or bool(fact.asks)),
        approved=float(fact.is_curated),
    )
