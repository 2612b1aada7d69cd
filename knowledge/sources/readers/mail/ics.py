"""Calendars: each event a row with its name, time, place and description, in the order of time (RFC 5545)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.errors import ReadError
from knowledge.languages.detection import detect
from knowledge.languages.language import language as spoken
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.mail.calendar_dates import Stamp, duration, repetition, stamp, written
from knowledge.sources.readers.remedies import DAMAGED

_LINE = re.compile(r'([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^;:"]*)(?:,(?:"[^"]*"|[^;:",]*))*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([\w-]+)=(?:"([^"]*)"|([^;:"]*))')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENTRIES = frozenset({"VEVENT", "VTODO"})
_CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class _Property:
    value: str
    """As it stands there."""
    parameters: Mapping[str, str]

    @property
    def text(self) -> str:
        """The value without its escapes, on one line."""
        return " ".join(
            _ESCAPED.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], self.value).split()
        )

    @property
    def name(self) -> str:
        """Who is meant, by name rather than by address."""
        return self.parameters.get("CN") or re.sub("^mailto:", "", self.value, flags=re.IGNORECASE)


_Entry = Mapping[str, Sequence[_Property]]


def read(content: bytes) -> Reading:
    """Read a calendar. Times are those of the place where they happen, or UTC where the calendar says no place.

    Raises:
        ReadError: If the content is no calendar.
    """
    lines = re.sub(r"\r?\n[ \t]", "", decode(content).removeprefix("\ufeff")).splitlines()
    if not any(line.upper().startswith("BEGIN:VCALENDAR") for line in lines):
        raise ReadError(DAMAGED)
    calendar, entries = _parse(lines)
    zone = _text(calendar, "X-WR-TIMEZONE")
    language = detect(
        " ".join(f"{_text(entry, 'SUMMARY')} {_text(entry, 'DESCRIPTION')}" for entry in entries)
    )
    entries.sort(
        key=lambda entry: (_stamp(entry, "DTSTART", zone) or _stamp(entry, "DUE", zone) or Stamp.NEVER).day
    )
    title = _text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME")
    rows = (
        Block(
            kind=Kind.ROW, row=number, cells=tuple(cell for cell in _cells(entry, zone, language) if cell[1])
        )
        for number, entry in enumerate(entries, 1)
    )
    text, passages = assemble((Block(title, Kind.HEADING, 1), *rows))
    return Reading(text, passages, title=title, language=language if entries else "")


def _parse(lines: Sequence[str]) -> tuple[_Entry, list[_Entry]]:
    """Return the properties of the calendar itself, and of each entry."""
    calendar: dict[str, list[_Property]] = {}
    entries: list[_Entry] = []
    within: list[tuple[str, dict[str, list[_Property]]]] = []
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            within.append((value.upper(), calendar if value.upper() == "VCALENDAR" else {}))
        elif name == "END":
            kind, properties = within.pop() if within else ("", {})
            if kind in _ENTRIES:
                entries.append(properties)
        elif within:
            parameters = {key.upper(): quoted or plain for key, quoted, plain in _PARAMETER.findall(match[2])}
            within[-1][1].setdefault(name, []).append(_Property(value, parameters))
    return calendar, entries


def _text(entry: _Entry, name: str) -> str:
    return next((one.text for one in entry.get(name, ())), "")


def _stamp(entry: _Entry, name: str, zone: str) -> Stamp | None:
    return next((stamp(one.value, zone) for one in entry.get(name, ())), None)


def _cells(entry: _Entry, zone: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield (column, value) of an entry; a value may be empty."""
    start, end = _stamp(entry, "DTSTART", zone), _stamp(entry, "DTEND", zone)
    if start is not None and end is None and "DURATION" in entry:
        end = start.after(duration(entry["DURATION"][0].value))
    due = _stamp(entry, "DUE", zone)
    words = spoken(language).data.calendar
    yield words.event, _text(entry, "SUMMARY")
    yield words.when, written(start, end, language) if start is not None else ""
    yield words.due, written(due, None, language) if due is not None else ""
    yield words.repeats, ", ".join(repetition(one.value, zone, language) for one in entry.get("RRULE", ()))
    yield words.place, _text(entry, "LOCATION")
    yield "status", words.cancelled if _text(entry, "STATUS").upper() == _CANCELLED else ""
    yield words.organiser, ", ".join(one.name for one in entry.get("ORGANIZER", ()))
    yield words.attendees, ", ".join(one.name for one in entry.get("ATTENDEE", ()))
    yield words.description, _text(entry, "DESCRIPTION")
