"""Which facts come to an index, which leave it, and which are still in it though a generation holds them no more.

For engines that keep the rows of several generations together: a row in them never changes, and is deleted when nobody needs it any more.
"""

from collections.abc import Iterable, Iterator

import msgspec

from knowledge.model import Fact, Status
from knowledge.storage.indexed_facts import NO_DOCUMENT, IndexedFact
from knowledge.storage.store import StoreView

_CHANGED = f"(SELECT {NO_DOCUMENT} UNION ALL SELECT row FROM source WHERE {{when}} = :at)"
"""The sources of which facts came or went, curated facts among them."""

_FACT = msgspec.msgpack.Decoder(Fact)
_INDEXED = msgspec.msgpack.Decoder(IndexedFact)


class SearchedRows(StoreView):
    """The facts of a generation that can be answered with, as the index of several generations knows them."""

    def last_row(self) -> int:
        """Return the greatest row of a fact."""
        found = self._rows("SELECT row FROM fact WHERE born <= :at ORDER BY row DESC LIMIT 1").fetchone()
        return int(found[0]) if found else 0

    def come(self) -> Iterator[IndexedFact]:
        """Yield the facts that came with this generation, a document's drafts together."""
        return self._searched(f"source IN {_CHANGED.format(when='born')} AND born = :at AND died IS NULL")

    def gone(self) -> Iterator[IndexedFact]:
        """Yield the facts that this generation has lost, a document's drafts together."""
        return self._searched(f"source IN {_CHANGED.format(when='died')} AND died = :at")

    def curated_now(self) -> Iterator[IndexedFact]:
        """Yield the curated facts."""
        return self._searched(f"source = {NO_DOCUMENT} AND ALIVE")

    def _searched(self, which: str) -> Iterator[IndexedFact]:
        found = self._rows(f"SELECT source, body, indexed FROM fact WHERE {which} ORDER BY source, row")
        for source, body, indexed in found:
            fact = _INDEXED.decode(indexed)
            is_hidden = source == NO_DOCUMENT and _FACT.decode(body).status is Status.HIDDEN
            if fact.is_legible and not is_hidden:
                yield fact

    def dead(self) -> tuple[list[int], list[int]]:
        """Return the rows of the sources and of the curated facts that are kept for the generation before only."""
        return self._dead("died <= :at")

    def needless(self) -> tuple[list[int], list[int]]:
        """Return the rows of the sources and of the curated facts that not even the generation before holds."""
        return self._dead("died < :at")

    def _dead(self, when: str) -> tuple[list[int], list[int]]:
        sources = self._rows(f"SELECT row FROM source WHERE {when} ORDER BY row").fetchall()
        curated = self._rows(f"SELECT row FROM fact WHERE source = {NO_DOCUMENT} AND {when} ORDER BY row")
        return [row for (row,) in sources], [row for (row,) in curated]

    def alive(self, rows: Iterable[int]) -> set[int]:
        """Return those of some rows that this generation holds."""
        return {row for (row,) in self._in("SELECT row FROM fact WHERE row", rows)}
