"""What documents say about themselves, cleaned: title, date, language."""

import datetime as dt
import re
from collections.abc import Iterable

_PROGRAM_TITLE = re.compile(
    r"^microsoft (word|powerpoint|excel)\b|\.(docx?|odt|pdf|rtf|tex|dvi|html?|indd|qxd|xlsx?|pptx?|txt)$"
    r"|^\W*(untitled|unbenannt|sans titre|sin título|без названия|document|dokument|presentation|title|anonymous|new document)\W*\d*$",
    re.IGNORECASE,
)
"""Titles that programs write by themselves."""
_NAME_OF_A_FILE = re.compile(
    r"(?:[a-z]:)?[\\/]\S+|\S*_\S*|[\da-f]{12,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}"
    r"|(?:scan|img|image|dsc|doc|dokument|document|file|datei|untitled)[-_ ]?\d[\d_ -]*",
    re.IGNORECASE,
)
"""A path, a word with an underscore, a hash, or what a scanner or camera counts."""
_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")


def sensible_title(*titles: str | None) -> str:
    """Return the first of `titles` that a person would call one, on one line, or an empty text."""
    for title in titles:
        line = " ".join((title or "").split())
        if re.search(r"\w", line) and not _PROGRAM_TITLE.search(line) and not _NAME_OF_A_FILE.fullmatch(line):
            return line
    return ""


def first_date(stamps: Iterable[str | None]) -> dt.date | None:
    """Return the day of the first stamp that has one.

    Args:
        stamps: ISO 8601 ("2024-03-05T10:00:00Z", "20240305") or PDF ("D:20240305100000Z") stamps.
    """
    for stamp in stamps:
        match = _DATE.match((stamp or "").strip())
        if match:
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def language_code(tag: str | None) -> str:
    """Return the ISO 639-1 code at the head of a language tag such as "pt-BR", or an empty text."""
    match = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", tag or "")
    return match[1].lower() if match else ""
