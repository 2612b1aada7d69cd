"""Programmes: each line with a time is told with the line above them, "Saturday 14 June – 10:30 Opening, terrace"."""

import re
from collections.abc import Sequence

from knowledge.model import Kind
from knowledge.sources.shapes.claim import STOPPED, Claim, Context, Found, Unit, together

TIMED = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[–-]\s?\d{1,2}[:.h]\d{2})?\s+[^\W\d_]{3,}")
"""A line about a thing of its own."""
_LONGEST_LEAD = 60
"""Characters."""


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claims of the lines with a time that stand together from a unit on, below one without."""
    if units[at].kind is not Kind.PARAGRAPH:
        return None
    (lead, *lines), taken = together(units, at, context)
    is_lead = len(lead.text) <= _LONGEST_LEAD and not TIMED.match(lead.text) and not STOPPED.search(lead.text)
    if not is_lead or len(lines) < 2 or not all(TIMED.match(line.text) for line in lines):
        return None
    named = lead.text.rstrip(":： ")
    return Found(tuple(Claim(f"{named} – {line.text}", (line.start, line.end)) for line in lines), taken)
