"""In how many facts each term stands, kept in the store, for engines that cannot tell.

The counts are those of the last generation that was written; they are written in its transaction.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from knowledge.storage.fact_index import FIELDS, OWN, searched
from knowledge.storage.indexed_facts import IndexedFact, with_paragraphs
from knowledge.storage.store import StoreView

_AT_ONCE = 20_000
"""Facts that are counted in memory before the counts are written."""
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS term (
    text TEXT PRIMARY KEY, {", ".join(f"{field} INTEGER NOT NULL" for field in FIELDS)}
) WITHOUT ROWID
"""
_CHANGE = f"""
INSERT INTO term VALUES (?{", ?" * len(FIELDS)})
ON CONFLICT DO UPDATE SET {", ".join(f"{field} = {field} + excluded.{field}" for field in FIELDS)}
"""
_LAST_CHARACTER = "\U0010ffff"


class TermCounts(StoreView):
    """The counts beside a generation."""

    def clear(self) -> None:
        """Forget all counts."""
        self._connection.execute(_SCHEMA)
        self._connection.execute("DELETE FROM term")

    def change(self, facts: Iterable[IndexedFact], by: int) -> Counter[str]:
        """Count facts that come or go, and return by field how many terms those have; under "" how many facts they are.

        Args:
            facts: A document's drafts together.
            by: 1 for those that come, -1 for those that go.
        """
        lengths: Counter[str] = Counter()
        counts: Counter[tuple[str, str]] = Counter()
        for number, (fact, paragraph) in enumerate(with_paragraphs(facts), 1):
            lengths[""] += by
            for field, text in searched(fact, paragraph).items():
                terms = text.split()
                lengths[field] += by * len(terms)
                for term in set(terms):
                    counts[term, field] += by
            if number % _AT_ONCE == 0:
                self._write(counts)
                counts.clear()
        self._write(counts)
        return lengths

    def _write(self, counts: Mapping[tuple[str, str], int]) -> None:
        terms = sorted({term for term, _ in counts})
        self._connection.executemany(
            _CHANGE, ((term, *(counts.get((term, field), 0) for field in FIELDS)) for term in terms)
        )

    def of(self, term: str) -> Mapping[str, int]:
        """Return by searched field in how many facts a term stands."""
        found = self._rows(f"SELECT {', '.join(FIELDS)} FROM term WHERE text = :term", term=term).fetchone()
        return dict(zip(FIELDS, found, strict=True)) if found else {}

    def beginning(self, start: str, limit: int) -> list[str]:
        """Return the terms of facts, and of the questions they answer, that begin with some letters; the most frequent of each first."""
        return list(dict.fromkeys(term for field in OWN for term in self._beginning(start, field, limit)))

    def _beginning(self, start: str, field: str, limit: int) -> Iterator[str]:
        found = self._rows(
            f"SELECT text FROM term WHERE text >= :start AND text < :end AND {field} > 0 "
            f"ORDER BY {field} DESC, text LIMIT :limit",
            start=start,
            end=start + _LAST_CHARACTER,
            limit=limit,
        )
        return (term for (term,) in found)
