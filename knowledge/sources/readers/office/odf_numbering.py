"""The numbers that OpenDocument programs make by themselves, as they print them: "2.1", "(a)", "§ 3"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.sources.readers.numerals import letters, roman
from knowledge.sources.readers.zipped import whole_number

_LEVEL_STYLES = frozenset({"text:list-level-style-number", "text:outline-level-style"})
_PLACEHOLDER = re.compile(r"%(\d)%")
_DEEPEST = 10
_LARGEST = 100_000
_NUMERALS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
"""The forms of OpenDocument 1.3, part 3, 19.504, that are not plain digits."""

Counts = dict[int, int]
"""Depth from 1 → number of the last entry."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    """Empty where nothing is printed."""
    text: str
    """Such as "%1%.%2%"."""
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts headings and list entries, which must be asked for in their order."""

    styles: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    """List style → depth → how its entries are numbered; that of headings has no name."""
    headings: Counts = field(default_factory=dict)
    lists: dict[str, Counts] = field(default_factory=dict)
    """By the name of a list, and by that of its style the last one."""

    def counts_of(self, list_element: Element, style: str) -> Counts:
        """Return the counts of a list, new ones unless it goes on with another."""
        continued = list_element.get("text:continue-list", "")
        if continued in self.lists:
            counts = self.lists[continued]
        elif list_element.get("text:continue-numbering") == "true" and style in self.lists:
            counts = self.lists[style]
        else:
            counts = {}
        self.lists[style] = counts
        if name := list_element.get("xml:id", ""):
            self.lists[name] = counts
        return counts

    def label(self, style: str, depth: int, counts: Counts, start: str | None = None) -> str:
        """Count an entry and return what is printed before it, empty for a bullet."""
        level = self.styles.get(style, {}).get(depth)
        first = level.start if level else 1
        counts[depth] = whole_number(start, default=counts.get(depth, first - 1) + 1, limit=_LARGEST)
        for deeper in range(depth + 1, _DEEPEST + 1):
            counts.pop(deeper, None)
        if level is None or not level.form:
            return ""
        return _PLACEHOLDER.sub(lambda place: self._numeral(style, int(place[1]), counts), level.text).strip()

    def _numeral(self, style: str, depth: int, counts: Counts) -> str:
        level = self.styles[style].get(depth)
        if level is None or not level.form:
            return ""
        return _NUMERALS.get(level.form, str)(counts.get(depth, level.start))


def read_numbering(*roots: Element) -> Numbering:
    """Return the numbering that the parts of a file define, the first one outweighing the others."""
    styles: dict[str, dict[int, _Level]] = {}
    for root in reversed(roots):
        for style in (*root.iter("text:outline-style"), *root.iter("text:list-style")):
            name = "" if style.tag == "text:outline-style" else style.get("style:name", "")
            styles[name] = {
                depth: _level(level, depth)
                for level in style
                if level.tag in _LEVEL_STYLES
                and (depth := whole_number(level.get("text:level"), default=0, limit=_DEEPEST))
            }
    return Numbering(styles)


def _level(level: Element, depth: int) -> _Level:
    shown = whole_number(level.get("text:display-levels"), default=1, limit=depth) or 1
    places = ".".join(f"%{place}%" for place in range(depth - shown + 1, depth + 1))
    text = level.get("style:num-list-format") or (
        f"{level.get('style:num-prefix', '')}{places}{level.get('style:num-suffix', '')}"
    )
    start = whole_number(level.get("text:start-value"), default=1, limit=_LARGEST)
    return _Level(level.get("style:num-format", ""), text, start)
