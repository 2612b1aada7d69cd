"""Zip archives: nothing but the files they hold."""

from functools import partial

from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.containers import Members, named
from knowledge.sources.readers.zipped import Archive


def read(content: bytes) -> Reading:
    """Read a zip archive, which says nothing by itself.

    Raises:
        ReadError: If it is protected by a password, damaged or unreasonably large.
    """
    return Reading("", (), members=tuple(members(content)))


def members(content: bytes) -> Members:
    """Return the files of an archive.

    Raises:
        ReadError: If it is protected by a password, damaged or unreasonably large.
    """
    archive = Archive(content)
    return named([(name, partial(archive.read, name)) for name in archive.names if not name.endswith("/")])
