"""The folder of everything derived: the database, and beside it an index folder for each generation."""

import logging
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from knowledge.errors import StoreError
from knowledge.languages.sentence_encoder import Encoder
from knowledge.storage.fact_index import Engine, IndexWriter
from knowledge.storage.snapshot import Snapshot
from knowledge.storage.store import StoreView, connect
from knowledge.storage.store_writer import StoreWriter, open_writer
from knowledge.storage.tantivy_index import TantivyEngine

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

    def latest(self) -> StoreView:
        """Return what the store holds at the last generation that was finished."""
        return StoreView.latest(self._connection)

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

    def write_index(self, store: StoreWriter, place: str = "") -> AbstractContextManager[IndexWriter]:
        """Give the writer of the index of the generation that is being written; see `Engine.write`."""
        folder, previous = self.index_folder(store.number), self.index_folder(store.number - 1)
        return self._engine.write(folder, previous, store, place)

    def sweep(self, generation: int) -> None:
        """Delete the indexes of generations from which nobody can still be answering when this one is the last."""
        needed = (self.index_folder(generation), self.index_folder(generation - 1))
        for folder in self._folder.glob("index-*"):
            if folder not in needed:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the database and the indexes."""
        self._engine.close()
        self._connection.close()
