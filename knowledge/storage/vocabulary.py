"""The words of the corpus, in an index of their own: how often each occurs, and which are spelt nearly alike.

The automaton that tantivy walks its sorted words with finds all words within one or two mistakes among half a million in less than a
millisecond, without holding any of them in memory.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from knowledge.storage.tantivy_folder import open_index, write_index

MOST_NEAR = 100
"""Words that `near` gives at the most; rarer ones are hardly meant."""


class Vocabulary:
    """The folded words of one generation's facts, open for search."""

    def __init__(self, folder: Path) -> None:
        """Open the index of a folder.

        Raises:
            StoreError: If there is none or it cannot be read.
        """
        self._schema = _schema()
        self._searcher = open_index(folder, self._schema).searcher()

    def count(self, word: str) -> int:
        """Return how often the facts hold a folded word."""
        if not self._searcher.doc_freq("word", word):  # the quick way out; also counts words that are gone
            return 0
        query = tantivy.Query.term_query(self._schema, "word", word)
        hits = self._searcher.search(query, 1, count=False, order_by_field="count").hits
        return int(hits[0][0]) if hits else 0

    def near(self, word: str, mistakes: int) -> list[tuple[str, int]]:
        """Return the words that become another one by so many mistakes at the most, with their counts, the most frequent first.

        A mistake is a letter missing, added, wrong, or swapped with its neighbour: the distance of optimal string alignment.

        Args:
            word: A folded word, whether the facts hold it or not.
            mistakes: 1 or 2.
        """
        query = tantivy.Query.fuzzy_term_query(
            self._schema, "word", word, distance=mistakes, transposition_cost_one=True
        )
        hits = self._searcher.search(query, MOST_NEAR, count=False, order_by_field="count").hits
        return [(self._searcher.doc(address)["word"][0], count) for count, address in hits]


def write_vocabulary(folder: Path, previous: Path | None, counts: Iterable[tuple[str, int]]) -> None:
    """Write the index of a generation's words.

    Args:
        folder: Where to write; what stands there from an interrupted build is deleted.
        previous: Folder of the words to start from.
        counts: (folded word, how often the facts hold it now) of each that is new or whose count changed; one that is gone counts 0.
    """
    with write_index(folder, previous, _schema()) as writer:
        for word, count in counts:
            if previous is not None:
                writer.delete_documents_by_term("word", word)
            if count:
                document = tantivy.Document()
                document.add_text("word", word)
                document.add_unsigned("count", count)
                writer.add_document(document)


def _schema() -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_unsigned_field("count", fast=True)
    return schema.build()
