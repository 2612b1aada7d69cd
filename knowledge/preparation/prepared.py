"""What a child makes of the file that it has read: the document, its drafts, and these as search sees them.

The text of a file is as little to be trusted after reading as before: what is worked out of it belongs under the same limits of time and
memory. It is also most of the work of a refresh, so several files share the cores, and whoever asks meanwhile is not kept waiting.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from knowledge.bulkhead import Bulkhead
from knowledge.facts.drafting import draft
from knowledge.model import Document, Fact, Problem
from knowledge.sources.documents import document_of
from knowledge.sources.readers.blocks import Reading
from knowledge.storage.indexed_facts import IndexedFact, index_drafts


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as the child that read it hands it over."""

    document: Document | None
    """None where there is no text."""
    messages: tuple[str, ...]
    """About parts that could not be read."""
    members: tuple[str, ...]
    """Names of the files that it holds."""
    drafts: tuple[Fact, ...] = ()
    indexed: tuple[IndexedFact, ...] = ()
    """The drafts as search sees them, their rows counted from 0."""
    problems: tuple[Problem, ...] = ()
    """About pieces that drafting or indexing failed on."""
    log: tuple[str, ...] = ()
    """What was logged meanwhile."""


def make(name: str, reading: Reading) -> Prepared:
    """Return what is stored of a file.

    Args:
        name: Of the source.
        reading: What its reader made of it.
    """
    document = document_of(name, reading)
    if document is None:
        return Prepared(None, reading.problems, reading.members)
    bulkhead = Bulkhead(f"sources/{name}")
    with _logged() as log:
        drafts = _draft(document, bulkhead)
        indexed = tuple(index_drafts(document, drafts, bulkhead))
    return Prepared(
        document, reading.problems, reading.members, tuple(drafts), indexed, bulkhead.problems, tuple(log)
    )


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


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Give what is logged meanwhile, since a child has no log of its own."""
    lines: list[str] = []
    keeper = logging.Handler()
    keeper.emit = lambda record: lines.append(keeper.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    root.addHandler(keeper)
    try:
        yield lines
    finally:
        root.removeHandler(keeper)
