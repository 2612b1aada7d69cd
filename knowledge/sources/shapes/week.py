"""Hours day by day, as rows of a table or lines with a colon: they are told whole, or those of a day singly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from knowledge.languages.language import Language
from knowledge.languages.values import names_day, value_kinds
from knowledge.model import Kind, Part
from knowledge.sources.shapes.claim import Claim, Context, Found, Line, Span, Unit, together
from knowledge.sources.shapes.table import values

_LONGEST = 500
"""Characters that are told in one."""
_MOST_COLUMNS = 2
"""Beside the days, such as summer and winter; of more each is a thing of its own."""
_PAIR = re.compile(r"(?P<days>[^\n:：]{1,40})[:：]\s*(?P<hours>\S.*)")


@dataclass(frozen=True, slots=True)
class _Entry:
    days: str
    hours: str
    quote: Span

    def __str__(self) -> str:
        return f"{self.days}: {self.hours}"


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claim of a week from a unit on; None unless each row or line that stands there together is about days of its own."""
    entries, taken = _entries(units, at, context)
    days = [entry for entry in entries if entry and names_day(entry.days, context.language)]
    if len(days) < 2 or len(days) < len(entries):
        return None
    if not any("time" in value_kinds(entry.hours, context.language) for entry in days):
        return None
    lead = _heading(units[at], context.language)
    week = "; ".join(map(str, days))
    statement = f"{lead} – {week}" if lead else week
    if len(statement) > _LONGEST:
        return None
    claim = Claim(
        statement,
        (days[0].quote[0], days[-1].quote[1]),
        lead=lead,
        parts=tuple(Part(entry.days, entry.hours) for entry in days),
    )
    return Found((claim,), taken)


def _entries(units: Sequence[Unit], at: int, context: Context) -> tuple[list[_Entry | None], int]:
    """Return what stands together from a unit on, None where it has not the form of days and hours, and how many units that is."""
    if units[at].kind is Kind.PARAGRAPH:
        lines, taken = together(units, at, context)
        return [_line(line) for line in lines], taken
    alike = list(takewhile(lambda unit: unit.kind is units[at].kind, units[at:]))
    if units[at].kind is Kind.ROW:
        return [_row(row) for row in alike], len(alike)
    if units[at].kind is Kind.ITEM:
        return [_line(line) for item in alike for line in item.lines()], len(alike)
    return [], 0


def _row(row: Unit) -> _Entry | None:
    (_, days), *hours = values(row) or [("", "")]
    if not 1 <= len(hours) <= _MOST_COLUMNS:
        return None
    told = hours[0][1] if len(hours) == 1 else ", ".join(f"{column} {value}" for column, value in hours)
    return _Entry(days, told, (row.start, row.end))


def _line(line: Line) -> _Entry | None:
    pair = _PAIR.fullmatch(line.text)
    return _Entry(pair["days"].rstrip(), pair["hours"], (line.start, line.end)) if pair else None


def _heading(unit: Unit, language: Language) -> str:
    """Return the heading that a unit stands under, after an outer one that tells which hours it is about, such as "Opening hours"."""
    path = unit.passage.heading
    has_header = any(cell.column for cell in unit.passage.cells)
    sections = path[:-1] if has_header else path
    hours = [section for section in sections[:-1] if language.tells_opening(section)]
    return ", ".join([*hours[-1:], *sections[-1:]])
