"""Lists: a lead-in with its entries is told whole, "You need: a photo, proof of address, the fee", or an entry singly; and a sentence with what led in to it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from knowledge.model import Kind, Part
from knowledge.sources.shapes.claim import STOPPED, Claim, Context, Found, Unit

_LONGEST_ENTRY = 140
"""Characters of an entry that says nothing without its lead-in."""
_LONGEST = 700
"""Characters of a list that is told whole."""
_FEWEST_WORDS = 4
"""Of what leads in to a sentence: "Dear all:" does not."""
_LEADS_IN = re.compile(r"[:：]\s*$")
_OWN = re.compile(r"\d{1,2}[:.h]\d{2}\b|[^:：]{1,40}[:：]\s*\S")
"""An entry that states something by itself: a time and what is then, a label and its value."""


def find(units: Sequence[Unit], at: int, _: Context) -> Found | None:
    """Return the claim of a list, from its lead-in on; None where its entries are sentences of their own."""
    lead = units[at]
    if not _leads(lead) or lead.kind is Kind.ITEM:
        return None
    if said := _led_in(units[at : at + 2]):
        return said
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


def _led_in(units: Sequence[Unit]) -> Found | None:
    """Return the claim of a sentence that ends in a colon together with the one that begins the next paragraph."""
    if len(units) < 2 or {unit.kind for unit in units} != {Kind.PARAGRAPH}:
        return None
    lead, following = units
    if not lead.sentences or not following.sentences:
        return None
    *before, last = lead.sentences
    first = following.sentences[0]
    is_salutation = len(last.text.split()) < _FEWEST_WORDS
    if is_salutation or max(len(last.text), len(first.text)) > _LONGEST_ENTRY:
        return None
    claims = [Claim(each.text, (each.start, each.end)) for each in before]
    claims.append(Claim(f"{last.text} {first.text}", (last.start, first.end)))
    is_left = len(following.sentences) > 1
    return Found(tuple(claims), 2, following.without_first(1) if is_left else None)


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
