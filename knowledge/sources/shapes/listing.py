"""Lists: a lead-in with its entries is told whole, "You need: a photo, proof of address, the fee", or an entry singly."""

import re
from collections.abc import Sequence
from itertools import takewhile

from knowledge.model import Kind, Part
from knowledge.sources.shapes.claim import STOPPED, Claim, Context, Found, Unit

_LONGEST_ENTRY = 140
"""Characters of an entry that says nothing without its lead-in."""
_LONGEST = 700
"""Characters of a list that is told whole."""
_LEADS_IN = re.compile(r"[:：]\s*$")
_OWN = re.compile(r"\d{1,2}[:.h]\d{2}\b|[^:：]{1,40}[:：]\s*\S")
"""An entry that states something by itself: a time and what is then, a label and its value."""


def find(units: Sequence[Unit], at: int, _: Context) -> Found | None:
    """Return the claim of a list, from its lead-in on; None where its entries are sentences of their own."""
    lead = units[at]
    if not _leads(lead) or lead.kind is Kind.ITEM:
        return None
    entries = list(takewhile(lambda unit: unit.kind is Kind.ITEM, units[at + 1 :]))
    if len(entries) < 2 or not all(map(_is_fragment, entries)):
        return None
    title = _LEADS_IN.sub("", lead.line)
    parts = tuple(Part("", entry.line.rstrip(" ;,")) for entry in entries)
    taken = 1 + len(entries)
    separator = "; " if any("," in part.text for part in parts) else ", "
    whole = f"{title}: {separator.join(part.text for part in parts)}"
    if len(whole) > _LONGEST:
        return Found(
            tuple(
                Claim(f"{title}: {part.text}", (entry.start, entry.end))
                for entry, part in zip(entries, parts, strict=True)
            ),
            taken,
        )
    quote = (lead.start, entries[-1].end)
    return Found((Claim(whole, quote, lead=f"{title}:", parts=parts),), taken)


def _leads(unit: Unit) -> bool:
    return unit.kind is Kind.HEADING or (unit.kind is Kind.PARAGRAPH and bool(_LEADS_IN.search(unit.text)))


def _is_fragment(entry: Unit) -> bool:
    line = entry.line
    return (
        len(line) <= _LONGEST_ENTRY
        and len(entry.sentences) == 1
        and not STOPPED.search(line)
        and not _OWN.match(line)
    )
