"""The table of the files of a home: what has changed since a version, what a file holds, and files put in and dropped."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from psycopg import Connection

_TRAVEL = "SET LOCAL statement_timeout = '10min'"
"""For files of hundreds of megabytes."""
_NEWER = """
    SELECT path, encode(digest, 'hex'), content IS NOT NULL, version FROM file WHERE version > %s OR path = ANY(%s)
"""
_PUT = """
    INSERT INTO file (path, content, digest, version) VALUES (%s, %s, %s, nextval('file_version'))
    ON CONFLICT (path) DO UPDATE SET content = excluded.content, digest = excluded.digest, version = excluded.version, changed_at = now()
"""
_DROP = """
    UPDATE file SET content = NULL, version = nextval('file_version'), changed_at = now() WHERE path = %s AND content IS NOT NULL
"""


class Stored(NamedTuple):
    """A file as the store has it."""

    path: str
    """Relative to the home, with forward slashes."""
    digest: str
    """SHA-256 of its bytes, in hex; of a file that is gone, what it last was."""
    is_there: bool
    version: int
    """Higher than that of everything that was put in or dropped before."""


def home_id(connection: "Connection[Any]") -> str:
    """Return what tells this home from every other one."""
    ((found,),) = connection.execute("SELECT id::text FROM home").fetchall()
    return str(found)


def last_version(connection: "Connection[Any]") -> int:
    """Return the version of what was changed last; 0 in an empty home."""
    ((version,),) = connection.execute("SELECT coalesce(max(version), 0) FROM file").fetchall()
    return int(version)


def newer(connection: "Connection[Any]", version: int, also: Sequence[str] = ()) -> list[Stored]:
    """Return the files that were changed after a version, and some others by their paths; those that are gone too."""
    return [Stored(*row) for row in connection.execute(_NEWER, (version, list(also)))]


def travel(connection: "Connection[Any]") -> None:
    """Give the statements of a transaction the time that large files take."""
    connection.execute(_TRAVEL)


def keep_still(connection: "Connection[Any]") -> None:
    """Let nobody else put in or drop files until the transaction ends."""
    connection.execute("LOCK TABLE file IN SHARE ROW EXCLUSIVE MODE")


def content(connection: "Connection[Any]", file: Stored) -> bytes | None:
    """Return what a file holds; None if it was changed meanwhile."""
    found = connection.execute(
        "SELECT content FROM file WHERE path = %s AND version = %s", (file.path, file.version), binary=True
    ).fetchone()
    return found[0] if found else None


def put(connection: "Connection[Any]", path: str, content: bytes) -> str:
    """Put a file in, in the place of the one of its path, and return its digest, in hex."""
    digest = hashlib.sha256(content)
    connection.execute(_PUT, (path, content, digest.digest()), binary=True)
    return digest.hexdigest()


def drop(connection: "Connection[Any]", path: str) -> None:
    """Drop a file; that it was there, and what it was, stays known."""
    connection.execute(_DROP, (path,))
