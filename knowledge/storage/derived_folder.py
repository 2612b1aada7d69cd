"""The folder of everything derived: the database, and beside it an index folder for each generation."""

import logging
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from knowledge.errors import StoreError
from knowledge.languages.sentence_encoder import Encoder
from knowledge.sources.corpus import SourceFile
from knowledge.storage.fact_index import Engine, IndexWriter
from knowledge.storage.shared_generations import SharedGenerations
from knowledge.storage.snapshot import Snapshot
from knowledge.storage.store import connect
from knowledge.storage.store_follower import StoreFollower, forget_all
from knowledge.storage.store_writer import StoreWriter, open_writer
from knowledge.storage.stored_rows import StoredRows
from knowledge.storage.tantivy_index import TantivyEngine
from knowledge.storage.write_lock import changing

_log = logging.getLogger(__name__)


class DerivedFolder:
    """A folder that may be deleted at any time, and is then made again."""

    def __init__(self, folder: Path, encoder: Encoder | None, engine: Engine | None = None) -> None:
        """Open it, making it where it is missing.

        Args:
            folder: The folder.
            encoder: Makes the vectors, if any are wanted.
            engine: Keeps the indexes; by default the one that comes with the program.

        Raises:
            StoreError: If it cannot be used.
        """
        self._folder = folder
        self._encoder = encoder
        self._engine = engine or TantivyEngine()
        self._connection = connect(self._database)

    @property
    def _database(self) -> Path:
        return self._folder / "base.sqlite"

    def index_folder(self, generation: int) -> Path:
        """Return where the index of a generation is."""
        return self._folder / f"index-{generation}"

    def latest(self) -> StoredRows:
        """Return what the store holds at the last generation that was finished."""
        return StoredRows.latest(self._connection)

    def snapshot(self, known: int) -> Snapshot | None:
        """Open the last finished generation; None where that is the known one, or where there is none with an index.

        Args:
            known: Number of the generation that is open already, 0 for none.
        """
        store = self.latest()
        if store.number in (known, 0):
            return None
        try:
            index = self._engine.open(self.index_folder(store.number), store)
        except StoreError as error:
            _log.warning("%s", error)
            return None
        # Until all vectors are there, and of this encoder, they tell nothing.
        is_encoded = (
            self._encoder is not None
            and store.about().encoder == self._encoder.digest
            and not store.without_vectors()
        )
        return Snapshot.open(store, index, self._encoder if is_encoded else None)

    def writer(self) -> AbstractContextManager[StoreWriter]:
        """Return the writer of the next generation; see `open_writer`."""
        return open_writer(self._database, self._encoder)

    def touch(self, files: Iterable[SourceFile]) -> None:
        """Remember new time stamps of files that are otherwise as they were.

        Raises:
            StoreError: If they cannot be written.
        """
        with self.writer() as store:
            known = store.sources()
            for file in files:
                if file.name in known and known[file.name].file.digest == file.digest:
                    store.touch(known[file.name], file)

    def write_index(
        self, store: StoreWriter, place: str | None = None
    ) -> AbstractContextManager[IndexWriter]:
        """Give the writer of the index of the generation that is being written; see `Engine.write`."""
        folder, previous = self.index_folder(store.number), self.index_folder(store.last.number)
        return self._engine.write(folder, previous, store, place)

    def follow(self, shared: SharedGenerations) -> None:
        """Take over the last shared generation; what does not lead to it is forgotten.

        Raises:
            StoreError: If it cannot be had, or this folder cannot be written.
        """
        with changing(self._database) as connection:
            here = StoredRows.latest(connection).id
            with shared.open() as generation:
                if generation.id == here:  # another process was faster
                    return
                if not generation.grew_from(here):
                    forget_all(connection)
                store = StoreFollower(connection, generation.id.number, self._encoder)
                store.take_over(generation)
            with self.write_index(store, store.about().index) as index:
                store.write_index(index)

    def index_again(self) -> None:
        """Write the index of the last generation anew, since it is lost.

        Raises:
            StoreError: If it cannot be written.
        """
        with changing(self._database) as connection:
            store = StoreWriter(connection, StoredRows.latest(connection).number, self._encoder)
            with self.write_index(store, store.about().index) as index:
                index.add(store.searchable())
                index.count(store.vocabulary())

    def sweep(self) -> None:
        """Delete the indexes of generations from which nobody can still be answering."""
        needed = [self.index_folder(number) for number in self.latest().last_numbers()]
        for folder in self._folder.glob("index-*"):
            if folder not in needed:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the database and the indexes."""
        self._engine.close()
        self._connection.close()
