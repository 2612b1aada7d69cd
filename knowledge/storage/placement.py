"""Where a curated fact stands among the drafts: which it speaks for, which are around it, and what it takes over of them.

The same sentence may stand in a source more than once. A quote is found at the first place; wherever else a draft says the same by the same
words, the fact speaks for it too. A fact that says word for word what a draft says is told and found like that one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec

from knowledge.facts.drafting import draft_id
from knowledge.model import Citation, Document, Fact, Locator
from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.store import StoredSource, StoreView


def placed(
    store: StoreView,
    sources: Mapping[str, StoredSource],
    fact: Fact,
    prepared: IndexedFact,
    document: Document,
) -> tuple[Fact, IndexedFact]:
    """Return a curated fact with what it takes over, and how ranking sees it among the drafts.

    Args:
        store: Holds the drafts.
        sources: Its sources, by name.
        fact: A proven fact.
        prepared: How ranking sees it by itself.
        document: The one that its first citation is from.
    """
    first = fact.citations[0]
    passage = document.passage_at(first.locator.start)
    around = _between(store, sources[first.source].drafts, passage.start, passage.end)
    drafts = _spoken_for(store, sources, fact)
    indexed = msgspec.structs.replace(
        prepared, first=around.start, last=around.stop - 1, covers=tuple(drafts)
    )
    for row, draft in drafts.items():
        if _words(draft.statement) == _words(fact.statement):
            terms = store.indexed([row])[row].terms
            taken_over = replace(fact, lead=draft.lead, parts=draft.parts)
            return taken_over, msgspec.structs.replace(indexed, terms=terms, repeats=row)
    return fact, indexed


def _spoken_for(store: StoreView, sources: Mapping[str, StoredSource], fact: Fact) -> dict[int, Fact]:
    """Return by row the drafts that a curated fact speaks for."""
    found: dict[int, Fact] = {}
    for citation in fact.citations:
        quoted = dict(_quoted(store, sources[citation.source].drafts, citation))
        said = {_words(each.statement) for each in (fact, *quoted.values())}
        alike = dict(_alike(store, citation))
        found |= quoted
        found |= {row: draft for row, draft in alike.items() if _words(draft.statement) in said or not quoted}
    return found


def _between(store: StoreView, drafts: range, start: int, end: int) -> range:
    """Return the rows of a source's drafts that touch a span, found by bisection."""

    def locator(row: int) -> Locator:
        return store.facts([row])[row].citations[0].locator

    first = bisect_right(drafts, start, key=lambda row: locator(row).end)
    last = bisect_left(drafts, end, key=lambda row: locator(row).start)
    return range(drafts.start + first, drafts.start + max(first, last))


def _quoted(store: StoreView, drafts: range, citation: Citation) -> Iterator[tuple[int, Fact]]:
    """Yield the drafts of which a quote holds at least half."""
    start, end = citation.locator.start, citation.locator.end
    for row, draft in store.facts(_between(store, drafts, start, end)).items():
        span = draft.citations[0].locator
        if 2 * (min(end, span.end) - max(start, span.start)) >= span.end - span.start:
            yield row, draft


def _alike(store: StoreView, citation: Citation) -> Iterator[tuple[int, Fact]]:
    """Yield the drafts of the same source whose own quote is the same."""
    occurrence = 1
    while draft := store.fact(draft_id(citation.source, citation.quote, occurrence)):
        yield draft
        occurrence += 1


def _words(statement: str) -> tuple[str, ...]:
    return tuple(statement.split())
