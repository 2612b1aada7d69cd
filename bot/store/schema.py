"""The tables of a home in PostgreSQL: made and changed by numbered migrations, and checked before anything is read or written.

Migrations are files of SQL in `migrations/`, run in the order of their names by yoyo (https://ollycope.com/software/yoyo/), each once and
in a transaction of its own. A file is never changed once it was released; a change is a new file.
"""

import logging
from importlib.resources import as_file, files
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.store.address import Address
from bot.store.database import Database
from knowledge.errors import StoreError

CHANNEL = "schema"
"""On which replicas hear that the tables have changed."""
_MIGRATIONS = files("bot.store") / "migrations"

_log = logging.getLogger(__name__)


class OtherSchemaError(StoreError):
    """Report tables that are not those of this program."""


def migrate(url: str) -> tuple[str, ...]:
    """Make the schema of a home and bring its tables up to date; return the names of the migrations that were run.

    Args:
        url: Address of the database, of somebody who may make tables.

    Raises:
        ConfigError: If the address is none, or packages are missing.
        StoreError: If the database cannot be reached, or belongs to a newer program.
    """
    from yoyo import get_backend, read_migrations

    with Database(url) as database, database.locked("schema"), database.connection() as connection:
        connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{database.address.schema}"')
        _refuse_newer(_applied(database))
        with as_file(_MIGRATIONS) as folder, get_backend(_for_yoyo(url, database.address)) as backend:
            wanted = backend.to_apply(read_migrations(str(folder)))
            names = tuple(migration.id for migration in wanted)
            backend.apply_migrations(wanted)
        database.notify(connection, CHANNEL)
    return names


def check(database: Database) -> None:
    """Refuse to go on where the tables are not those that this program knows.

    Raises:
        OtherSchemaError: If they are not; the sentence says which of the two is to be brought up to date.
    """
    applied = _applied(database)
    _refuse_newer(applied)
    if missing := _known() - applied:
        raise OtherSchemaError(
            f"The tables at {database.address.shown} are {'older than this program' if applied else 'not there yet'} "
            f"({len(missing)} steps are missing). Bring them up to date with: citebot store init"
        )


def refuse_other(database: Database) -> None:
    """Neither read nor write any more where the tables are not those of this program, which is said instead of whatever is wanted.

    Raises:
        StoreError: If the database cannot be reached.
    """
    try:
        check(database)
    except OtherSchemaError as error:
        _log.error("%s", error)
        database.refuse(str(error))


def _known() -> set[str]:
    return {file.name.removesuffix(".sql") for file in _MIGRATIONS.iterdir() if file.name.endswith(".sql")}


def _applied(database: Database) -> set[str]:
    with database.connection() as connection:
        (table,) = connection.execute("SELECT to_regclass('_yoyo_migration')").fetchone() or (None,)
        rows = connection.execute("SELECT migration_id FROM _yoyo_migration").fetchall() if table else []
    return {name for (name,) in rows}


def _refuse_newer(applied: set[str]) -> None:
    if applied - _known():
        raise OtherSchemaError(
            "The database was brought up to date by a newer Citebot. This one neither reads nor writes it. Install the newer one here too."
        )


def _for_yoyo(url: str, address: Address) -> str:
    """Return an address as yoyo takes it."""
    parts = urlsplit(url)
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"schema": address.schema}
    return urlunsplit(parts._replace(scheme="postgresql+psycopg", query=urlencode(parameters)))
