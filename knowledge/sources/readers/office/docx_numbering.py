"""The numbers that Word makes by itself, as it prints them: "2.1", "(a)", "§ 3", "Article 5"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from knowledge.sources.readers.numerals import letters, roman
from knowledge.sources.readers.zipped import child, whole_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_LARGEST = 100_000
_NUMERALS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": "{:02d}".format,
    "none": lambda number: "",  # noqa: ARG005
}
"""The forms of ECMA-376, part 1, 17.18.59, that are not plain digits."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    """Such as "%1.%2"; holds no placeholder where it is a bullet."""
    is_legal: bool
    """Whether the numbers of all levels are written in digits."""


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in its order."""

    definitions: Mapping[str, str] = field(default_factory=dict)
    """List → the definition that it shares its counters with."""
    levels: Mapping[tuple[str, int], _Level] = field(default_factory=dict)
    """By list and depth from 0."""
    restarts: set[tuple[str, int]] = field(default_factory=set)
    """Lists and depths that begin anew where they first appear."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    """By definition and depth."""

    def label(self, name: str, depth: int) -> str:
        """Count a paragraph of a list and return what Word prints before it, empty for a bullet."""
        level = self.levels.get((name, depth))
        if level is None:
            return ""
        counts = self.counts.setdefault(self.definitions[name], {})
        if (name, depth) in self.restarts:
            self.restarts.discard((name, depth))
            counts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        if level.form == "bullet":
            return ""
        return _PLACEHOLDER.sub(
            lambda place: self._numeral(name, int(place[1]) - 1, level), level.text
        ).strip()

    def _numeral(self, name: str, depth: int, printed: _Level) -> str:
        level = self.levels.get((name, depth), printed)
        number = self.counts[self.definitions[name]].get(depth, level.start)
        return str(number) if printed.is_legal else _NUMERALS.get(level.form, str)(number)


def read_numbering(root: Element) -> Numbering:
    """Return the numbering that the root of numbering.xml defines."""
    abstract = {
        element.get("w:abstractNumId", ""): {
            level.get("w:ilvl", ""): _level(level) for level in element if level.tag == "w:lvl"
        }
        for element in root
        if element.tag == "w:abstractNum"
    }
    definitions: dict[str, str] = {}
    levels: dict[tuple[str, int], _Level] = {}
    restarts: set[tuple[str, int]] = set()
    for number in (element for element in root if element.tag == "w:num"):
        name = number.get("w:numId", "")
        definitions[name] = _value(number, "w:abstractNumId")
        own = dict(abstract.get(definitions[name], {}))
        for override in (element for element in number if element.tag == "w:lvlOverride"):
            depth = override.get("w:ilvl", "")
            if (level := child(override, "w:lvl")) is not None:
                own[depth] = _level(level)
            start = child(override, "w:startOverride")
            if start is not None and depth in own:
                own[depth] = replace(
                    own[depth], start=whole_number(start.get("w:val"), default=1, limit=_LARGEST)
                )
                restarts.add((name, whole_number(depth, default=0, limit=_LEVELS)))
        levels |= {
            (name, whole_number(depth, default=0, limit=_LEVELS)): level for depth, level in own.items()
        }
    return Numbering(definitions, levels, restarts)


def _level(level: Element) -> _Level:
    legal = child(level, "w:isLgl")
    return _Level(
        whole_number(_value(level, "w:start"), default=0, limit=_LARGEST),
        _value(level, "w:numFmt") or "decimal",
        _value(level, "w:lvlText"),
        legal is not None and legal.get("w:val", "1") not in {"0", "false"},
    )


def _value(element: Element, tag: str) -> str:
    found = child(element, tag)
    return "" if found is None else found.get("w:val", "")
