"""A home folder and its last generation → the next generation, reading only what changed."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from knowledge.bulkhead import Bulkhead
from knowledge.facts import curated as fact_files
from knowledge.facts.lost_quotes import LastProof
from knowledge.facts.proof import prove
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import CuratedFact, Problem
from knowledge.preparation import descriptions
from knowledge.preparation.prepared import Prepared
from knowledge.preparation.sources import prepare_sources
from knowledge.sources.corpus import SourceFile, holding, list_sources
from knowledge.sources.readers.guard import Crew, Limits
from knowledge.sources.readers.recognition import ocr
from knowledge.storage.fact_index import IndexWriter
from knowledge.storage.indexed_facts import NO_DOCUMENT, IndexedFact
from knowledge.storage.store import About, StoreView
from knowledge.storage.store_writer import StoreWriter

SOURCES = "sources"
FACTS = "facts"

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of its steps are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How a home differs from a generation."""

    added: tuple[SourceFile, ...]
    changed: tuple[SourceFile, ...]
    touched: tuple[SourceFile, ...]
    """The same content with another time stamp, which is remembered but makes no generation."""
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """Of those removed and added the same files under another name: the former one and the present one."""
    held: tuple[str, ...]
    """Sources within changed files, which are to be read again with them."""
    file_problems: tuple[Problem, ...]
    """About files that are not read at all."""
    facts_digest: str
    are_problems_new: bool
    are_facts_new: bool
    is_encoder_new: bool
    """Whether another encoder is to make the vectors, or none any more."""
    are_vectors_missing: bool
    """Whether it has not made all of them yet."""

    @property
    def are_sources_new(self) -> bool:
        """Tell whether any document came, went or changed."""
        return bool(self.added or self.changed or self.removed)

    def __bool__(self) -> bool:
        return (
            self.are_sources_new
            or self.are_facts_new
            or self.are_problems_new
            or self.is_encoder_new
            or self.are_vectors_missing
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a home is looked at."""

    home: Path
    limits: Limits
    """What reading one file may cost."""
    crew: Crew[Prepared]
    """Those who read what is new."""
    growing: Collection[str] = ()
    """Sources that are still being written, and count as they were."""
    only_facts: bool = False
    """Take all sources for as they were."""


def find_changes(look: Look, store: StoreView, encoder: Encoder | None = None) -> Changes:
    """Return how a home and its encoder differ from a generation; cheap where nothing does.

    Raises:
        HomeError: If the folder of the sources is gone.
    """
    known = {name: source.file for name, source in store.sources().items()}
    about = store.about()
    if look.only_facts:
        files, problems = list(known.values()), list(about.file_problems)
    else:
        files, problems = list_sources(
            look.home / SOURCES, known, look.limits, look.growing, descriptions.read
        )
    digest = fact_files.digest(look.home / FACTS)
    listed = {file.name for file in files}
    held = {name: holder for name in known.keys() - listed if (holder := holding(name, listed))}
    differing = [file for file in files if file.name in known and file != known[file.name]]
    readable = set() if look.only_facts else _readable_now(store, listed)
    changed = [
        file
        for file in files
        if file.name in known and (_differs(file, known[file.name]) or file.name in readable)
    ]
    added = tuple(file for file in files if file.name not in known)
    removed = tuple(sorted(known.keys() - listed - held.keys()))
    changed_names = {file.name for file in changed}
    return Changes(
        added=added,
        changed=tuple(changed),
        touched=tuple(file for file in differing if file.name not in changed_names),
        removed=removed,
        renamed=_renamed([known[name] for name in removed], added),
        held=tuple(name for name, holder in held.items() if holder in changed_names),
        file_problems=tuple(problems),
        facts_digest=digest,
        are_problems_new=tuple(problems) != about.file_problems,
        are_facts_new=digest != about.facts_digest,
        is_encoder_new=_digest(encoder) != about.encoder,
        are_vectors_missing=encoder is not None and bool(store.without_vectors()),
    )


def _renamed(gone: Iterable[SourceFile], came: Iterable[SourceFile]) -> tuple[tuple[str, str], ...]:
    former = {file.digest: file.name for file in gone if file.size}
    return tuple((former[file.digest], file.name) for file in came if file.digest in former)


def _former_names(last: About, changes: Changes) -> tuple[tuple[str, str], ...]:
    """Return all former names of the sources that there are now."""
    present = dict(changes.renamed)
    names = {former: present.get(name, name) for former, name in last.renamed} | present
    return tuple((former, name) for former, name in names.items() if name not in {former, *changes.removed})


def _differs(file: SourceFile, before: SourceFile) -> bool:
    """Tell whether a file, or what is said of it, is another one than before."""
    return (file.digest, file.description) != (before.digest, before.description)


def _readable_now(store: StoreView, listed: Collection[str]) -> set[str]:
    """Return the files of which more can be read than before, since there is other text recognition."""
    if store.about().recognition == ocr.engine():
        return set()
    return {holding(name, listed) or name for name in store.troubled() if ocr.may_need(name)}


def write_generation(
    look: Look,
    store: StoreWriter,
    write_index: Callable[[StoreWriter], AbstractContextManager[IndexWriter]],
    progress: Progress,
) -> Changes:
    """Write the next generation and its index, and return how it differs from the last one.

    Args:
        look: How the home is looked at.
        store: Writes the next generation; still holds what the last one held, and knows the encoder.
        write_index: Gives the writer of the generation's index.
        progress: Told about each step.
    """
    changes = find_changes(look, store, store.encoder)
    last = store.about()
    about = replace(
        last,
        built_at=dt.datetime.now(dt.UTC),
        facts_digest=changes.facts_digest,
        file_problems=changes.file_problems,
        recognition=last.recognition if look.only_facts else ocr.engine(),
        encoder=_digest(store.encoder),
        renamed=_former_names(last, changes),
    )
    if changes.is_encoder_new:
        store.drop_vectors()
    with write_index(store) as index:
        _drop(store, index, changes)
        if index.is_new:
            index.add(store.searchable())
        for drafts in _read(look, store, (*changes.added, *changes.changed), progress):
            index.add(drafts)
        if changes.are_facts_new or changes.are_sources_new:
            progress("Checking facts", 0, 1)
            index.remove(NO_DOCUMENT)
            curated, about = _prove(look.home, store, about, has_new_sources=changes.are_sources_new)
            index.add(curated)
        progress("Indexing", 0, 1)
        changed_words = store.recount()
        index.count(store.vocabulary() if index.is_new else changed_words)
    store.add_vectors(partial(progress, "Understanding sentences"))
    store.finish(replace(about, index=index.place))
    # A generation that only adds vectors drops nothing, and whoever still answers from before the last change needs what that dropped.
    if changes.are_sources_new or changes.are_facts_new or changes.is_encoder_new:
        store.sweep()
    progress("Indexing", 1, 1)
    return changes


def _digest(encoder: Encoder | None) -> str:
    return encoder.digest if encoder else ""


def _drop(store: StoreWriter, index: IndexWriter, changes: Changes) -> None:
    """Drop what is gone or about to be read again, and remember new time stamps."""
    known = store.sources()
    for name in (*changes.removed, *changes.held, *(file.name for file in changes.changed)):
        store.remove(known[name])
        index.remove(known[name].row)
    for file in changes.touched:
        store.touch(known[file.name], file)


def _read(
    look: Look, store: StoreWriter, files: Sequence[SourceFile], progress: Progress
) -> Iterator[list[IndexedFact]]:
    """Read sources into the store and yield the drafts of each."""
    pages = 0

    def step(name: str, done: int, total: int) -> None:
        so_far = f" ({pages:,} pages so far)" if pages else ""
        progress(f"Reading {name}{so_far}", done, total)

    for file, outcome in prepare_sources(look.home / SOURCES, files, look.crew, step):
        if outcome is None or isinstance(outcome, Problem):
            store.add_unread(file, outcome)
        else:
            assert outcome.document is not None, "what has none is told of as a Problem"
            pages += outcome.document.pages or 0
            yield store.add(file, outcome.document, outcome.drafts, outcome.indexed, outcome.problems)


def _prove(
    home: Path, store: StoreWriter, about: About, *, has_new_sources: bool
) -> tuple[list[IndexedFact], About]:
    """Put the curated facts that have a proof into the store; return them as search sees them, and what is to be known about the others.

    Where no source is new, what was proven and is written as before need not be proven again.
    """
    bulkhead = Bulkhead(FACTS)
    flawed: list[CuratedFact] = []
    curated, load_problems = fact_files.load(home / FACTS, home, flawed)
    digests = {fact.id: fact_files.digest_of(fact) for fact in curated}
    settled = {} if has_new_sources else store.settled(digests)
    last = LastProof(
        store.curated().values(), about.under_review, store.last.document, is_current=not has_new_sources
    )
    unsettled = [fact for fact in curated if fact.id not in settled]
    proof = prove(unsettled, store.sources().keys(), store.document, last)
    # What else is wrong with a fact that is not told anyway is to be mended along with that.
    flaws = prove(flawed, store.sources().keys(), store.document).problems
    withheld = digests.keys() - settled.keys() - {fact.id for fact in proof.facts}
    indexed = store.replace_curated(proof.facts, digests, set(settled.values()), bulkhead)
    problems = (*load_problems, *proof.problems, *flaws, *bulkhead.problems)
    return indexed, replace(
        about,
        fact_problems=problems,
        withheld=tuple(sorted(withheld)),
        under_review=proof.under_review,
    )
