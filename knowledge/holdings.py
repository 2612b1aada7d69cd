"""What a base holds, to be looked up: facts, quotes, sources, and what is wrong with them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from knowledge import browsing
from knowledge.answering.disagreements import Disagreement, disagreements
from knowledge.answering.pipeline import Pipeline
from knowledge.facts.drafting import draft_ids
from knowledge.facts.lost_quotes import UnderReview
from knowledge.facts.new_sentences import sentences_at
from knowledge.facts.proof import Unproven, check, standing
from knowledge.model import Citation, Document, Fact, Problem, QuotedSource, SourceSummary, Status
from knowledge.storage.snapshot import Snapshot
from knowledge.storage.store import StoreView


class Holdings(ABC):
    """What the generation that answers now holds."""

    _compared: tuple[int, tuple[Disagreement, ...]] | None = None
    """What disagrees, by the number of the generation."""
    _former: tuple[int, dict[str, int]] | None = None
    """The rows of drafts by the ids that they had when their sources were called otherwise, by the number of the generation."""

    @property
    @abstractmethod
    def pipeline(self) -> Pipeline | None:
        """Return what answers now; None before the first refresh."""

    @property
    def _snapshot(self) -> Snapshot | None:
        pipeline = self.pipeline
        return pipeline.snapshot if pipeline else None

    def facts(self, words: str = "", offset: int = 0, limit: int = 10) -> tuple[tuple[Fact, ...], int]:
        """Return a page of the facts and how many there are in all.

        Approved facts come first, by topic and as their files have them; then the drafts for which no curated fact speaks, by source and in
        reading order. With the name of a
        source or a folder of sources, those from there, and the approved facts on a topic of that name. With other words, first the
        approved facts on a topic of that name, then the facts that hold all of the words, or if none does the nearest ones.
        """
        pipeline = self.pipeline
        if pipeline is None:
            return (), 0
        approved, sources = self._approved(), self.sources()
        if not words.strip():
            approved = browsing.by_topic(approved, sources)
        else:
            approved, sources = browsing.named(words, approved, sources)
            if not sources:
                found = tuple(dict.fromkeys([*approved, *pipeline.search(words)]))
                return found[offset : offset + limit], len(found)
        page = approved[offset : offset + limit]
        told = pipeline.snapshot.told_drafts([summary.source for summary in sources])
        first = max(offset - len(approved), 0)
        rows = told[first : first + limit - len(page)]
        drafts = pipeline.snapshot.store.facts(rows)
        return (*page, *(drafts[row] for row in rows)), len(approved) + len(told)

    @property
    def size(self) -> int:
        """Return how many facts there are, approved ones and drafts."""
        return len(self._approved()) + sum(summary.drafts for summary in self.sources())

    def fact(self, fact_id: str, *, even_hidden: bool = False) -> Fact | None:
        """Return the fact of an id, unless it is hidden; for a draft, the curated fact that speaks for it.

        Args:
            fact_id: Of a draft too that has been approved, or whose source has been renamed since, so that what leads to it stays valid.
            even_hidden: Return hidden facts as well.
        """
        snapshot = self._snapshot
        found = (snapshot.store.fact(fact_id) or self._formerly(snapshot, fact_id)) if snapshot else None
        if snapshot is None or found is None:
            return None
        row, fact = found
        speaker = snapshot.silenced.get(row, snapshot.spoken_for.get(row, row))
        fact = snapshot.curated.get(speaker, fact)
        return fact if even_hidden or fact.status is not Status.HIDDEN else None

    def _formerly(self, snapshot: Snapshot, fact_id: str) -> tuple[int, Fact] | None:
        """Return the row and the draft that had an id before its source was renamed."""
        store = snapshot.store
        if self._former is None or self._former[0] != store.number:
            self._former = store.number, dict(_former_ids(store))
        row = self._former[1].get(fact_id)
        return None if row is None else (row, store.facts([row])[row])

    def sources(self) -> tuple[SourceSummary, ...]:
        """Return a line about each document, sorted by name."""
        snapshot = self._snapshot
        return snapshot.sources if snapshot else ()

    @property
    def summaries(self) -> Mapping[str, SourceSummary]:
        """Return the same lines by the names of the sources."""
        snapshot = self._snapshot
        return snapshot.summaries if snapshot else {}

    def sources_of(self, digest: str) -> tuple[str, ...]:
        """Return the names of the sources whose files have a digest, those that could not be read included.

        Args:
            digest: SHA-256 of their bytes, in hex.
        """
        snapshot = self._snapshot
        sources = snapshot.store.sources() if snapshot else {}
        return tuple(name for name, source in sources.items() if source.file.digest == digest)

    def drafts(self, source: str) -> tuple[Fact, ...]:
        """Return the drafts of a source in reading order; none where there is no such source or it could not be read."""
        snapshot = self._snapshot
        known = snapshot.store.sources().get(source) if snapshot else None
        if snapshot is None or known is None:
            return ()
        facts = snapshot.store.facts(known.drafts)
        return tuple(facts[row] for row in sorted(facts))

    def verdicts(self, text: str, facts: Sequence[Fact]) -> dict[str, float]:
        """Return the id of each of some facts → what a reader says of it beside a question, see `Match`; nothing where none reads them."""
        pipeline = self.pipeline
        if pipeline is None:
            return {}
        known = [found for fact in facts if (found := pipeline.snapshot.store.fact(fact.id))]
        verdicts = pipeline.verdicts(text, dict(known))
        return {fact.id: verdicts[row] for row, fact in known if row in verdicts}

    def document(self, name: str) -> Document | None:
        """Return a document by its name, or the only one whose name or title holds these words."""
        snapshot = self._snapshot
        source = browsing.the_one(name, self.sources())
        return snapshot.store.document(source) if snapshot and source else None

    def topics(self) -> tuple[str, ...]:
        """Return what can be asked about: topics of approved facts, most frequent first, then folders, then the documents' titles."""
        return browsing.topics(self._approved(), self.sources())

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong in the files now, sorted by place."""
        snapshot = self._snapshot
        return snapshot.store.problems() if snapshot else ()

    def curated(self) -> tuple[Fact, ...]:
        """Return the approved and hidden facts, as their files have them."""
        snapshot = self._snapshot
        return tuple(snapshot.curated.values()) if snapshot else ()

    def under_review(self) -> tuple[UnderReview, ...]:
        """Return the curated facts that have lost a quote, as their files have them."""
        snapshot = self._snapshot
        return snapshot.store.about().under_review if snapshot else ()

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return the facts that disagree in a number, a date or a name; takes seconds where there are very many, once a generation."""
        snapshot = self._snapshot
        if snapshot is None:
            return ()
        if self._compared is None or self._compared[0] != snapshot.store.number:
            self._compared = snapshot.store.number, disagreements(snapshot)
        return self._compared[1]

    def knows(self, word: str) -> bool:
        """Tell whether some fact holds a word, folded, in any form."""
        snapshot = self._snapshot
        return snapshot is not None and any(
            snapshot.index.holds(spoken.stem(word)) for spoken in snapshot.languages
        )

    def check(self, cites: Sequence[QuotedSource]) -> list[Citation | Unproven]:
        """Return for each quote where it stands in its source now, or what is wrong with it and what was probably meant."""
        snapshot = self._snapshot
        if snapshot is None:
            return [Unproven("There are no sources yet.", None) for _ in cites]
        return check(cites, snapshot.store.sources().keys(), snapshot.store.document)

    def citations_of(self, quote: str, source: str = "") -> tuple[Citation, ...]:
        """Return where a quote stands first in each source that holds it, by the sources' names.

        Args:
            quote: Words of a source.
            source: The only source to look in; all by default.
        """
        snapshot = self._snapshot
        if snapshot is None:
            return ()
        names = [source] if source else [summary.source for summary in snapshot.sources]
        return tuple(standing(quote, names, snapshot.store.document))

    def in_full(self, citation: Citation) -> Citation:
        """Return the whole sentences that a citation quotes, or quotes of."""
        snapshot = self._snapshot
        document = snapshot.store.document(citation.source) if snapshot else None
        return sentences_at(document, citation.locator) if document else citation

    def withheld(self) -> tuple[str, ...]:
        """Return the ids of the curated facts that have no proof now."""
        snapshot = self._snapshot
        return snapshot.store.about().withheld if snapshot else ()

    def _approved(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.curated() if fact.status is Status.APPROVED)


def _former_ids(store: StoreView) -> Iterator[tuple[str, int]]:
    """Yield each id that a draft had before its source was renamed, with its row."""
    for former, present in store.about().renamed:
        for name, source in store.sources().items():
            if name == present or name.startswith(f"{present}/"):
                drafts = store.facts(source.drafts)
                rows = sorted(drafts)
                ids = draft_ids(former + name.removeprefix(present), (drafts[row] for row in rows))
                yield from zip(ids, rows, strict=True)
