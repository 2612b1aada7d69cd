"""Hours day by day, as rows of a table or lines with a colon: they are told whole, or those of a day singly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from knowledge.languages.language import Language
from knowledge.languages.values import names_day, value_kinds
from knowledge.model import Kind, Part
from knowledge.sources.shapes.claim import Claim, Context, Found, Line, Span, Unit, together
from knowledge.sources.shapes.table import row_claim, values

_LONGEST = 500
"""Characters that are told in one."""
_MOST_CELLS = 3
"""Of a row that is told with the others: its days, summer and winter."""
_MOST_ENTRIES = 14
_MOST_REMARKS = 2
_PAIR = re.compile(r"(?P<days>[^\n:：]{1,40})[:：]\s*(?P<hours>\S.*)")


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claim of a week from a unit on; None unless the rows or lines that stand there together are about days of their own.

    A line may stand before them that says whose hours they are, and one or two behind with what else is to be known. Rows of many columns are told one by one.
    """
    told, taken = _entries(units, at, context)
    subject = told.pop(0).text if told and not told[0].label and units[at].kind is Kind.PARAGRAPH else ""
    days = list(takewhile(lambda entry: names_day(entry.label, context.language), told))
    remarks = told[len(days) :]
    if len(days) < 2 or len(remarks) > _MOST_REMARKS or any(remark.label for remark in remarks):
        return None
    if not any("time" in value_kinds(str(entry.part), context.language) for entry in days):
        return None
    lead = subject.rstrip(":： ") or _heading(units[at], context.language)
    week = "; ".join(str(entry.part) for entry in told)
    statement = f"{lead} – {week}" if lead else week
    rows = units[at : at + taken] if units[at].kind is Kind.ROW else ()
    if len(statement) > _LONGEST or any(len(values(row)) > _MOST_CELLS for row in rows):
        claims = (row_claim(row, lead) for row in rows)
        return Found(tuple(filter(None, claims)), taken) if rows else None
    quote = (told[0].quote[0] if not subject else units[at].start, told[-1].quote[1])
    return Found((Claim(statement, quote, lead=lead, parts=tuple(entry.part for entry in told)),), taken)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row or line, and where it stands."""

    label: str
    text: str
    quote: Span

    @property
    def part(self) -> Part:
        return Part(self.label, self.text)


def _entries(units: Sequence[Unit], at: int, context: Context) -> tuple[list[_Entry], int]:
    """Return what stands together from a unit on, and how many units that is."""
    if units[at].kind is Kind.PARAGRAPH:
        lines, taken = together(units, at, context)
        return [_line(line) for line in lines], taken
    some = islice(units, at, at + _MOST_ENTRIES + 1)
    alike = list(takewhile(lambda unit: unit.kind is units[at].kind, some))
    if len(alike) > _MOST_ENTRIES:
        return [], 0
    if units[at].kind is Kind.ROW:
        return [_row(row) for row in alike], len(alike)
    if units[at].kind is Kind.ITEM:
        return [_line(line) for item in alike for line in item.lines()], len(alike)
    return [], 0


def _row(row: Unit) -> _Entry:
    (_, days), *hours = values(row) or [("", "")]
    told = hours[0][1] if len(hours) == 1 else ", ".join(f"{column} {value}" for column, value in hours)
    return _Entry(days if hours else "", told, (row.start, row.end))


def _line(line: Line) -> _Entry:
    quote = (line.start, line.end)
    pair = _PAIR.fullmatch(line.text)
    return _Entry(pair["days"].rstrip(), pair["hours"], quote) if pair else _Entry("", line.text, quote)


def _heading(unit: Unit, language: Language) -> str:
    """Return the heading that a unit stands under, after an outer one that tells which hours it is about, such as "Opening hours"."""
    path = unit.passage.heading
    has_header = any(cell.column for cell in unit.passage.cells)
    sections = path[:-1] if has_header else path
    hours = [section for section in sections[:-1] if language.tells_opening(section)]
    return ", ".join([*hours[-1:], *sections[-1:]])
