import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

from knowledge.errors import StoreError
from knowledge.storage.shared_generations import TABLES, GenerationId


@dataclass
class Rows:
    id: GenerationId
    encoder_digest: str
    about: bytes
    curated: list[int]
    tables: dict[str, dict[int, tuple[object, ...]]]
    grown: list[GenerationId]
    read: list[str] = field(default_factory=list)
    """The table of each row that was read."""

    def about_stored(self):
        return self.about

    def source_rows(self):
        return sorted(self.tables["source"])

    def curated_rows(self):
        return list(self.curated)

    def above(self, table, key):
        for number, row in sorted(self.tables[table].items()):
            if number > key:
                self.read.append(table)
                yield row

    def grew_from(self, known):
        return known in self.grown


@dataclass
class Shelf:
    """Generations shared by bases of one process: in memory what a database does."""

    rows: Rows | None = None
    fails: str = ""
    """Whether the next publication fails: "before" it counts, or "after" that."""
    _leader: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def lead(self, wait_s):
        held = self._leader.acquire(timeout=wait_s)
        if not held and wait_s:
            raise StoreError("Another replica is at work on this.")
        try:
            yield held
        finally:
            if held:
                self._leader.release()

    def latest(self):
        return self.rows.id if self.rows else None

    @contextmanager
    def open(self):
        yield self.rows

    def publish(self, generation, last):
        fails, self.fails = self.fails, ""
        if fails == "before":
            raise StoreError("The database cannot be reached.")
        if last != self.latest():
            raise StoreError("Another replica has published meanwhile.")
        before = self.rows or Rows(GenerationId(0, b""), "", b"", [], {table: {} for table in TABLES}, [])
        curated, sources = generation.curated_rows(), set(generation.source_rows())
        tables = {table: dict(rows) for table, rows in before.tables.items()}
        tables["source"] = {row: values for row, values in tables["source"].items() if row in sources}
        tables["fact"] = {
            row: values for row, values in tables["fact"].items() if values[2] in sources or row in curated
        }
        if generation.encoder_digest != before.encoder_digest:
            tables["vector"] = {}
        for table, rows in tables.items():
            rows |= {row[0]: row for row in generation.above(table, max(rows, default=0))}
        for table in ("written", "vector"):
            tables[table] = {fact: row for fact, row in tables[table].items() if fact in tables["fact"]}
        self.rows = Rows(
            generation.id,
            generation.encoder_digest,
            generation.about_stored(),
            curated,
            tables,
            [*before.grown, generation.id],
        )
        if fails == "after":
            raise StoreError("The database does not say whether it has published.")
