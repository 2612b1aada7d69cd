"""KnowledgeBase: open a home, refresh it, ask it, browse it.

Everyone who asks works on an immutable `Snapshot`. A refresh writes the next generation beside it and swaps the two at
the end, so that a question never waits for a refresh, and never sees half of one.
"""

import datetime as dt
import logging
import sqlite3
import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge import browsing
from knowledge.answering.decision import LIMIT, THRESHOLD
from knowledge.answering.outcome import Answer, Match, NoAnswer, Reason, refusals
from knowledge.answering.pipeline import Pipeline
from knowledge.answering.reading.reader import Reader
from knowledge.errors import HomeError
from knowledge.facts.lost_quotes import UnderReview
from knowledge.facts.proof import Unproven, check, standing
from knowledge.languages.folding import well_formed
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import (
    Citation,
    Document,
    Fact,
    Problem,
    QuotedSource,
    RefreshReport,
    SourceSummary,
    Status,
)
from knowledge.preparation.sources import preparing
from knowledge.refresh import SOURCES, Changes, Look, Progress, find_changes, write_generation
from knowledge.sources.growth import growing
from knowledge.sources.readers.guard import Limits
from knowledge.storage.derived_folder import DerivedFolder
from knowledge.storage.snapshot import Snapshot

_log = logging.getLogger(__name__)


