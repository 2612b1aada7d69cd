"""The files of the facts/ folder, and their text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import FactFileError

MAX_FILE_BYTES = 16 * 2**20

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""Byte order marks, and the encodings that they stand for."""


@dataclass(frozen=True, slots=True)
class FactText:
    """The text of a fact file, and how it is written."""

    text: str
    mark: bytes = b""
    """The byte order mark above it, if it has one."""
    encoding: str = "utf-8"

    def encoded(self, text: str) -> bytes:
        """Return another text as this file would hold it."""
        return self.mark + text.encode(self.encoding)


def fact_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that end in .yaml or .yml, sorted by path; hidden and temporary ones are skipped."""
    for path in sorted(folder.rglob("*")):
        is_visible = not any(part.startswith((".", "~", "#")) for part in path.relative_to(folder).parts)
        if is_visible and path.suffix.lower() in {".yaml", ".yml"} and path.is_file():
            yield path


def read(path: Path) -> FactText:
    """Return the text of a fact file.

    Raises:
        FactFileError: If it is too large, cannot be opened, or is no text.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 2**20
            raise FactFileError(f"The file is larger than {limit} MB. Divide it into several files.")
        content = path.read_bytes()
    except OSError as error:
        message = f"The file cannot be read ({error.strerror}). Check that you may open it."
        raise FactFileError(message) from error
    mark, encoding = next((one for one in _MARKS if content.startswith(one[0])), (b"", "utf-8"))
    try:
        return FactText(content.removeprefix(mark).decode(encoding), mark, encoding)
    except UnicodeDecodeError as error:
        message = "This line is not UTF-8 text. Save the file again with the encoding UTF-8."
        raise FactFileError(message, content.count(b"\n", 0, error.start) + 1) from error
