"""The glossary in code: the immutable values that travel from folder to answer.

Offsets are in characters (code points) of `Document.text`, counted from 0, the end not included.
Numbers that a person sees (pages, paragraphs, sentences, rows, lines) count from 1.
"""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in one of a person's files: what is wrong and what to do about it."""

    file: str
    """Path as the person knows it: relative to the home folder, with forward slashes."""
    line: int | None
    message: str
    """Whole sentences, the remedy last."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


CELL_SEPARATOR = " | "
"""Stands between the cells of a row, and of the header of a table, in the text of a source."""

LEGIBLE = 0.98
"""Sureness of a passage's letters below which no draft of it is answered with. Of 52 passages on twelve blurred and noisy pages, all
that were read without a slip have more; of the letters that remain 0.3 % are wrong, of those below 6 %."""


# --- documents -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Description:
    """What a person says of a source, in a file beside it; it counts more than what the document says of itself."""

    title: str = ""
    author: str = ""
    date: dt.date | None = None
    """The day it is of."""
    link: str = ""
    """Address at which it can be found."""


class Kind(StrEnum):
    """What a passage is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    """An entry of a list."""
    ROW = "row"
    """A row of a table under its header; the header itself is a HEADING."""
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a table row."""

    column: str
    """The column's header, empty where the table has none."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list entry, caption or table row of a document."""

    start: int
    end: int
    kind: Kind
    paragraph: int
    """Passages up to this one that are not headings, itself included."""
    heading: tuple[str, ...] = ()
    """Headings it stands under, outermost first; for a heading, those above it."""
    page: int | None = None
    page_label: str | None = None
    """The number printed on the page, where it differs from `page`."""
    row: int | None = None
    """Row of the table or sheet as a person counts it there."""
    cells: tuple[Cell, ...] = ()
    """Filled for a ROW only, in column order."""
    legibility: float | None = None
    """How sure text recognition (OCR) is of its letters, from 0 to 1; None where the file holds the text itself."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a quote stands."""

    start: int
    end: int
    paragraph: int
    sentence: int | None = None
    """Position within the paragraph."""
    heading: tuple[str, ...] = ()
    page: int | None = None
    page_label: str | None = None
    row: int | None = None
    legibility: float | None = None
    """As of its passage."""

    @property
    def sections(self) -> tuple[str, ...]:
        """Headings that a person looks for it under, outermost first: the header of its table is none."""
        return self.heading if self.table_header is None else self.heading[:-1]

    @property
    def table_header(self) -> str | None:
        """The header of the table that it is a row of, without which its cells say little; None where it has none."""
        is_in_table = self.row is not None and self.heading and CELL_SEPARATOR in self.heading[-1]
        return self.heading[-1] if is_in_table else None

    @property
    def is_legible(self) -> bool:
        """Tell whether what stands there can be answered with, if nobody has checked it."""
        return self.legibility is None or self.legibility >= LEGIBLE


@dataclass(frozen=True, slots=True)
class Document:
    """A source that has been read."""

    source: str
    """Path below sources/, with forward slashes."""
    digest: str
    """SHA-256 of the file's bytes, in hex."""
    format: str
    """The reader's name, such as "pdf"."""
    title: str
    date: dt.date | None
    """The day it is of, as its description or else the document says, never the file's own time stamp."""
    language: str
    """ISO 639-1 code of the main language, such as "en"."""
    text: str
    """The canonical text that every offset refers to; for plain text the decoded file."""
    passages: tuple[Passage, ...]
    """In reading order, not overlapping; text outside them is white space or furniture."""
    pages: int | None = None
    problems: tuple[Problem, ...] = ()
    """What could not be read although the rest could, such as scanned pages."""
    author: str = ""
    """As its description says; so is the link."""
    link: str = ""

    def passage_at(self, offset: int) -> Passage:
        """Return the passage that holds `offset`, or the last one that begins before it.

        Raises:
            IndexError: If the document has no passages.
        """
        position = bisect_right(self.passages, offset, key=lambda passage: passage.start)
        return self.passages[max(position - 1, 0)]

    def locate(self, start: int, end: int, sentence: int | None = None) -> Locator:
        """Return the locator of a span, named after the passage in which it begins."""
        passage = self.passage_at(start)
        return Locator(
            start=start,
            end=end,
            paragraph=passage.paragraph,
            sentence=sentence,
            heading=passage.heading,
            page=passage.page,
            page_label=passage.page_label,
            row=passage.row,
            legibility=passage.legibility,
        )

    def quote(self, start: int, end: int) -> str:
        """Return the text of a span with each run of white space written as one space."""
        return " ".join(self.text[start:end].split())

    def cite(self, start: int, end: int) -> "Citation":
        """Return the citation of a span."""
        return Citation(self.source, self.locate(start, end), self.quote(start, end))


# --- facts ---------------------------------------------------------------------------------------


class Status(StrEnum):
    """How far a fact has come."""

    DRAFT = "draft"
    """Drafted by the program from one sentence of a source."""
    APPROVED = "approved"
    """Written or approved by a person."""
    HIDDEN = "hidden"
    """Judged misleading by a person; silences the sentences it quotes."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The proof of a fact: a span of a source, found there."""

    source: str
    locator: Locator
    quote: str
    """The words of the source at the locator, as `Document.quote` gives them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a fact tells that may also be told singly: a cell of a table row, an entry of a list, a line of an address."""

    label: str
    """Such as the column of a cell; empty where it has none."""
    text: str

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with its proof. What cannot be proven never becomes one of these."""

    id: str
    statement: str
    citations: tuple[Citation, ...]
    status: Status
    asks: tuple[str, ...] = ()
    """Example questions it answers."""
    topics: tuple[str, ...] = ()
    lead: str = ""
    """What all of its parts are about."""
    parts: tuple[Part, ...] = ()
    """What the statement is made of, where that may be told singly; empty for a plain sentence."""
    is_under_review: bool = False
    """Whether the source that its file names has lost a quote, which is cited from another one."""


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A curator's claim that a source says something, not yet checked."""

    source: str
    quote: str
    page: int | None
    """Page on which to look first; printed label or count."""
    line: int
    """Line of the fact file."""


@dataclass(frozen=True, slots=True)
class CuratedFact:
    """A fact as a person wrote it in YAML, not yet proven."""

    id: str
    statement: str
    cites: tuple[QuotedSource, ...]
    status: Status
    asks: tuple[str, ...]
    topics: tuple[str, ...]
    file: str
    """Path relative to the home folder."""
    line: int


# --- the base as a whole -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One line about a source, for lists."""

    source: str
    title: str
    format: str
    date: dt.date | None
    language: str
    pages: int | None
    paragraphs: int
    drafts: int
    approved: int
    """Approved facts that cite it."""
    author: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What one refresh changed, and how things stand then, not only what is new."""

    generation: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """Sources, sorted by name; a file removed and added under another name is renamed as well: its former and its present name."""
    withheld: tuple[str, ...]
    newly_withheld: tuple[str, ...]
    """Ids of curated facts whose proof failed; of these the ones whose proof had held before."""
    sources: int
    approved: int
    drafts: int
    problems: tuple[Problem, ...]
    seconds: float
    is_followed: bool = False
    """Another machine that shares the home looks for changes, and tells of them."""

    @property
    def is_change(self) -> bool:
        """Tell whether any source came, went or changed."""
        return bool(self.added or self.changed or self.removed)
