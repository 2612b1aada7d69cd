"""A generation in the store, row by row, as other machines take it over."""

from collections.abc import Iterator
from hashlib import sha256

from knowledge.storage.shared_generations import TABLES, GenerationId, Row
from knowledge.storage.store import StoreView

_OF_FACT = "EXISTS (SELECT 1 FROM fact WHERE row = {table}.fact AND ALIVE)"
_HELD = {
    "source": "ALIVE",
    "fact": "ALIVE",
    "written": _OF_FACT.format(table="written"),
    "vector": "ALIVE AND " + _OF_FACT.format(table="vector"),
}
"""Which rows a generation holds, by table."""


class StoredRows(StoreView):
    """What the store holds at one generation, as `GenerationRows` give it."""

    @property
    def id(self) -> GenerationId:
        """Return which generation it is."""
        return GenerationId(self.number, sha256(self.about_stored()).digest())

    def last_numbers(self) -> list[int]:
        """Return the numbers of the last two generations: somebody may still be answering from the first one."""
        found = self._rows("SELECT number FROM generation WHERE number <= :at ORDER BY number DESC LIMIT 2")
        return [number for (number,) in found]

    @property
    def encoder_digest(self) -> str:
        """Return the digest of the encoder that made its vectors; empty where there are none."""
        return self.about().encoder

    def source_rows(self) -> list[int]:
        """Return the rows of all its sources."""
        return [row for (row,) in self._rows("SELECT row FROM source WHERE ALIVE ORDER BY row")]

    def curated_rows(self) -> list[int]:
        """Return the rows of its curated facts, in the order of their files."""
        found = self._rows(
            "SELECT row FROM fact JOIN written ON written.fact = row WHERE source = 0 AND ALIVE ORDER BY place"
        )
        return [row for (row,) in found]

    def above(self, table: str, key: int) -> Iterator[Row]:
        """Yield the rows of one of `TABLES` whose key is greater than a number, in the order of that."""
        columns = TABLES[table]
        yield from self._rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {columns[0]} > :key AND {_HELD[table]} ORDER BY {columns[0]}",
            key=key,
        )

    def last_row(self, table: str) -> int:
        """Return the greatest key of the rows of one of `TABLES`; 0 where there are none."""
        key = TABLES[table][0]
        found = self._rows(
            f"SELECT {key} FROM {table} WHERE {_HELD[table]} ORDER BY {key} DESC LIMIT 1"
        ).fetchone()
        return int(found[0]) if found else 0
