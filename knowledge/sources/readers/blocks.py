"""Blocks in reading order → canonical text and passages.

Formats whose file is not its own text (PDF, HTML, DOCX, …) describe what they found as `Block`s;
`assemble` joins them with a blank line between. Formats that are their own text (TXT, Markdown) say where each
block starts and `place` keeps their offsets. Both count paragraphs and keep the path of headings.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model import CELL_SEPARATOR, Cell, Kind, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file's bytes."""

    text: str
    passages: tuple[Passage, ...]
    title: str = ""
    """As the document gives it; empty where it gives none."""
    date: dt.date | None = None
    language: str = ""
    """As the document declares it, such as "en"; empty where it does not."""
    pages: int | None = None
    problems: tuple[str, ...] = ()
    """Messages about parts that could not be read."""
    members: tuple[str, ...] = ()
    """Names of the files that it holds, see `containers`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list entry, caption or table row, before it has a place."""

    text: str = ""
    """Unused for rows. `assemble` strips it."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    """Depth of a heading, from 1; 0 for everything else."""
    page: int | None = None
    page_label: str | None = None
    row: int | None = None
    cells: tuple[tuple[str, str], ...] = ()
    """(column header, value) of each filled cell of a row; its text is the values joined."""
    legibility: float | None = None
    """As of `Passage`."""


BLOCK_SEPARATOR = "\n\n"


def assemble(blocks: Iterable[Block]) -> tuple[str, tuple[Passage, ...]]:
    """Join blocks into the canonical text and return it with its passages.

    Blocks without text are left out; such a heading ends the sections of its level and below.
    """
    parts: list[str] = []
    passages: list[Passage] = []
    outline = _Outline()
    offset = 0
    for block in blocks:
        values = [value for _, value in block.cells]
        text = CELL_SEPARATOR.join(values) if values else block.text.strip()
        if not text:
            if block.kind is Kind.HEADING:
                outline.close(block.level)
            continue
        passages.append(outline.passage(block, text, offset))
        parts.append(text)
        offset += len(text) + len(BLOCK_SEPARATOR)
    return BLOCK_SEPARATOR.join(parts), tuple(passages)


def place(blocks: Iterable[tuple[int, Block]]) -> tuple[Passage, ...]:
    """Return the passages of blocks that stand verbatim in the file's own text.

    Args:
        blocks: (offset of the block's text in the file's text, block), in reading order.
    """
    outline = _Outline()
    return tuple(outline.passage(block, block.text, start) for start, block in blocks)


class _Outline:
    """Counts paragraphs and remembers the headings above the current place."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.headings: list[tuple[int, str]] = []

    def close(self, level: int) -> None:
        """End the sections of this level and below."""
        self.headings = [above for above in self.headings if above[0] < level]

    def passage(self, block: Block, text: str, start: int) -> Passage:
        if block.kind is Kind.HEADING:
            self.close(block.level)
        else:
            self.paragraphs += 1
        path = tuple(heading for _, heading in self.headings)
        if block.kind is Kind.HEADING:
            self.headings.append((block.level, " ".join(text.split())))
        cells: list[Cell] = []
        offset = start
        for column, value in block.cells:
            cells.append(Cell(column, offset, offset + len(value)))
            offset += len(value) + len(CELL_SEPARATOR)
        return Passage(
            start=start,
            end=start + len(text),
            kind=block.kind,
            paragraph=self.paragraphs,
            heading=path,
            page=block.page,
            page_label=block.page_label,
            row=block.row,
            cells=tuple(cells),
            legibility=block.legibility,
        )
