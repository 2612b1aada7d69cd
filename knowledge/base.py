"""KnowledgeBase: open a home, refresh it, ask it; what it holds is looked up as `Holdings`.

Everyone who asks works on an immutable `Snapshot`. A refresh writes the next generation beside it and swaps the two at
the end, so that a question never waits for a refresh, and never sees half of one.
"""

import datetime as dt
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.answering.decision import LIMIT, THRESHOLD
from knowledge.answering.outcome import Answer, Match, NoAnswer, Reason, refusals
from knowledge.answering.pipeline import Pipeline
from knowledge.answering.reading.reader import Reader
from knowledge.errors import CitebotError, HomeError
from knowledge.holdings import Holdings
from knowledge.languages.folding import well_formed
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import RefreshReport
from knowledge.preparation.sources import preparing
from knowledge.refresh import SOURCES, Changes, Look, Progress, find_changes, write_generation
from knowledge.sources.growth import growing
from knowledge.sources.readers.guard import Limits
from knowledge.storage.derived_folder import DerivedFolder
from knowledge.storage.fact_index import Engine
from knowledge.storage.shared_generations import SharedGenerations

_LEAD_WAIT_S = 45.0
"""How long somebody who waits for a refresh waits for that of another machine."""

_log = logging.getLogger(__name__)


