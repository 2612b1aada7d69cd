"""What shapes are told from, and what they give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from knowledge.languages.language import Language
from knowledge.model import Document, Kind, Part, Passage
from knowledge.sources.sentences import split

Span = tuple[int, int]
"""(start, end) in `Document.text`."""

STOPPED = re.compile(r"[.!?…。！？؟۔।]\W*$")
"""Ends as a sentence does."""

_MOST_TOGETHER = 40
"""Units that are looked at for lines that stand together."""
_RUNNING = {Kind.PARAGRAPH, Kind.ITEM}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage of running text."""

    start: int
    end: int
    text: str
    """White space squeezed."""
    number: int
    """Position within the passage, from 1."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that an author broke on purpose, trimmed and never empty."""

    start: int
    written: str
    """As it stands in the document."""

    @property
    def end(self) -> int:
        """Return where it ends in the document."""
        return self.start + len(self.written)

    @property
    def text(self) -> str:
        """Return it with white space squeezed."""
        return " ".join(self.written.split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage, or what is left of one once a shape has taken its first sentences."""

    passage: Passage
    start: int
    end: int
    text: str
    """As it stands in the document, line breaks included."""
    sentences: tuple[Sentence, ...] = ()
    """Of a paragraph or a list entry; empty for everything else."""

    @property
    def kind(self) -> Kind:
        """Return what the passage is in its document."""
        return self.passage.kind

    @property
    def line(self) -> str:
        """Return the text with white space squeezed."""
        return " ".join(self.text.split())

    def lines(self) -> Iterator[Line]:
        """Yield the lines that say something."""
        offset = self.start
        for line in self.text.splitlines(keepends=True):
            if stripped := line.strip():
                yield Line(offset + line.index(stripped), stripped)
            offset += len(line)

    def without_first(self, count: int) -> "Unit":
        """Return what is left after so many sentences; at least one must be."""
        rest = self.sentences[count:]
        start = rest[0].start
        return replace(self, start=start, text=self.text[start - self.start :], sentences=rest)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a shape tells, and where it stands."""

    statement: str
    quote: Span
    asks: tuple[str, ...] = ()
    """Questions that it answers."""
    lead: str = ""
    """What all parts are about."""
    parts: tuple[Part, ...] = ()
    """What may be told singly."""


@dataclass(frozen=True, slots=True)
class Found:
    """A shape that begins at a unit."""

    claims: tuple[Claim, ...]
    """In reading order, not overlapping; none where the shape states nothing."""
    taken: int
    """Units that it is made of."""
    rest: Unit | None = None
    """What is left of the last of them, if not all of it was taken."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a shape knows of the document around it."""

    text: str
    """All of it."""
    language: Language
    """The one it is written in."""
    is_questionnaire: bool
    """A heading of it is a question however it looks."""
    is_transcript: bool
    """It is what several people said in turn."""
    apart: frozenset[int] = frozenset()
    """Where those units begin that are not part of the block which the heading above them stands right above."""


def units(document: Document, language: Language) -> tuple[Unit, ...]:
    """Return the passages of a document with their sentences, in reading order."""
    return tuple(
        Unit(
            passage,
            passage.start,
            passage.end,
            document.text[passage.start : passage.end],
            _sentences(document, passage, language),
        )
        for passage in document.passages
    )


def _sentences(document: Document, passage: Passage, language: Language) -> tuple[Sentence, ...]:
    if passage.kind not in _RUNNING:
        return ()
    spans = split(document.text[passage.start : passage.end], language)
    return tuple(
        Sentence(start, end, document.quote(start, end), number)
        for number, (start, end) in enumerate(
            ((passage.start + start, passage.start + end) for start, end in spans), 1
        )
    )


def leading(sentences: Sequence[Sentence], room: int) -> int:
    """Return how many of the first sentences fit into so many characters; of several, at least one."""
    length = 0
    for count, sentence in enumerate(sentences):
        length += len(sentence.text) + 1
        if count and length > room:
            return count
    return len(sentences)


def together(units: Sequence[Unit], at: int, context: Context) -> tuple[list[Line], int]:
    """Return the lines of a unit and of those that follow it without a blank line between, and how many units they are; none where these are too many."""
    lines: list[Line] = []
    end = at
    for unit in islice(units, at, at + _MOST_TOGETHER):
        gap = context.text[units[end - 1].end : unit.start] if end > at else ""
        if (
            unit.kind is not Kind.PARAGRAPH
            or gap.count("\n") > 1
            or (end > at and len(lines) > 1 and not gap)
        ):
            break
        lines += unit.lines()
        end += 1
    return (lines, end - at) if end - at < _MOST_TOGETHER else ([], 0)
