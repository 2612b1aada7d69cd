"""A home folder and its last generation → the next generation, reading only what changed."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge import facts as fact_files
from knowledge.build import Build
from knowledge.corpus import SourceFile, list_sources, read_documents
from knowledge.drafting import draft
from knowledge.entries import NO_DOCUMENT, Entry
from knowledge.errors import StoreError
from knowledge.index import Index
from knowledge.index import build as build_index
from knowledge.model import Problem
from knowledge.proof import prove
from knowledge.readers.guard import Limits
from knowledge.store import Generation

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

    @property
    def are_sources_new(self) -> bool:
        """Tell whether any document came, went or changed."""
        return bool(self.added or self.changed or self.removed)

    def __bool__(self) -> bool:
        return self.are_sources_new or self.are_facts_new or self.are_problems_new or bool(self.touched)


def compare(home: Path, generation: Generation, limits: Limits) -> Changes:
    """Return how a home differs from a generation; cheap where nothing does."""
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
    )


def write(
    home: Path, build: Build, index_folder: Callable[[int], Path], limits: Limits, progress: Progress
) -> Changes:
    """Write the next generation and its index, and return how it differs from the last one.

    Args:
        home: The folder as it is now.
        build: The generation to be written; still holds what the last one held.
        index_folder: Number of a generation → folder of its index.
        limits: What reading one file may cost.
        progress: Told about each step.
    """
    changes = compare(home, build, limits)
    known = build.sources()
    gone = [known[name] for name in (*changes.removed, *(file.name for file in changes.changed))]
    for source in gone:
        build.remove(source)
    for file in changes.touched:
        build.touch(known[file.name], file)
    entries = _read(home, build, (*changes.added, *changes.changed), limits, progress)
    removed = [source.row for source in gone]
    about = replace(
        build.about(),
        built_at=dt.datetime.now(dt.UTC),
        facts_digest=changes.facts_digest,
        file_problems=changes.file_problems,
    )
    if changes.are_facts_new or changes.are_sources_new:
        progress("Checking facts", 0, 1)
        curated, load_problems = fact_files.load(home / FACTS, home)
        proven, proof_problems = prove(curated, build.sources().keys(), build.document)
        about = replace(
            about,
            fact_problems=(*load_problems, *proof_problems),
            withheld=tuple(sorted({fact.id for fact in curated} - {fact.id for fact in proven})),
        )
        entries += build.replace_curated(proven)
        removed.append(NO_DOCUMENT)
    progress("Indexing", 0, 1)
    _index(build, index_folder, removed, entries)
    build.finish(about)
    build.sweep()
    progress("Indexing", 1, 1)
    return changes


def _read(
    home: Path, build: Build, files: Sequence[SourceFile], limits: Limits, progress: Progress
) -> list[Entry]:
    """Read sources into the build and return the entries of their drafts."""
    entries: list[Entry] = []

    def step(name: str, done: int, total: int) -> None:
        progress(f"Reading {name}", done, total)

    documents = read_documents(home / SOURCES, files, limits, step)
    for file, outcome in zip(files, documents, strict=True):
        if isinstance(outcome, Problem):
            build.add(file, None, (), [outcome])
        else:
            entries += build.add(file, outcome, draft(outcome), outcome.problems)
    return entries


def _index(
    build: Build, index_folder: Callable[[int], Path], removed: Sequence[int], entries: Sequence[Entry]
) -> None:
    """Build the index on top of the last one, or from the database where that one cannot be opened."""
    target, previous = index_folder(build.number), index_folder(build.number - 1)
    try:
        Index(previous)
    except StoreError:
        build_index(target, None, (), build.searchable())
    else:
        build_index(target, previous, removed, entries)