class KnowledgeBase(Holdings):
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
        readers: Sequence[Reader] = (),
        shared: SharedGenerations | None = None,
        engine: Engine | None = None,
    ) -> None:
        """Open the last good generation, if there is one.

        Args:
            home: Folder with sources/ and facts/.
            derived: Folder for everything derived; made where it is missing.
            threshold: Confidence from which on a match is an answer, from 0 to 1.
            limits: What reading one file may cost.
            encoder: Tells how alike sentences are, if one is to be used.
            readers: Say whether the first candidates tell what was asked, if any are to be used; no two of them read the same language.
            shared: Where other machines share the generations of this home, if any do.
            engine: Proposes the candidates; by default the one that comes with the program. Closed with the base.

        Raises:
            HomeError: If the home is no folder.
            StoreError: If the derived folder cannot be used.
        """
        if not home.is_dir():
            raise HomeError(f"There is no folder {home}. Make one with: citebot init {home}")
        self._home = home
        self._derived = DerivedFolder(derived, encoder, engine)
        self._threshold = threshold
        self._limits = limits or Limits()
        self._encoder = encoder
        self._readers = readers
        self._shared = shared
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
        """Let go of the database, once a refresh that is under way in another thread has ended."""
        with self._refreshing:
            self._derived.close()

    def _open_latest(self, known: int | None = None) -> None:
        """Open the latest generation, unless it is the known one, by default that which is open, or its index is gone."""
        if snapshot := self._derived.snapshot(self.generation if known is None else known):
            self._pipeline = Pipeline.on(snapshot, self._readers, self._pipeline)
            self.refreshed_at = snapshot.store.about().built_at

    @property
    def pipeline(self) -> Pipeline | None:
        """Return what answers now, be it from this process's last refresh or from another's; None before the first.

        A door for measuring and learning; whoever wants to know something asks the base.
        """
        self._open_latest()
        return self._pipeline

    @property
    def language(self) -> str:
        """Return the ISO 639-1 code of the language that most sentences are in; empty where there are none."""
        return self._pipeline.snapshot.languages[0].code if self._pipeline and self.size else ""

    # --- refresh ---------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """Return the number of the generation that answers; 0 before the first."""
        return self._pipeline.snapshot.store.number if self._pipeline else 0

    def refresh(
        self,
        progress: Progress | None = None,
        *,
        is_patient: bool = False,
        gives_way: bool = False,
        only_facts: bool = False,
    ) -> RefreshReport:
        """Make the folder as it is now the one that answers.

        Only what changed is read again. Whatever goes wrong, the last good generation stays. Where an encoder has to make very many
        vectors, several generations follow on each other; the first one answers as without it, the last one with it.

        Where generations are shared, one machine at a time looks for changes, and the others take over what it writes.

        Args:
            progress: Told about each step, from the calling thread.
            is_patient: Leave sources that are still being written for the next time. Takes a moment where some were just touched.
            gives_way: Leave everything to another machine that is at it now, and take over what it has shared so far.
            only_facts: Look at the fact files only, for somebody who has just changed one and waits.

        Raises:
            HomeError: If the folder of the sources is gone.
            StoreError: If the derived folder cannot be written, or another machine is at it for too long.
            ConfigError: If the encoder cannot be used, or what speaks with the search engine is not installed.
            SearchError: If the search engine cannot be reached.
        """
        started = time.monotonic()
        with self._leading(gives_way) as leads, self._refreshing:
            self._follow()
            before = self.withheld()
            changes = self._renew(progress or _ignore, is_patient, only_facts) if leads else None
            self.refreshed_at = dt.datetime.now(dt.UTC)
            return self._report(changes, before, time.monotonic() - started)

    def _leading(self, gives_way: bool) -> AbstractContextManager[bool]:
        """Hold the right to write the next generation, and tell whether it was to be had."""
        return self._shared.lead(0 if gives_way else _LEAD_WAIT_S) if self._shared else nullcontext(True)

    def _renew(self, progress: Progress, is_patient: bool, only_facts: bool) -> Changes:
        with preparing(self._limits) as crew:
            unfinished = self._unfinished(crew.begin) if is_patient else frozenset()
            look = Look(self._home, self._limits, crew, unfinished, only_facts and self._pipeline is not None)
            changes = find_changes(look, self._derived.latest(), self._encoder)
            is_shared = self._shared is not None and self._shared.latest() is not None
            if self._pipeline is None or changes:
                changes = self._write(look, progress, is_shared=is_shared)
                while self._encoder and self._pipeline and self._pipeline.snapshot.store.without_vectors():
                    self._write(look, progress)
                return changes
            if changes.touched:
                self._derived.touch(changes.touched)
            if self._shared and not is_shared:
                self._shared.publish(self._derived.latest(), None)
            return changes

    def _unfinished(self, meanwhile: Callable[[], None]) -> frozenset[str]:
        known = {name: source.file for name, source in self._derived.latest().sources().items()}
        return growing(self._home / SOURCES, known, meanwhile)

    def _write(self, look: Look, progress: Progress, *, is_shared: bool = True) -> Changes:
        last = self._derived.latest().id if is_shared else None
        with self._derived.writer() as store:
            changes = write_generation(look, store, self._derived.write_index, progress)
            if self._shared:  # before the local commit, so that a crash leaves this machine behind the others, never ahead of them
                self._shared.publish(store, last)
        self._open_latest()
        self._derived.sweep()
        return changes

    def follow(self) -> None:
        """Take over the last generation that another machine has shared, unless it is the one that answers.

        Raises:
            StoreError: If it cannot be had. The last good generation goes on answering.
        """
        with self._refreshing:
            self._follow()

    def _follow(self) -> None:
        """Be where all are; a generation that nobody shares yet stays, to be the first one that is."""
        self._open_latest()
        latest = self._shared.latest() if self._shared else None
        if self._shared is None or latest is None:
            return
        if self._derived.latest().id != latest:
            self._derived.follow(self._shared)
            self._compared = None
            self._open_latest(known=0)
            self._derived.sweep()
        elif self._pipeline is None:
            self._derived.index_again()
            self._open_latest()

    def _report(self, changes: Changes | None, before: Collection[str], seconds: float) -> RefreshReport:
        """Return what was done; of changes that another machine has found, that one tells."""
        withheld = self.withheld()
        return RefreshReport(
            generation=self.generation,
            added=tuple(file.name for file in changes.added) if changes else (),
            changed=tuple(file.name for file in changes.changed) if changes else (),
            removed=changes.removed if changes else (),
            renamed=changes.renamed if changes else (),
            withheld=withheld,
            newly_withheld=tuple(fact_id for fact_id in withheld if fact_id not in before),
            sources=len(self.sources()),
            approved=len(self._approved()),
            drafts=sum(summary.drafts for summary in self.sources()),
            problems=self.problems(),
            seconds=seconds,
            is_followed=changes is None,
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
        except (OSError, sqlite3.Error, CitebotError):  # not the text's fault
            raise
        except Exception:  # noqa: BLE001 - whatever it is, whoever asks gets a reply
            _log.exception("A question of %d characters could not be answered", len(text))
            return refusals(text, Reason.NOTHING_FOUND, thresholds)

    def search(self, words: str, limit: int = LIMIT) -> tuple[Match, ...]:
        """Return the facts nearest to some words, best first, however unsure."""
        return self.ask(words).matches[:limit]


def _ignore(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody about a step."""
