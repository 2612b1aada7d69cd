"""What a fact is by itself: how long, how much it adds to the question, where in its paragraph, whose."""

import math
from collections.abc import Iterable, Sequence

import msgspec

from knowledge.languages.schema import Asked
from knowledge.storage.indexed_facts import IndexedFact


class Shape(msgspec.Struct, frozen=True, gc=False):
    """The signals of this family; see `Signals`."""

    novelty: float
    length: float
    lead: float
    has_examples: float
    approved: float


def shape(
    fact: IndexedFact,
    terms: Sequence[str],
    new_terms: Sequence[str],
    asked: frozenset[Asked] = frozenset(),
    examples: Iterable[Sequence[str]] = (),
) -> Shape:
    """Return the shape of a fact.

    Args:
        fact: The fact.
        terms: Those of its statement.
        new_terms: Those that are no function words and not in the question.
        asked: Kinds of answer that the question calls for.
        examples: Terms of each of its example questions, without function words.
    """
    # What repeats a draft is as likely the answer as that one.
    is_worded = fact.is_curated and not fact.repeats
    place = fact.repeats or fact.row
    return Shape(
        novelty=math.log1p(len(new_terms)),
        length=math.log1p(len(terms)),
        lead=1.0 if is_worded else 1 / (1 + place - fact.first),
        has_examples=float(is_worded or _is_asked_about(fact, asked, terms, examples)),
        approved=float(fact.is_curated),
    )


def _is_asked_about(
    fact: IndexedFact, asked: frozenset[Asked], terms: Sequence[str], examples: Iterable[Sequence[str]]
) -> bool:
    """Tell whether it is known by what questions a draft answers; what only explains a term that it holds may say much else of it."""
    only_explains = all(kinds == {Asked.DEFINITION} for kinds in fact.ask_kinds) and all(
        set(example) <= set(terms) for example in examples
    )
    return bool(fact.asks) and (not only_explains or Asked.DEFINITION in asked)
