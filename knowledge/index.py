"""The search engine: from the words of a question to a few dozen candidates.

Behind this small interface stands tantivy, in a folder per generation beside the database, from which it can be built again.
Segments never change once written, so the next generation starts from hard links to those of the last one.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy

from knowledge.entries import NO_DOCUMENT, Entry
from knowledge.errors import StoreError

FIELDS = {"terms": 1.0, "asks": 1.0, "paragraph": 0.4, "heading": 0.3}
"""Searched fields and their weights, as a mixture of BM25 scores."""

_WRITER_MEMORY = 64_000_000
_REWRITTEN = {"meta.json", ".managed.json"}
_TOKENIZER = "terms"


class Index:
    """A finished index, open for search."""

    def __init__(self, folder: Path) -> None:
        """Open the index of a folder.

        Raises:
            StoreError: If there is none or it cannot be read.
        """
        try:
            self._index = _open(folder)
        except (OSError, ValueError) as error:
            raise StoreError(
                f"The index in {folder} cannot be opened ({error}). Delete that folder."
            ) from error
        self._searcher = self._index.searcher()
        self.size: int = self._searcher.num_docs
        """Facts in the index."""

    def search(
        self, weights: Mapping[str, float], limit: int, *, is_curated: bool = False
    ) -> list[tuple[int, float]]:
        """Return (row of a fact, score) of the facts that share terms with a question, best first.

        Args:
            weights: Term → how much it counts.
            limit: How many to return at the most.
            is_curated: Return curated facts only.
        """
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._index.schema, field, term), boost * weight
                ),
            )
            for term, weight in weights.items()
            for field, boost in FIELDS.items()
        ]
        query = tantivy.Query.boolean_query(clauses)
        if is_curated:
            curated = tantivy.Query.term_query(self._index.schema, "source", NO_DOCUMENT)
            unscored = tantivy.Query.const_score_query(curated, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, unscored)])
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands."""
        return int(self._searcher.doc_freq("terms", term))


def build(folder: Path, previous: Path | None, removed: Iterable[int], entries: Sequence[Entry]) -> None:
    """Write an index into a new folder.

    Args:
        folder: Where to write; what stands there from an interrupted build is deleted.
        previous: Folder of an index to start from.
        removed: Rows of sources whose entries that index must lose.
        entries: What it gains; a document's drafts are there together.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if previous is not None:
        for file in previous.iterdir():
            if file.name in _REWRITTEN:
                shutil.copy2(file, folder / file.name)
            elif not file.name.endswith(".lock"):
                _link(file, folder / file.name)
    index = _open(folder)
    writer = index.writer(_WRITER_MEMORY, 1)
    for row in removed:
        # Not delete_documents_by_term: it takes a number for a signed one and then finds nothing.
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "source", row))
    for entry, paragraph in _with_paragraphs(entries):
        writer.add_document(_indexed(entry, paragraph))
    writer.commit()
    writer.wait_merging_threads()


def _open(folder: Path) -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("row", fast=True)
    schema.add_unsigned_field("source", indexed=True)
    for field in FIELDS:
        schema.add_text_field(field, tokenizer_name=_TOKENIZER, index_option="freq")
    index = tantivy.Index(schema.build(), path=str(folder), reuse=True)
    terms_as_given = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_TOKENIZER, terms_as_given)
    return index


def _indexed(entry: Entry, paragraph: str) -> Any:
    document = tantivy.Document()
    document.add_unsigned("row", entry.row)
    document.add_unsigned("source", entry.document)
    for field, text in (
        ("terms", entry.terms),
        ("asks", entry.asks),
        ("paragraph", paragraph),
        ("heading", entry.heading),
    ):
        document.add_text(field, text)
    return document


def _with_paragraphs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with the terms of all drafts of its paragraph; a curated fact has none."""
    terms = {entry.row: entry.terms for entry in entries}
    for entry in entries:
        rows = range(0) if entry.document == NO_DOCUMENT else range(entry.first, entry.last + 1)
        yield entry, " ".join(terms[row] for row in rows)


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without hard links
        shutil.copy2(file, target)
