"""Many sets of terms → the pairs of them that are alike, without comparing each with each."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")
_MOST_SHARING = 60
"""Things that share a rare term; of more than that the term is part of a form, and the last ones are compared."""


def similar_pairs(
    things: Sequence[_T], terms_of: Callable[[_T], frozenset[str]], least: float
) -> Iterator[tuple[_T, _T]]:
    """Yield the pairs whose terms are alike, each once.

    Two sets of which a share is common have one of their rarest terms in common; how many of these are to be looked at, says the prefix
    filter of Chaudhuri, Ganti and Kaushik, A Primitive Operator for Similarity Joins in Data Cleaning (2006).

    Args:
        things: Whatever has terms.
        terms_of: Returns them, at least one.
        least: Share of all their terms that two things must have in common, from 0 to 1.
    """
    frequency = Counter(term for thing in things for term in terms_of(thing))
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        terms = sorted(terms_of(thing), key=lambda term: (frequency[term], term))
        near: dict[int, None] = {}
        for term in terms[: len(terms) - math.ceil(least * len(terms)) + 1]:
            near.update(dict.fromkeys(sharing[term][-_MOST_SHARING:]))
            sharing[term].append(number)
        ours = terms_of(thing)
        for other in near:
            theirs = terms_of(things[other])
            if len(ours & theirs) >= least * len(ours | theirs):
                yield things[other], thing
