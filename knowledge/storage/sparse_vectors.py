"""Facts and questions → sparse vectors whose inner product is BM25, for engines that know vectors but no terms.

A fact's vector holds what BM25 makes of how often a term stands in it and of its length; a question's holds the inverse document
frequencies, so that these are always those of the generation that answers (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75).
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b

from knowledge.storage.fact_index import FIELDS

K1, B = 1.2, 0.75
_HELD = "held"
"""A field beside those that are searched: 1 for each term that the fact itself holds."""
_DIMENSIONS = 2**32 - 1
"""Milvus numbers dimensions below this. Half a million terms in four fields meet some five hundred times, nearly always rare ones."""

Vector = dict[int, float]
"""Dimension → what stands there; what is missing is 0."""


@lru_cache(maxsize=200_000)
def dimension(field: str, term: str) -> int:
    """Return the dimension of a term in a field, the same on every machine."""
    return int.from_bytes(blake2b(f"{field} {term}".encode(), digest_size=4).digest()) % _DIMENSIONS


def fact_vector(fields: Mapping[str, str], averages: Mapping[str, float]) -> Vector:
    """Return the vector of a fact, which is never empty: no engine takes one that is.

    Args:
        fields: Searched field → its terms, between spaces.
        averages: Searched field → how many terms facts have in it on average, greater than 0 where this one has any.
    """
    vector = {dimension(_HELD, term): 1.0 for term in fields["terms"].split()}
    for field, text in fields.items():
        terms = text.split()
        norm = K1 * (1 - B + B * len(terms) / averages[field]) if terms else 0.0
        for term, count in Counter(terms).items():
            vector[dimension(field, term)] = count * (K1 + 1) / (count + norm)
    return vector or {dimension(_HELD, ""): 1.0}


def question_vector(
    weights: Mapping[str, float], frequencies: Callable[[str], Mapping[str, int]], size: int
) -> Vector:
    """Return the vector of a question.

    Args:
        weights: Term → how much it counts.
        frequencies: Term → by searched field in how many facts it stands.
        size: How many facts there are.
    """
    vector: Vector = {}
    for term, weight in weights.items():
        for field, frequency in frequencies(term).items():
            if frequency and weight > 0:
                rarity = math.log(1 + (max(size - frequency, 0) + 0.5) / (frequency + 0.5))
                vector[dimension(field, term)] = weight * FIELDS[field] * rarity
    return vector


def must_hold(vector: Vector, term: str) -> tuple[Vector, float]:
    """Return a question's vector to which a term is added that must be held, and what that adds to a score: more than all others can."""
    bound = 1.0 + (K1 + 1) * sum(vector.values())
    place = dimension(_HELD, term)
    return vector | {place: bound + vector.get(place, 0.0)}, bound


def held(weights: Mapping[str, float]) -> Vector:
    """Return the vector whose product with a fact's is the weight of the terms that the fact holds."""
    return {dimension(_HELD, term): weight for term, weight in weights.items() if weight > 0}