class KnowledgeBase:
    """A home folder that answers questions.

    Safe to ask from several threads while one of them refreshes.
    """

    def __init__(
        self,
        home: Path,
        derived: Path,
        *,
        threshold: float = THRESHOLD,
        limits: Limits | None = None,
        encoder: Encoder | None = None,
        reader: Reader | None = None,
    ) -> None:
        """Open the last good generation, if there is one.

        Args:
            home: Folder with sources/ and facts/.
            derived: Folder for everything derived; made where it is missing.
            threshold: Confidence from which on a match is an answer, from 0 to 1.
            limits: What reading one file may cost.
            encoder: Tells how alike sentences are, if one is to be used.
            reader: Says whether the first candidates tell what was asked, if one is to be used.

        Raises:
            HomeError: If the home is no folder.
            StoreError: If the derived folder cannot be used.
        """
        if not home.is_dir():
            raise HomeError(f"There is no folder {home}. Make one with: citebot init {home}")
        self._home = home
        self._derived = DerivedFolder(derived, encoder)
        self._threshold = threshold
        self._limits = limits or Limits()
        self._encoder = encoder
        self._reader = reader
        self._refreshing = threading.Lock()
        self._pipeline: Pipeline | None = None
        self.refreshed_at: dt.datetime | None = None
        """When the folder was last looked at, in UTC."""
        self._open_latest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._derived.close()

    def _open_latest(self) -> None:
        """Open the latest generation, unless it is open already or its index is gone."""
        if snapshot := self._derived.snapshot(self.generation):
            self._pipeline = Pipeline.on(snapshot, self._reader)
            self.refreshed_at = snapshot.store.about().built_at

    @property
    def pipeline(self) -> Pipeline | None:
        """Return what answers now, be it from this process's last refresh or from another's; None before the first.

        A door for measuring and learning; whoever wants to know something asks the base.
        """
        self._open_latest()
        return self._pipeline

    @property
    def _snapshot(self) -> Snapshot | None:
        pipeline = self.pipeline
        return pipeline.snapshot if pipeline else None

    # --- refresh ---------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """Return the number of the generation that answers; 0 before the first."""
        return self._pipeline.snapshot.store.number if self._pipeline else 0

    def refresh(
        self, progress: Progress | None = None, *, is_patient: bool = False, only_facts: bool = False
    ) -> RefreshReport:
        """Make the folder as it is now the one that answers.

        Only what changed is read again. Whatever goes wrong, the last good generation stays. Where an encoder has to make very many
        vectors, several generations follow on each other; the first one answers as without it, the last one with it.

        Args:
            progress: Told about each step, from the calling thread.
            is_patient: Leave sources that are still being written for the next time. Takes a moment where some were just touched.
            only_facts: Look at the fact files only, for somebody who has just changed one and waits.

        Raises:
            HomeError: If the folder of the sources is gone.
            StoreError: If the derived folder cannot be written.
            ConfigError: If the encoder cannot be used.
        """
        started = time.monotonic()
        with self._refreshing, preparing(self._limits) as crew:
            self._open_latest()
            unfinished = growing(self._home / SOURCES, crew.begin) if is_patient else frozenset()
            look = Look(self._home, self._limits, crew, unfinished, only_facts and self._pipeline is not None)
            changes = find_changes(look, self._derived.latest(), self._encoder)
            if self._pipeline is None or changes:
                changes = self._write(look, progress or _ignore)
                while self._encoder and self._pipeline and self._pipeline.snapshot.store.without_vectors():
                    self._write(look, progress or _ignore)
            self.refreshed_at = dt.datetime.now(dt.UTC)
            return self._report(changes, time.monotonic() - started)

    def _write(self, look: Look, progress: Progress) -> Changes:
        with self._derived.writer() as store:
            changes = write_generation(look, store, self._derived.index_folder, progress)
        self._open_latest()
        self._derived.sweep(self.generation)
        return changes

    def _report(self, changes: Changes, seconds: float) -> RefreshReport:
        return RefreshReport(
            generation=self.generation,
            added=tuple(file.name for file in changes.added),
            changed=tuple(file.name for file in changes.changed),
            removed=changes.removed,
            withheld=self._pipeline.snapshot.store.about().withheld if self._pipeline else (),
            sources=len(self.sources()),
            approved=len(self._approved()),
            drafts=sum(summary.drafts for summary in self.sources()),
            problems=self.problems(),
            seconds=seconds,
        )

    # --- ask -------------------------------------------------------------------------------------

    def ask(self, text: str, near: Collection[str] = ()) -> Answer | NoAnswer:
        """Return the answer to a question, or why there is none; whatever the text is.

        Args:
            text: What a person says.
            near: Names of the sources that were talked about before; of facts as likely the answer, theirs come first.
        """
        (outcome,) = self.ask_at(text, (self._threshold,), near)
        return outcome

    def ask_at(
        self, text: str, thresholds: Sequence[float], near: Collection[str] = ()
    ) -> list[Answer | NoAnswer]:
        """Return what a question comes to at each of some thresholds; for `near` see `ask`."""
        text = well_formed(text)
        pipeline = self.pipeline
        if pipeline is None or not pipeline.snapshot.index.size:
            return refusals(text, Reason.NO_FACTS, thresholds)
        try:
            return pipeline.ask_at(text, thresholds, near)
        except (OSError, sqlite3.Error):  # not the text's fault
            raise
        except Exception:  # noqa: BLE001 - whatever it is, whoever asks gets a reply
            _log.exception("A question of %d characters could not be answered", len(text))
            return refusals(text, Reason.NOTHING_FOUND, thresholds)

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

    def withheld(self) -> tuple[str, ...]:
        """Return the ids of the curated facts that have no proof now."""
        snapshot = self._snapshot
        return snapshot.store.about().withheld if snapshot else ()

    def search(self, words: str, limit: int = LIMIT) -> tuple[Match, ...]:
        """Return the facts nearest to some words, best first, however unsure."""
        return self.ask(words).matches[:limit]

    # --- browse ----------------------------------------------------------------------------------

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
            fact_id: Of a draft too that has been approved since, so that what leads to it stays valid.
            even_hidden: Return hidden facts as well.
        """
        snapshot = self._snapshot
        found = snapshot.store.fact(fact_id) if snapshot else None
        if snapshot is None or found is None:
            return None
        row, fact = found
        speaker = snapshot.silenced.get(row, snapshot.spoken_for.get(row, row))
        fact = snapshot.curated.get(speaker, fact)
        return fact if even_hidden or fact.status is not Status.HIDDEN else None

    def sources(self) -> tuple[SourceSummary, ...]:
        """Return a line about each document, sorted by name."""
        snapshot = self._snapshot
        return snapshot.sources if snapshot else ()

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

    def _approved(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.curated() if fact.status is Status.APPROVED)


def _ignore(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody about a step."""
