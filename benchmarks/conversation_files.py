"""Files of conversations, as people would hold them with the program.

A file has a turn a line: what a person says, then " = " and a piece of the document that answers it, verbatim, " -" where nothing may be answered, or " ~"
where it is small talk. An empty line begins a new conversation; a line that begins with "#" is a remark.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Said(NamedTuple):
    """A turn of a conversation."""

    text: str
    wanted: str = ""
    """What answers it; empty where nothing may be answered."""
    is_talk: bool = False
    """Whether it is small talk."""


def conversations(path: Path) -> Iterator[list[Said]]:
    """Yield the conversations of a file.

    Raises:
        ValueError: A line says neither what answers it, nor that nothing does, nor that it is small talk.
    """
    turns: list[Said] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            turns.append(_said(line.strip()))
        elif turns:
            yield turns
            turns = []


def _said(line: str) -> Said:
    text, _, wanted = line.partition(" = ")
    if wanted:
        return Said(text.strip(), wanted.strip())
    said, mark = line[:-2].strip(), line[-2:]
    if mark not in {" -", " ~"}:
        raise ValueError(f"It does not end in =, - or ~: {line}")
    return Said(said, is_talk=mark == " ~")
