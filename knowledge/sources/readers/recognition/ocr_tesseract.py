"""Text recognition by Tesseract where that program is installed, in the languages of which it has a file."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from knowledge.errors import ReadError
from knowledge.sources.readers.recognition.ocr import TIME_S, Piece, Scan
from knowledge.sources.readers.remedies import DAMAGED

_NO_LANGUAGES = frozenset({"osd", "equ", "snum"})
"""Files that tell what else is on a page."""
_GAP = 1.5
"""Heights of a line; a wider space may part columns."""
_DOUBT = 4
"""It is less sure of what it reads rightly than other engines: 0.92 of it is 0.98 of theirs."""
_PAGE, _WORD = "1", "5"
"""Levels of its table."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table that Tesseract writes (https://tesseract-ocr.github.io/tessdoc/, "tsv")."""

    level: str
    line: tuple[str, ...]
    """Numbers of the page, block, paragraph and line."""
    left: int
    top: int
    width: int
    height: int
    sureness: float
    """From 0 to 100."""
    text: str


def scans(picture: bytes) -> Iterator[Scan]:
    """Yield each page of a picture.

    Raises:
        ReadError: If it cannot be opened.
    """
    with tempfile.TemporaryDirectory(prefix="citebot-") as scratch:
        path = Path(scratch, "picture")
        path.write_bytes(picture)
        rows = list(_rows(_output(str(path), "stdout", "-l", _languages(), "tsv")))
    for _, page in groupby(rows, key=lambda row: row.line[0]):
        whole, *parts = page
        words = [row for row in parts if row.level == _WORD and row.text.strip()]
        lines = [list(line) for _, line in groupby(words, key=lambda row: row.line)]
        yield Scan(whole.width, whole.height, [piece for line in lines for piece in _pieces(line)])


def _pieces(line: Sequence[_Row]) -> Iterator[Piece]:
    """Yield what stands between the wide spaces of a line."""
    height = max(word.height for word in line)
    words = [line[0]]
    for word in line[1:]:
        if word.left - words[-1].left - words[-1].width > _GAP * height:
            yield _piece(words)
            words = []
        words.append(word)
    yield _piece(words)


def _piece(words: Sequence[_Row]) -> Piece:
    letters = sum(len(word.text) for word in words)
    sureness = sum(word.sureness * len(word.text) for word in words) / letters / 100
    return Piece(
        " ".join(word.text for word in words),
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.left + word.width for word in words),
        max(word.top + word.height for word in words),
        1 - (1 - sureness) / _DOUBT,
    )


def _rows(table: str) -> Iterator[_Row]:
    for line in table.splitlines()[1:]:
        level, *numbers, left, top, width, height, sureness, text = line.split("\t")
        if level in {_PAGE, _WORD}:
            place = (int(left), int(top), int(width), int(height))
            yield _Row(level, tuple(numbers[:4]), *place, float(sureness), text)


@cache
def _languages() -> str:
    listed = _output("--list-langs").splitlines()[1:]
    return "+".join(name for name in listed if name not in _NO_LANGUAGES and "/" not in name) or "eng"


def _output(*arguments: str) -> str:
    program = shutil.which("tesseract")
    assert program is not None, "it is the engine only where it is installed"
    try:
        return subprocess.run(  # noqa: S603 - the program found above, with names of our own
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            timeout=TIME_S,
            check=True,
            encoding="utf-8",
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise ReadError("takes too long to be recognised. Split it into smaller files.") from error
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise ReadError(DAMAGED) from error
