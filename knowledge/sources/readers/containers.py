"""Files that hold files (mails with attachments, archives), each of which is a source of its own.

Nothing is unpacked to disk, and no byte of a container passes through the parent process. A source within one is named
like a file in a folder, "mail.eml/plan.pdf", and a path may lead into a container in the same way. The reader of a
container names what it holds in `Reading.members`; the parent then asks a child to read each of these paths, and the child
opens the container again and reads the member with the reader for its ending. Members may be containers themselves.

A container counts as one file of the folder: when it changes, what it holds is read again, and when it is removed, that is
gone as well.
"""

import importlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from knowledge.errors import ReadError
from knowledge.sources.readers import CONTAINERS, READERS
from knowledge.sources.readers.sniffing import check_content

MAX_MEMBERS = 1000
"""Of one file, those of the containers within it included."""
MAX_DEPTH = 3
"""Containers inside one another."""
_NAME_LENGTH = 100
_UNSPEAKABLE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]+')

Members = Mapping[str, Callable[[], bytes]]
"""Name of a member, with forward slashes → how to get its bytes, which may raise a `ReadError`."""


class Container(Protocol):
    """What the reader of a container has beside `read`."""

    def members(self, content: bytes) -> Members:
        """Return what a container holds.

        Raises:
            ReadError: If it cannot be opened.
        """


def content_at(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file, which may lie in a container.

    Args:
        path: Of the file; the container stands in it like a folder.
        max_bytes: Of the file and of everything it lies in.

    Raises:
        ReadError: If it is too large, is not there, or may not be read.
    """
    file = next((one for one in (path, *path.parents) if one.is_file()), path)
    try:
        with file.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except OSError as error:
        raise ReadError(
            f"cannot be opened ({error.strerror}). Check that it is there and may be read."
        ) from error
    _check_size(content, max_bytes)
    ending, inside = file.suffix.lower(), path.relative_to(file).as_posix()
    while inside != ".":
        check_content(ending, content)
        name, content = _member(ending, content, inside)
        _check_size(content, max_bytes)
        ending, inside = (
            PurePosixPath(name).suffix.lower(),
            PurePosixPath(inside).relative_to(name).as_posix(),
        )
    return content


def _member(ending: str, content: bytes, inside: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the member in which the path `inside` begins."""
    if ending in CONTAINERS:
        container = cast(Container, importlib.import_module(f"{__package__}.{READERS[ending]}"))
        for name, load in container.members(content).items():
            if inside == name or inside.startswith(f"{name}/"):
                return name, load()
    raise ReadError("is not there any more. Ask again after the next refresh.")


def _check_size(content: bytes, max_bytes: int) -> None:
    if len(content) > max_bytes:
        raise ReadError(f"is larger than {max_bytes // 2**20} MB. Split it into smaller files.")


def named(members: list[tuple[str, Callable[[], bytes]]]) -> Members:
    """Give members, each with the name it came with, names that are safe, readable and all different."""
    taken: dict[str, Callable[[], bytes]] = {}
    for wish, load in members:
        path = PurePosixPath(*filter(None, map(_part, wish.replace("\\", "/").split("/"))))
        name, number = path, 1
        while str(name) in taken:
            number += 1
            name = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if name.name:
            taken[str(name)] = load
    return taken


def _part(wish: str) -> str:
    """Return one part of a path without what means something else in paths, cut to a length that can be shown."""
    part = unicodedata.normalize("NFC", _UNSPEAKABLE.sub("_", wish)).strip()
    if not part.strip("."):
        return ""
    path = PurePosixPath(part)
    return f"{path.stem[: _NAME_LENGTH - len(path.suffix)]}{path.suffix}"
