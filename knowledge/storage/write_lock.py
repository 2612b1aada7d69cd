"""The write lock of a derived folder: what is changed under it remains as a whole, or not at all."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import StoreError
from knowledge.storage.store import connect, transaction

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What systems call a disk that takes no more."""


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock of a database and give a connection; what was changed by it remains if no error comes.

    Raises:
        StoreError: If it cannot be written, or what is written beside it cannot.
    """
    connection = connect(path)
    try:
        with transaction(connection):
            yield connection
    except (OSError, sqlite3.Error) as error:
        raise StoreError(_unwritten(path.parent, error)) from error
    finally:
        connection.close()


def _unwritten(folder: Path, error: Exception) -> str:
    is_full = "full" in str(error) or getattr(error, "errno", None) in _FULL
    trouble, remedy = (
        ("the disk is full", "Make room on it")
        if is_full
        else ("it cannot be written", "Check that the disk is there and that this program may write to it")
    )
    return f"What was read could not be kept in {folder}: {trouble}. {remedy}. Until then what was read before counts."
