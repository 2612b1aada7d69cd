"""When two texts, proofs or questions are the same: white space never counts, nor do capitals in a question."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import CuratedFact, QuotedSource


def squeezed(text: str) -> str:
    """Return a text on one line, without white space around it."""
    return " ".join(text.split())


def quotes(cites: Sequence[QuotedSource]) -> frozenset[tuple[str, str]]:
    """Return which sources are quoted with which words."""
    return frozenset((cite.source, squeezed(cite.quote)) for cite in cites)


def asked(fact: CuratedFact, questions: Sequence[str]) -> CuratedFact:
    """Return a fact with more example questions, as far as it does not have them."""
    asks = list(fact.asks)
    known = {squeezed(ask).casefold() for ask in asks}
    for question in map(squeezed, questions):
        if question.casefold() not in known:
            known.add(question.casefold())
            asks.append(question)
    return replace(fact, asks=tuple(asks))
