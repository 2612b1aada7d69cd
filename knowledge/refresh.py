"""A home folder and its last generation → the next generation, reading only what changed."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from knowledge.bulkhead import Bulkhead
from knowledge.errors import StoreError
from knowledge.facts import curated as fact_files
from knowledge.facts.drafting import draft
from knowledge.facts.proof import prove
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import Document, Fact, Problem
from knowledge.sources.corpus import SourceFile, list_sources, read_documents
from knowledge.sources.readers.guard import Limits
from knowledge.storage.fact_index import Index, IndexWriter
from knowledge.storage.fact_index import write as write_index
from knowledge.storage.indexed_facts import NO_DOCUMENT, Entry
from knowledge.storage.store import About, Generation
from knowledge.storage.store_writer import Build

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
    """The same content with another time stamp."""
    removed: tuple[str, ...]
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
            or bool(self.touched)
        )


def compare(home: Path, generation: Generation, limits: Limits, encoder: Encoder | None = None) -> Changes:
    """Return how a home and its encoder differ from a generation; cheap where nothing does."""
    known = {name: source.file for name, source in generation.sources().items()}
    about = generation.about()
    files, problems = list_sources(home / SOURCES, known, limits)
    digest = fact_files.digest(home / FACTS)
    differing = [file for file in files if file.name in known and file != known[file.name]]
    return Changes(
        added=tuple(file for file in files if file.name not in known),
        changed=tuple(file for file in differing if file.digest != known[file.name].digest),
        touched=tuple(file for file in differing if file.digest == known[file.name].digest),
        removed=tuple(sorted(known.keys() - {file.name for file in files})),
        file_problems=tuple(problems),
        facts_digest=digest,
        are_problems_new=tuple(problems) != about.file_problems,
        are_facts_new=digest != about.facts_digest,
        is_encoder_new=_digest(encoder) != about.encoder,
        are_vectors_missing=encoder is not None and bool(generation.without_vectors()),
    )


def write(
    home: Path, build: Build, index_folder: Callable[[int], Path], limits: Limits, progress: Progress
) -> Changes:
    """Write the next generation and its index, and return how it differs from the last one.

    Args:
        home: The folder as it is now.
        build: The generation to be written; still holds what the last one held, and knows the encoder.
        index_folder: Number of a generation → folder of its index.
        limits: What reading one file may cost.
        progress: Told about each step.
    """
    changes = compare(home, build, limits, build.encoder)
    about = replace(
        build.about(),
        built_at=dt.datetime.now(dt.UTC),
        facts_digest=changes.facts_digest,
        file_problems=changes.file_problems,
        encoder=_digest(build.encoder),
    )
    if changes.is_encoder_new:
        build.drop_vectors()
    previous = _openable(index_folder(build.number - 1))
    with write_index(index_folder(build.number), previous) as index:
        _drop(build, index, changes)
        if previous is None:
            index.add(build.searchable())
        for entries in _read(home, build, (*changes.added, *changes.changed), limits, progress):
            index.add(entries)
        if changes.are_facts_new or changes.are_sources_new:
            progress("Checking facts", 0, 1)
            index.remove(NO_DOCUMENT)
            curated, about = _prove(home, build, about)
            index.add(curated)
        progress("Indexing", 0, 1)
        changed_words = build.recount()
        index.count(changed_words if previous else build.vocabulary())
    build.add_vectors(partial(progress, "Understanding sentences"))
    build.finish(about)
    # A generation that only adds vectors drops nothing, and whoever still answers from before the last change needs what that dropped.
    if changes.are_sources_new or changes.are_facts_new or changes.is_encoder_new:
        build.sweep()
    progress("Indexing", 1, 1)
    return changes


def _digest(encoder: Encoder | None) -> str:
    return encoder.digest if encoder else ""


def _openable(folder: Path) -> Path | None:
    """Return the folder of an index, or nothing where it cannot be opened."""
    try:
        Index(folder)
    except StoreError:
        return None
    return folder


def _drop(build: Build, index: IndexWriter, changes: Changes) -> None:
    """Drop what is gone or about to be read again, and remember new time stamps."""
    known = build.sources()
    for name in (*changes.removed, *(file.name for file in changes.changed)):
        build.remove(known[name])
        index.remove(known[name].row)
    for file in changes.touched:
        build.touch(known[file.name], file)


def _read(
    home: Path, build: Build, files: Sequence[SourceFile], limits: Limits, progress: Progress
) -> Iterator[list[Entry]]:
    """Read sources into the build and yield the entries of the drafts of each."""

    def step(name: str, done: int, total: int) -> None:
        progress(f"Reading {name}", done, total)

    documents = read_documents(home / SOURCES, files, limits, step)
    for file, outcome in zip(files, documents, strict=True):
        if isinstance(outcome, Problem):
            build.add_unread(file, outcome)
        else:
            bulkhead = Bulkhead(f"{SOURCES}/{file.name}")
            yield build.add(file, outcome, _draft(outcome, bulkhead), bulkhead)


def _draft(document: Document, bulkhead: Bulkhead) -> Sequence[Fact]:
    """Return a document's drafts; where drafting fails, those of each passage that it does not fail on by itself."""
    whole = bulkhead.attempt(partial(draft, document), None, lost="It could not be understood as a whole")
    if whole is not None:
        return whole
    alone = (
        bulkhead.attempt(
            partial(draft, replace(document, passages=(passage,))),
            (),
            lost="A paragraph could not be understood and is left out",
            piece=document.quote(passage.start, passage.end),
        )
        for passage in document.passages
    )
    return list({draft.id: draft for draft in chain.from_iterable(alone)}.values())


def _prove(home: Path, build: Build, about: About) -> tuple[list[Entry], About]:
    """Put the curated facts that have a proof into the build; return their entries and what is to be known about the others."""
    bulkhead = Bulkhead(FACTS)
    curated, load_problems = fact_files.load(home / FACTS, home)
    proven, proof_problems = prove(curated, build.sources().keys(), build.document)
    withheld = {fact.id for fact in curated} - {fact.id for fact in proven}
    entries = build.replace_curated(proven, bulkhead)
    problems = (*load_problems, *proof_problems, *bulkhead.problems)
    return entries, replace(about, fact_problems=problems, withheld=tuple(sorted(withheld)))
