"""The engine that comes with the program: tantivy, in a folder per generation beside the database, from which it can be built again."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import tantivy

from knowledge.errors import StoreError
from knowledge.storage.fact_index import FIELDS, OWN, searched
from knowledge.storage.indexed_facts import NO_DOCUMENT, IndexedFact, with_paragraphs
from knowledge.storage.store import StoreView
from knowledge.storage.tantivy_folder import AS_GIVEN, open_index, write_index
from knowledge.storage.vocabulary import Vocabulary, write_vocabulary

_FACTS, _WORDS = "facts", "words"
"""Folders inside that of a generation."""


class TantivyEngine:
    """Keeps the whole index of a generation in the generation's folder."""

    def open(self, folder: Path, _store: StoreView) -> "TantivyIndex":
        """Open the index of a generation."""
        return TantivyIndex(folder)

    def write(
        self, folder: Path, previous: Path, _store: StoreView, _place: str | None = None
    ) -> AbstractContextManager["TantivyIndexWriter"]:
        """Give the writer of the next generation's index; each replica writes its own."""
        return write(folder, previous if _is_openable(previous) else None)

    def close(self) -> None:
        """Do nothing: folders that never change need no closing."""


class TantivyIndex:
    """A finished index, open for search."""

    def __init__(self, folder: Path) -> None:
        """Open the index of a folder.

        Raises:
            StoreError: If there is none or it cannot be read.
        """
        self.vocabulary = Vocabulary(folder / _WORDS)
        """The words of the facts."""
        self._schema = _schema()
        self._searcher = open_index(folder / _FACTS, self._schema).searcher()
        self.size: int = self._searcher.num_docs
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

        Args:
            weights: Term → how much it counts.
            limit: How many to return at the most.
            is_curated: Return curated facts only.
            documents: Return drafts of these only, by their rows in the store.
            holding: Return facts only that hold this term.
        """
        query = _any(
            tantivy.Query.boost_query(self._holding(term, field), boost * weight)
            for term, weight in weights.items()
            for field, boost in FIELDS.items()
        )
        if is_curated:
            curated = tantivy.Query.term_query(self._schema, "source", NO_DOCUMENT)
            query = _both(query, tantivy.Query.const_score_query(curated, 0.0))
        if documents:
            theirs = _any(tantivy.Query.term_query(self._schema, "source", row) for row in documents)
            query = _both(query, tantivy.Query.const_score_query(theirs, 0.0))
        if holding:
            query = _both(query, tantivy.Query.const_score_query(self._holding(holding), 0.0))
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands, some that are gone but not yet cleared away included."""
        return int(self._searcher.doc_freq("terms", term))

    def holds(self, term: str) -> bool:
        """Tell whether a term stands in any fact."""
        return bool(self._searcher.search(self._holding(term), 1, count=False).hits)

    def company(self, term: str, weights: Mapping[str, float]) -> float:
        """Return the greatest weight of other terms that stands in one fact with a term; 0 if nowhere does one."""
        others = _any(
            tantivy.Query.const_score_query(self._holding(other), weight) for other, weight in weights.items()
        )
        query = _both(others, tantivy.Query.const_score_query(self._holding(term), 0.0))
        hits = self._searcher.search(query, 1, count=False).hits
        return float(hits[0][0]) if hits else 0.0

    def knows(self, term: str) -> bool:
        """Tell whether a term stands in a fact or in one of the questions that it is known to answer."""
        return any(self._searcher.doc_freq(field, term) for field in OWN)

    def heads(self, term: str) -> bool:
        """Tell whether a term stands in a heading above some fact, which may be all that says what the fact is about."""
        return bool(self._searcher.doc_freq("heading", term))

    def beginning(self, start: str, limit: int) -> list[str]:
        """Return the terms of facts, and of the questions they answer, that begin with some letters; the most frequent of each first."""
        found = chain.from_iterable(
            self._searcher.terms_with_prefix(field, start, limit=limit) for field in OWN
        )
        return list(dict.fromkeys(term for term, _ in found))

    def _holding(self, term: str, field: str = "terms") -> Any:
        return tantivy.Query.term_query(self._schema, field, term)


class TantivyIndexWriter:
    """Writes the next index."""

    place = ""
    """The facts are in the folder of the generation."""

    def __init__(self, writer: Any, folder: Path, previous: Path | None) -> None:
        self.is_new = previous is None
        """It starts from nothing."""
        self._writer = writer
        self._schema = _schema()
        self._words = folder / _WORDS
        self._previous_words = previous / _WORDS if previous else None

    def remove(self, source: int) -> None:
        """Lose the facts of a source that are there so far."""
        # Not delete_documents_by_term: it takes a number for a signed one and then finds nothing.
        self._writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "source", source))

    def add(self, facts: Iterable[IndexedFact]) -> None:
        """Gain facts; a document's drafts come together."""
        for fact, paragraph in with_paragraphs(facts):
            self._writer.add_document(_document(fact, paragraph))

    def count(self, words: Iterable[tuple[str, int]]) -> None:
        """Take the counts of all words that are new or occur more or less often than before; to be called once."""
        write_vocabulary(self._words, self._previous_words, words)


@contextmanager
def write(folder: Path, previous: Path | None) -> Iterator[TantivyIndexWriter]:
    """Give the writer of a new index, which is finished when it is left; what stands in the folder is deleted.

    Args:
        folder: Where to write.
        previous: Folder of an index to start from.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with write_index(folder / _FACTS, previous / _FACTS if previous else None, _schema()) as writer:
        yield TantivyIndexWriter(writer, folder, previous)


def _is_openable(folder: Path) -> bool:
    try:
        TantivyIndex(folder)
    except StoreError:
        return False
    return True


def _schema() -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("row", fast=True)
    schema.add_unsigned_field("source", indexed=True)
    for field in FIELDS:
        schema.add_text_field(field, tokenizer_name=AS_GIVEN, index_option="freq")
    return schema.build()


def _any(queries: Iterable[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _both(*queries: Any) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _document(fact: IndexedFact, paragraph: str) -> Any:
    document = tantivy.Document()
    document.add_unsigned("row", fact.row)
    document.add_unsigned("source", NO_DOCUMENT if fact.is_curated else fact.document)
    for field, text in searched(fact, paragraph).items():
        document.add_text(field, text)
    return document
