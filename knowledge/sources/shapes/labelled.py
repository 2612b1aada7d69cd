"""A label and its value, a term and its meaning: "Clerk: Per Moe", "Dunnage – loose wood", '"Master" means …'."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.languages.shape_words import shape_words
from knowledge.model import Kind
from knowledge.sources.shapes.claim import Claim, Context, Found, Unit

_LONGEST_LABEL = 6
"""Words."""
_LONGEST_VALUE = 100
"""Characters of a value that needs the heading above it to be understood."""
_PAIR = re.compile(
    r"^(?P<label>[^\W\d_][^\n:：]{0,60}?)\s*(?:(?P<colon>[:：])(?!//)\s*|\s[–—]\s+|\s-\s+|\t+)(?P<value>\S.*)$"
)
_QUOTED = r"[\"“„«「『‘]([^\"”“»」』’]{1,60})[\"”“»」』’]"
_STOPPED = re.compile(r"[.!?…。！？؟۔।]\W*$")


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claims of a unit each of whose lines is a label with its value."""
    unit = units[at]
    if unit.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
        return None
    if term := _defined(unit.line, context.code):
        claim = Claim(unit.line, (unit.start, unit.end), _definitions(term, context.code))
        return Found((claim,), 1) if len(unit.sentences) == 1 else None
    lines = list(_lines(unit))
    pairs = [(start, line, _PAIR.match(line)) for start, line in lines]
    if not all(pair and len(pair["label"].split()) <= _LONGEST_LABEL for _, _, pair in pairs):
        return None
    if len(lines) == 1 and len(unit.sentences) > 1:
        return None
    heading = _heading(units, at)
    return Found(
        tuple(_claim(start, line, pair, heading, context.code) for start, line, pair in pairs if pair), 1
    )


def _lines(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield (offset in the document, line) of the lines that an author broke on purpose."""
    offset = unit.start
    for line in unit.text.splitlines(keepends=True):
        if stripped := line.strip():
            yield offset + line.index(stripped), stripped
        offset += len(line)


def _heading(units: Sequence[Unit], at: int) -> Unit | None:
    """Return the heading right above a unit, with nothing but lines like it between."""
    path = units[at].passage.heading
    for unit in reversed(units[max(at - 20, 0) : at]):
        if unit.kind is Kind.HEADING:
            return unit if path and unit.line == path[-1] else None
    return None


def _claim(start: int, line: str, pair: re.Match[str], heading: Unit | None, code: str) -> Claim:
    label, value = pair["label"].strip(), pair["value"].strip()
    quote = (start, start + len(line))
    is_sentence = bool(_STOPPED.search(value)) or len(value) > _LONGEST_VALUE
    asked = _definitions(label, code) if is_sentence or not pair["colon"] else ()
    statement = " ".join(line.split())
    if heading is None or is_sentence:
        return Claim(statement, quote, asked)
    return Claim(f"{heading.line} – {statement}", quote, asked)


def _defined(line: str, code: str) -> str | None:
    """Return the term that a sentence such as '"Master" means the person in charge' explains."""
    if not (pattern := _definition(code)):
        return None
    match = pattern.match(line)
    return match[1] if match else None


@cache
def _definition(code: str) -> re.Pattern[str] | None:
    verbs = shape_words(code).means
    if not verbs:
        return None
    named = "|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))
    # A clause may have its number before the term.
    return re.compile(rf"(?:\(?[\w.]{{1,8}}\)?\s)?{_QUOTED},?\s(?:{named})\b", re.IGNORECASE)


def _definitions(term: str, code: str) -> tuple[str, ...]:
    """Return how people ask what a term means."""
    return tuple(pattern.format(term) for pattern in shape_words(code).define)
