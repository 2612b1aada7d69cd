"""The words of a language by which the shapes of documents are told: "Q:", "Frage:", "means", "clause", "phone"."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class ShapeWords:
    """All in lower case, accents kept; phrases have spaces."""

    question: tuple[str, ...] = ()
    """Labels before a question."""
    answer: tuple[str, ...] = ()
    """Labels before its answer."""
    define: tuple[str, ...] = ()
    """How people ask for the meaning of a term, which stands as {}."""
    means: tuple[str, ...] = ()
    """What stands between a term and its definition."""
    glossary: tuple[str, ...] = ()
    """Headings over definitions."""
    clause: tuple[str, ...] = ()
    """Words before the number of a part of a document."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind of value → words by which it is asked for or labelled."""
    money: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    """Words beside a time of day."""
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    """Words in an address, which may also end a word (Hauptstraße)."""
    signature: tuple[str, ...] = ()
    """With what mails end."""
    not_told: tuple[str, ...] = ()
    """Words that ask to compare or to count."""


@cache
def shape_words(code: str) -> ShapeWords:
    """Return the words of a language; of one that is not known, none."""
    path = Path(__file__).parent / "shapes" / f"{code}.yaml"
    if not path.exists():
        return ShapeWords()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506 - safe either way
    values = {kind: _words(row) for kind, row in table.pop("values", {}).items()}
    known = {each.name for each in fields(ShapeWords)}
    return ShapeWords(values=values, **{key: _words(row) for key, row in table.items() if key in known})


def _words(row: str) -> tuple[str, ...]:
    return tuple(str(row).split(", "))
