"""`citebot store`: a home is put into PostgreSQL, and taken out of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import heartbeat
from bot.config.reading import load
from bot.home import Home, choose_home, create_home
from bot.state.state import State
from bot.store import rights, schema, transfer
from bot.store.address import Address
from bot.store.database import Database
from bot.store.state_connection import StateConnection
from bot.store.transfer import Difference
from bot.terminal.screen import say, tell
from bot.wording.figures import count
from knowledge.errors import ConfigError, HomeError, StoreError


def init(option: Path | None, role: str, *, only_rights: bool) -> int:
    """Make the tables of a home or bring them up to date, and print the SQL of a role for its replicas."""
    _, url = _chosen(option)
    address = Address.of(url)
    if not only_rights:
        made = ", ".join(schema.migrate(url))
        tell(
            f"The tables at {address.shown}, schema {address.schema}, are up to date{f' now ({made})' if made else ''}. "
            "Replicas need fewer rights than whoever makes them; this SQL gives them to a role of their own:"
        )
    say(rights.sql(address.shown, address.schema, role).rstrip())
    return 0


def put_in(option: Path | None, named: Path | None) -> int:
    """Put a folder into the database, with all that people have done."""
    with _opened(option) as (home, database):
        folder = _folder(home, named)
        if not folder.is_dir():
            raise HomeError(f"There is no folder {folder}. Check its name.")
        source = Home(folder, folder / ".citebot")
        if heartbeat.is_alive(source):
            raise HomeError(
                f"A bot is at work on {folder}. Stop it, so that nothing is missed, and try again."
            )
        put = transfer.put_in(database, folder)
        say(
            f"{count(len(put.added), 'file')} put into {database.address.shown}; {count(put.same, 'file')} had been there already."
        )
        return _put_state_in(source, database)


def _put_state_in(source: Home, database: Database) -> int:
    if not source.state.exists():
        return 0
    with State.open(source.state) as before, State(StateConnection(database)) as state:
        try:
            filled = state.fill(before)
        except StoreError as error:
            tell(str(error))
            return 1
        state.source_changes.relocate(source.folder)
    say(f"What people have done was put in too: {count(filled, 'row')}.")
    return 0


def take_out(option: Path | None, folder: Path) -> int:
    """Make a folder of what is in the database: a complete home, which needs none."""
    with _opened(option) as (_, database):
        written = transfer.take_out(database, folder)
        create_home(folder)
        home = Home(folder, folder / ".citebot")
        with State.open(home.state) as state, State(StateConnection(database)) as before:
            filled = state.fill(before)
    say(
        f"{count(written, 'file')} and {count(filled, 'row')} of what people have done are in {folder}. "
        "Its settings are the defaults; look through config.yaml."
    )
    return 0


def sync(option: Path | None, named: Path | None, *, is_dry: bool) -> int:
    """Make sources and facts in the database equal to those of a folder, and show what is different."""
    with _opened(option) as (home, database):
        found = transfer.sync(database, _folder(home, named), is_dry=is_dry)
    for line in _lines(found):
        say(line)
    told = ", ".join(
        f"{len(paths)} {name}"
        for name, paths in (("new", found.added), ("changed", found.changed), ("gone", found.removed))
        if paths
    )
    if is_dry:
        say(f"To be done: {told}. Nothing was changed." if found else "There is nothing to do.")
    else:
        say(f"Done: {told}." if found else "Both are the same.")
    return 0


def _lines(found: Difference) -> Iterator[str]:
    for sign, paths in (("+", found.added), ("~", found.changed), ("-", found.removed)):
        for path in paths:
            yield f"{sign} {path}"


def _folder(home: Home, named: Path | None) -> Path:
    """Return the folder that is named, else that of the home."""
    if named is None and home.is_sample:
        raise HomeError("Which folder? Name it as the last word, or with --home before “store”.")
    return named.expanduser().absolute() if named else home.folder


def _chosen(option: Path | None) -> tuple[Home, str]:
    """Return the home that is chosen, and the address of its store."""
    home = choose_home(option, os.environ, Path.cwd())
    url = load(home.folder, os.environ).store
    if not url:
        raise ConfigError(
            "No store is named. Put its address into the variable CITEBOT_STORE, or as “store” into config.yaml."
        )
    return home, url


@contextmanager
def _opened(option: Path | None) -> Iterator[tuple[Home, Database]]:
    home, url = _chosen(option)
    with Database(url) as database:
        schema.check(database)
        yield home, database
