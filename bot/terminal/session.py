"""A home opened for one run of the program: its settings, its base, and the database that holds it, if one does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.config.reading import load
from bot.config.schema import Config
from bot.home import Home, choose_home
from bot.state.state import State
from bot.store import schema
from bot.store.database import Database, StoreBusyError
from bot.store.generations import PostgresGenerations
from bot.store.home_files import HomeFiles
from bot.store.state_connection import StateConnection
from bot.terminal.screen import progress_bar, tell
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase
from knowledge.errors import HomeError, StoreError
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import RefreshReport
from knowledge.sources.readers.guard import Limits
from knowledge.storage.engines import engine


@dataclass(frozen=True, slots=True)
class Session:
    """An opened home."""

    home: Home
    base: KnowledgeBase
    settings: Config
    database: Database | None
    """What holds the home, of which the folder is then a copy; None where the folder is all there is, or all there is just now."""
    is_away: bool = False
    """Whether a database holds the home that cannot be reached."""

    def freshen(self) -> RefreshReport:
        """Read what has changed, here or in the store, showing progress if it takes long."""
        self.home.files.sync()
        with progress_bar() as progress:
            return self.base.refresh(progress)

    def begin(self) -> None:
        """Have something to answer from, be it what replicas share or what is read now."""
        self.base.follow()
        while not self.base.generation:
            try:
                self.freshen()
            except StoreBusyError:
                tell("Another replica is reading the documents. This one answers once that is done.")
                self.base.follow()

    def state(self) -> State:
        """Open what people have done with it."""
        return State(StateConnection(self.database)) if self.database else State.open(self.home.state)


@contextmanager
def opened(option: Path | None, *, needs_store: bool = True) -> Iterator[Session]:
    """Open the home that is chosen.

    Args:
        option: What the command line says of it, if anything.
        needs_store: Whether nothing can be done while the database that holds it cannot be reached.

    Raises:
        CitebotError: If it cannot be opened, or a setting is wrong.
    """
    home = choose_home(option, os.environ, Path.cwd())
    if home.is_sample:
        tell(
            "Using the sample knowledge that comes with Citebot. For your own documents: citebot init FOLDER"
        )
    settings = load(home.folder, os.environ)
    if settings.store and home.is_sample:
        raise HomeError(
            "A home that is kept in a database needs a folder of its own for its copy. Make an empty one, and run: citebot --home FOLDER …"
        )
    limits = Limits(**asdict(settings.reading))
    folder = settings.encoder_folder(home.folder)
    encoder = Encoder(folder) if folder else None
    with (
        _held(home, settings.store, needs_store=needs_store) as (held, database),
        KnowledgeBase(
            held.folder,
            held.derived,
            threshold=settings.threshold,
            limits=limits,
            encoder=encoder,
            readers=Reader.shipped() if settings.reader else (),
            engine=engine(settings.search, held.folder, os.environ),
            shared=PostgresGenerations(database, held.files.sync) if database else None,
        ) as base,
    ):
        yield Session(held, base, settings, database, is_away=bool(settings.store) and database is None)


@contextmanager
def _held(home: Home, url: str, *, needs_store: bool) -> Iterator[tuple[Home, Database | None]]:
    """Open the database that holds a home, if one does, and refuse tables that are not of this program; the folder is then a copy."""
    database = None
    try:
        database = Database(url) if url else None
    except StoreError as error:
        if needs_store:
            raise
        tell(f"{error} Until then what was read before counts.")
    if database is None:
        yield home, None
        return
    with database:
        schema.check(database)
        yield replace(home, files=HomeFiles(database, home.folder, home.derived)), database
