"""The search engine, as all others see it: from the words of a question to a few dozen candidates.

Each engine is a file of its own that implements these protocols.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.store import StoreView
from knowledge.storage.store_writer import StoreWriter
from knowledge.storage.vocabulary import Vocabulary

FIELDS = {"terms": 1.0, "asks": 1.0, "paragraph": 0.4, "heading": 0.3}
"""Searched fields and their weights, as a mixture of BM25 scores."""
OWN = ("terms", "asks")
"""Those that hold what a fact itself says or answers."""


def searched(fact: IndexedFact, paragraph: str) -> dict[str, str]:
    """Return what stands in each of `FIELDS` for a fact: terms, between spaces.

    Args:
        fact: Any.
        paragraph: The terms of all drafts of its paragraph.
    """
    return {"terms": fact.terms, "asks": fact.asks, "paragraph": paragraph, "heading": fact.heading}


class Index(Protocol):
    """The index of one finished generation, open for search from several threads.

    Every method raises `SearchError` where the engine is a server that does not answer.
    """

    vocabulary: Vocabulary
    """The words of the facts."""
    size: int
    """Facts in the index."""

    def search(
        self,
        weights: Mapping[str, float],
        limit: int,
        *,
        is_curated: bool = False,
        documents: Collection[int] = (),
        holding: str | None = None,
    ) -> list[tuple[int, float]]:
        """Return (row of a fact, score) of the facts that share terms with a question, best first.

        The score is the sum over `FIELDS` of the field's weight × BM25 with k1 = 1.2 and b = 0.75 (Robertson and Zaragoza 2009).

        Args:
            weights: Term → how much it counts.
            limit: How many to return at the most.
            is_curated: Return curated facts only.
            documents: Return drafts of these only, by their rows in the store.
            holding: Return facts only that hold this term.
        """

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands, some that are gone but not yet cleared away included."""

    def holds(self, term: str) -> bool:
        """Tell whether a term stands in any fact."""

    def company(self, term: str, weights: Mapping[str, float]) -> float:
        """Return the greatest weight of other terms that stands in one fact with a term; 0 if nowhere does one."""

    def knows(self, term: str) -> bool:
        """Tell whether a term stands in a fact or in one of the questions that it is known to answer."""

    def heads(self, term: str) -> bool:
        """Tell whether a term stands in a heading above some fact, which may be all that says what the fact is about."""

    def beginning(self, start: str, limit: int) -> list[str]:
        """Return the terms of facts, and of the questions they answer, that begin with some letters; the most frequent of each first."""


class IndexWriter(Protocol):
    """Writes the index of the next generation."""

    @property
    def is_new(self) -> bool:
        """Tell whether it starts from nothing, so that all facts are to be added and all words counted."""

    @property
    def place(self) -> str:
        """Return where the engine keeps the facts, for `About.index`; empty where that is in the folder of the generation."""

    def remove(self, source: int) -> None:
        """Lose the facts of a source that are there so far."""

    def add(self, facts: Iterable[IndexedFact]) -> None:
        """Gain facts; a document's drafts come together."""

    def count(self, words: Iterable[tuple[str, int]]) -> None:
        """Take the counts of all words that are new or occur more or less often than before; to be called once."""


class Engine(Protocol):
    """What keeps the index of each generation."""

    def open(self, folder: Path, store: StoreView) -> Index:
        """Open the index of a generation.

        Args:
            folder: The generation's own folder.
            store: What the generation holds.

        Raises:
            StoreError: If there is no such index, or it cannot be read; it is then written anew.
            SearchError: If the engine cannot be used now.
        """

    def write(
        self, folder: Path, previous: Path, store: StoreWriter, place: str | None = None
    ) -> AbstractContextManager[IndexWriter]:
        """Give the writer of the next generation's index, which is finished when it is left without an error.

        Args:
            folder: The generation's own folder; what an interrupted build left there is deleted.
            previous: Folder of the last generation, which it starts from where that holds an index.
            store: The generation, while it is written.
            place: Where another replica has put the facts of this generation, as its `About.index` says; None where this one puts them there.

        Raises:
            SearchError: If the engine cannot be used now.
        """

    def close(self) -> None:
        """Let go of whatever is open."""
