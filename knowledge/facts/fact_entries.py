"""The text of a fact file → the same text with one entry added, changed or gone; to the byte, all else stays as it is.

An entry is cut out of its file as strict YAML cuts it, so that it can be changed even where others are broken.
"""

import re
from dataclasses import dataclass, replace
from itertools import chain

from knowledge.errors import FactFileError
from knowledge.facts import entry_text
from knowledge.facts.strict_yaml import stretches
from knowledge.model import CuratedFact, QuotedSource, Status

_MARGIN = re.compile(r"^ *(?=-\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact in the text of a file, from its hyphen to the end of the last line of its values."""

    start: int
    end: int
    text: str
    line: int
    """Counted from 1."""


def find(text: str, fact_id: str) -> Entry | None:
    """Return the entry of an id; None if there is none that can be read."""
    named = re.compile(rf"id['\"]?\s*:\s*['\"]?{re.escape(fact_id)}(?![\w.-])")
    spans = list(stretches(text))
    # Most ids stand behind their key; to read every entry that holds the word would take long where the word is common.
    likely = [span for span in spans if named.search(text, *span)]
    rest = (span for span in spans if fact_id in text[slice(*span)])
    return next((entry for span in chain(likely, rest) if (entry := _entry(text, *span, fact_id))), None)


def _entry(text: str, start: int, end: int, fact_id: str) -> Entry | None:
    """Return what stands in a span of a text, if that is the entry of an id."""
    try:
        if entry_text.id_of(text[start:end]) != fact_id:
            return None
    except FactFileError:
        return None
    stop = start + entry_text.length(text[start:end])
    return Entry(start, stop, text[start:stop], text.count("\n", 0, start) + 1)


def put(text: str, entry: Entry, new: str) -> str:
    """Return the text with another entry, or none, in the place of one."""
    return text[: entry.start] + new + text[entry.end :]


def add(text: str, new: str, line: int = 0) -> str:
    """Return the text with one more entry.

    Args:
        text: Of the file.
        new: The entry, as `written` or `find` gives it.
        line: On which the entry shall begin, if no other one is in the way there; 0 for the end.
    """
    line_break = entry_text.newline(text)
    new = new.replace("\r\n", "\n").rstrip("\n").replace("\n", line_break) + line_break
    place = _gap(text, line) if line else None
    if place is not None:
        return text[:place] + new + text[place:]
    if not text.strip():
        return text + new
    margin = _MARGIN.search(text)
    if margin and not new.startswith(" "):
        new = entry_text.indented(new, margin[0])
    above = text if text.endswith("\n") else text + line_break
    return f"{above}{'' if above.endswith(line_break * 2) else line_break}{new}"


def _gap(text: str, line: int) -> int | None:
    """Return where a line begins, if that is between two entries."""
    starts = [0, *(found.end() for found in re.finditer(r"\n", text))]
    if line > len(starts):
        return None
    place = starts[line - 1]
    for start, end in stretches(text):
        if not start < place < end or not _MARGIN.match(text, start):
            continue
        try:
            return place if place >= start + entry_text.length(text[start:end]) else None
        except FactFileError:
            return None
    return place


def written(fact: CuratedFact) -> str:
    """Return a fact as a new entry."""
    status = fact.status.value if fact.status is not Status.APPROVED else ""
    values: dict[str, entry_text.Value] = {
        "id": fact.id,
        "fact": fact.statement,
        "asks": fact.asks,
        "topics": fact.topics,
        "cites": fact.cites,
        "status": status,
    }
    return entry_text.written(values)


def edited(entry: str, old: CuratedFact, new: CuratedFact) -> str:
    """Return an entry with what differs between two facts: the statement, the status, the cites, or more example questions.

    Args:
        entry: As `find` gives it.
        old: The fact that it is.
        new: The fact that it is to be.
    """
    if new.statement != old.statement:
        entry = entry_text.with_value(entry, "fact", new.statement)
    for ask in new.asks:
        if ask not in old.asks:
            entry = entry_text.with_question(entry, ask)
    if _anywhere(new.cites) != _anywhere(old.cites):
        entry = entry_text.with_value(entry, "cites", new.cites)
    if new.status is not old.status:
        entry = entry_text.with_value(entry, "status", new.status.value)
    return entry


def _anywhere(cites: tuple[QuotedSource, ...]) -> list[QuotedSource]:
    return [replace(cite, line=0) for cite in cites]
