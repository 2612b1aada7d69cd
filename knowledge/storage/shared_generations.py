"""The seam at which generations are shared: what one machine has written, and the others take over.

Each machine answers from a store and an index of its own. What they share holds but the last generation; rows that it lacks are gone. A row never
changes, and its number is never used again, so what is new since a generation is what stands above its last row. What does change, the place of a
curated fact, travels each time; the time stamps of files are each machine's own.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

Row = tuple[object, ...]

TABLES = {
    "source": ("row", "name", "file", "summary", "problems", "first_fact", "facts", "document"),
    "fact": ("row", "id", "source", "body", "indexed"),
    "written": ("fact", "digest", "place"),
    "vector": ("fact", "body"),
}
"""What of each table is the same on every machine; the first column is its key, and rows travel in the order of that."""


class GenerationId(NamedTuple):
    """What tells a generation from every other one, those of another base with the same number included."""

    number: int
    digest: bytes
    """SHA-256 of what is known about it as a whole, the moment when it was built included."""


class GenerationRows(Protocol):
    """The rows of one generation, to be read one table after the other."""

    @property
    def id(self) -> GenerationId:
        """Return which generation it is."""

    @property
    def encoder_digest(self) -> str:
        """Return the digest of the encoder that made its vectors; empty where there are none."""

    def about_stored(self) -> bytes:
        """Return what is known about it as a whole, as it is stored."""

    def source_rows(self) -> list[int]:
        """Return the rows of all its sources."""

    def curated_rows(self) -> list[int]:
        """Return the rows of its curated facts, in the order of their files."""

    def above(self, table: str, key: int) -> Iterator[Row]:
        """Yield the rows of one of `TABLES` whose key is greater than a number, one by one: they may be more than memory holds."""


class SharedRows(GenerationRows, Protocol):
    """The rows of a generation that others have published."""

    def grew_from(self, known: GenerationId) -> bool:
        """Tell whether it came of another generation, of which no row needs to be read again then."""


class SharedGenerations(Protocol):
    """Where machines share the generations of one home. Whatever fails raises a `StoreError`."""

    def lead(self, wait_s: float) -> AbstractContextManager[bool]:
        """Hold the right to write the next generation, with the home as all share it; tell whether it was to be had.

        Args:
            wait_s: How long to wait while another machine holds it.
        """

    def latest(self) -> GenerationId | None:
        """Return the last generation; None where there is none that this program can use."""

    def open(self) -> AbstractContextManager[SharedRows]:
        """Give the rows of the last generation, which stay whole while the next one is published."""

    def publish(self, generation: GenerationRows, last: GenerationId | None) -> None:
        """Make a generation the last one, in one piece; whoever follows hears of it.

        Args:
            generation: The next one.
            last: The one that it follows on; None where it follows on none that is shared.

        Raises:
            StoreError: If another machine has published one meanwhile, or it cannot be written.
        """
