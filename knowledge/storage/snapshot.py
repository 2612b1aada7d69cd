"""One generation, held open while the next one is written, and what of it stays the same from question to question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from knowledge.languages.language import FALLBACK, Language, language
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import Fact, SourceSummary, Status
from knowledge.storage.fact_index import Index
from knowledge.storage.store import StoreView


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation, open."""

    store: StoreView
    index: Index
    encoder: Encoder | None
    """The one that made its vectors, if it has any."""
    curated: Mapping[int, Fact]
    """Row → approved or hidden fact."""
    silenced: Mapping[int, int]
    """Row of a draft that a hidden fact covers → row of that fact."""
    spoken_for: Mapping[int, int]
    """Row of a draft that an approved fact covers → row of that fact."""
    curated_vectors: Mapping[int, Sequence[bytes]]
    """Row of an approved fact → vectors of its statement and example questions; empty without an encoder."""
    sources: tuple[SourceSummary, ...]
    """A line about each document, sorted by name."""
    summaries: Mapping[str, SourceSummary]
    """Name of a source → the same line."""
    languages: tuple[Language, ...]
    """Those of the documents, that with the most drafts first; at least one."""
    words: int
    """Words of all facts, each as often as it occurs."""

    @classmethod
    def open(cls, store: StoreView, index: Index, encoder: Encoder | None = None) -> Self:
        """Open a generation.

        Args:
            store: What it holds.
            index: What it is searched with.
            encoder: The one that made its vectors, if it has any.
        """
        curated = store.curated()
        covers = {fact.row: fact.covers for fact in store.indexed(curated).values()}
        hidden = {row for row, fact in curated.items() if fact.status is Status.HIDDEN}
        approved = covers.keys() - hidden
        sources = _with_approved(store.summaries(), curated.values())
        return cls(
            store=store,
            index=index,
            encoder=encoder,
            curated=curated,
            silenced={draft: row for row in hidden for draft in covers[row]},
            spoken_for={draft: row for row in approved for draft in covers[row]},
            curated_vectors=store.vectors(approved) if encoder else {},
            sources=sources,
            summaries={summary.source: summary for summary in sources},
            languages=_languages(sources),
            words=store.about().words,
        )

    def told_drafts(self, names: Iterable[str]) -> list[int]:
        """Return the rows of the drafts of some sources for which no curated fact speaks, by source and in reading order."""
        rows = self.store.draft_rows(names)
        return [row for row in rows if row not in self.spoken_for and row not in self.silenced]


def _with_approved(summaries: Iterable[SourceSummary], curated: Iterable[Fact]) -> tuple[SourceSummary, ...]:
    cited = Counter(
        source
        for fact in curated
        if fact.status is Status.APPROVED
        for source in {citation.source for citation in fact.citations}
    )
    return tuple(replace(summary, approved=cited[summary.source]) for summary in summaries)


def _languages(sources: Iterable[SourceSummary]) -> tuple[Language, ...]:
    drafts: Counter[str] = Counter()
    for summary in sources:
        drafts[summary.language] += summary.drafts
    return tuple(language(code) for code, _ in drafts.most_common()) or (language(FALLBACK),)
