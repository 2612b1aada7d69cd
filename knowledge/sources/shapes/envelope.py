"""The headers of a mail: they say of it who wrote when to whom, and nothing that anybody asks about what it says."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from knowledge.model import Kind
from knowledge.sources.readers.mail.mail_headers import are_headers, could_be_header
from knowledge.sources.shapes.claim import Context, Found, Unit

_MOST = 12
"""Lines, each of which may be a passage of its own."""
_LABELLED = re.compile(r"[^\W\d_][^:：]{0,25}[:：]\s*\S")
"""What most lines are not; to know the headers of mails, the words of all languages are loaded."""


def find(units: Sequence[Unit], at: int, _context: Context) -> Found | None:
    """Return that the headers of a mail, whether its own or copied into a text, state nothing."""
    if not _is_of(units[at], _is_labelled):
        return None
    run = list(takewhile(lambda unit: _is_of(unit, _is_labelled), units[at : at + _MOST]))
    if len(_lines(run)) < 2:  # quicker told than that they are headers
        return None
    run = list(takewhile(lambda unit: _is_of(unit, could_be_header), run))
    return Found((), len(run)) if are_headers(_lines(run)) else None


def _is_of(unit: Unit, is_wanted: Callable[[str], bool]) -> bool:
    """Tell whether all lines of a unit are of a kind."""
    return unit.kind in {Kind.PARAGRAPH, Kind.ITEM} and all(is_wanted(line.text) for line in unit.lines())


def _is_labelled(line: str) -> bool:
    return _LABELLED.match(line) is not None


def _lines(units: Sequence[Unit]) -> list[str]:
    return [line.text for unit in units for line in unit.lines()]
