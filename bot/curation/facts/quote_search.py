"""Where words stand that somebody gives as a proof, and what could be meant where they stand nowhere."""

from collections.abc import Iterator

from knowledge.base import KnowledgeBase
from knowledge.facts.proof import Unproven
from knowledge.model import Citation, QuotedSource

_NEAR = 4
"""Passages that are offered."""


def passages_near(base: KnowledgeBase, words: str) -> tuple[Citation, ...]:
    """Return the passages that may prove a statement, or that a quote was copied from with slips; the nearest first."""
    matches = base.search(words, _NEAR)
    found = dict.fromkeys(match.fact.citations[0] for match in matches)
    return tuple(dict.fromkeys([*_resembling(base, words, list(found)), *found]))[:_NEAR]


def _resembling(base: KnowledgeBase, words: str, found: list[Citation]) -> Iterator[Citation]:
    """Yield the sentences in those sources that are nearest to the words as a quote."""
    names = dict.fromkeys(citation.source for citation in found)
    for checked in base.check([QuotedSource(name, words, None, 0) for name in names]):
        if isinstance(checked, Unproven) and checked.near:
            yield base.in_full(checked.near)
