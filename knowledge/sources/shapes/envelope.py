"""The headers of a mail: they say of it who wrote when to whom, and nothing that anybody asks about what it says."""

from collections.abc import Sequence
from itertools import takewhile

from knowledge.model import Kind
from knowledge.sources.readers.mail.mail_headers import are_headers, could_be_header
from knowledge.sources.shapes.claim import Context, Found, Unit

_MOST = 12
"""Lines, each of which may be a passage of its own."""


def find(units: Sequence[Unit], at: int, _context: Context) -> Found | None:
    """Return that the headers of a mail, whether its own or copied into a text, state nothing."""
    run = list(takewhile(_is_of_headers, units[at : at + _MOST]))
    return Found((), len(run)) if are_headers([line.text for unit in run for line in unit.lines()]) else None


def _is_of_headers(unit: Unit) -> bool:
    is_running = unit.kind in {Kind.PARAGRAPH, Kind.ITEM}
    return is_running and all(could_be_header(line.text) for line in unit.lines())
