"""A label and its value, a term and its meaning: "Clerk: Per Moe", "Dunnage – loose wood", '"Master" means …'."""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.languages.language import Language
from knowledge.languages.values import value_kinds
from knowledge.model import Kind
from knowledge.sources.shapes.choice import chosen
from knowledge.sources.shapes.claim import Claim, Context, Found, Line, Unit
from knowledge.sources.shapes.questions import definition_asks

_LONGEST_LABEL = 6
"""Words."""
_LONGEST_VALUE = 100
"""Characters of a value that needs the heading above it to be understood."""
_FEWEST = 4
"""Words of what explains a term."""
_LETTERS_A_WORD = 3
"""In scripts that write no spaces."""
_LONGEST_TERM = 4
"""Words of a term that is explained."""
_REST = r"[^\n:：]{0,60}?)\s*(?:(?P<colon>[:：])(?!//)\s*|\s[–—]\s+|\s-\s+|\t+)(?P<value>\S.*)$"
_PAIR = re.compile(rf"^(?P<label>[^\W\d_]{_REST}")
_PAIR_BELOW = re.compile(rf"^(?P<label>(?!\d+[:.]\d)[^\W_]{_REST}")
"""Below a line that says what it is about a label may begin with a number: under 8 m, 8 to 12 m."""
_SIGN = re.compile(r"([:：]|\s[–—]\s|\s-\s|\t)")
_MOST_LINES = 3
"""Lines of one label and its value."""
_NUMBERED = re.compile(r"^(?:\(?\w{1,3}\)|\d[\d.]*)\s+")
_QUOTED = r"[\"“„«「『‘]([^\"”“»」』’]{1,60})[\"”“»」』’]"


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claims of a unit each of whose lines is a label with its value."""
    unit = units[at]
    if unit.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
        return None
    if term := _defined(unit.line, context.language):
        claim = Claim(unit.line, (unit.start, unit.end), definition_asks(term, context.language))
        return Found((claim,), 1) if len(unit.sentences) == 1 else None
    lines = list(unit.lines())
    lead = ""
    if len(lines) > 1 and lines[0].written.endswith((":", "：")):
        lead = lines.pop(0).written.rstrip(":： ")
    pattern = _PAIR_BELOW if lead else _PAIR
    pairs = [(line, pattern.match(line.text)) for line in _unwrapped(lines, unit)]
    if not all(pair and len(pair["label"].split()) <= _LONGEST_LABEL for _, pair in pairs):
        return None
    if len(lines) == 1 and len(unit.sentences) > 1:
        return None
    told = (
        _under(lead, line, pair)
        if lead
        else _claim(line, pair, _heading(units, at, context), context.language)
        for line, pair in pairs
        if pair
    )
    return Found(tuple(filter(None, told)), 1)


def _unwrapped(lines: Sequence[Line], unit: Unit) -> list[Line]:
    """Return the lines of labels and values, each with the lines in which it goes on; the lines as they are where that is not plain to see."""
    begins = [at for at, line in enumerate(lines) if _begins_wrapped(line.text)]
    ends = [*begins[1:], len(lines)]
    are_entries = (
        len(begins) > 1
        and begins[0] == 0
        and all(end - begin <= _MOST_LINES for begin, end in zip(begins, ends, strict=True))
    )
    signs = {pair[1] for at in begins if (pair := _SIGN.search(lines[at].text))}
    if not are_entries or len(signs) != 1:
        return list(lines)
    return [
        Line(lines[begin].start, unit.text[lines[begin].start - unit.start : lines[end - 1].end - unit.start])
        for begin, end in zip(begins, ends, strict=True)
    ]


def _begins_wrapped(line: str) -> bool:
    pair = _PAIR.match(line)
    return pair is not None and len(pair["label"].split()) <= _LONGEST_TERM


def _heading(units: Sequence[Unit], at: int, context: Context) -> str:
    """Return the heading that a unit stands under, unless it is that of the whole document, or right above a block that the unit is not part of."""
    path = units[at].passage.heading
    if units[at].start in context.apart:
        return ""
    is_title = len(path) == 1 and units[0].kind is Kind.HEADING and path[0] == units[0].line
    return path[-1] if path and not is_title else ""


def _under(lead: str, line: Line, pair: re.Match[str]) -> Claim | None:
    stated = _stated(line, pair)
    return Claim(f"{lead} – {stated}", (line.start, line.end)) if stated else None


def _stated(line: Line, pair: re.Match[str]) -> str:
    """Return a line with no more of its value than what was ticked; nothing where no value is filled in."""
    value = " ".join(pair["value"].split())
    ticked = chosen(value)
    if not any(map(str.isalnum, ticked)):
        return ""
    return line.text if ticked == value else f"{pair['label'].strip()}: {ticked}"


def _claim(line: Line, pair: re.Match[str], lead: str, language: Language) -> Claim | None:
    label, value = pair["label"].strip(), pair["value"].strip()
    quote = (line.start, line.end)
    term = _NUMBERED.sub("", label).strip('"“”„«»「」『』‘’ ')
    if chosen(value) == value and _explains(term, value, language):
        return Claim(line.text, quote, definition_asks(term, language))
    if lead and len(value) <= _LONGEST_VALUE:
        return _under(lead, line, pair)
    stated = _stated(line, pair)
    return Claim(stated, quote) if stated else None


def _explains(term: str, text: str, language: Language) -> bool:
    """Tell whether a text says what a term means, rather than what its value is."""
    words = text.split()
    is_long = len(words) >= _FEWEST or (len(words) == 1 and len(text) >= _FEWEST * _LETTERS_A_WORD)
    return is_long and len(term.split()) <= _LONGEST_TERM and not value_kinds(text, language)


def _defined(line: str, language: Language) -> str | None:
    """Return the term that a sentence such as '"Master" means the person in charge' explains."""
    if not (pattern := _definition(language)):
        return None
    match = pattern.match(line)
    return match[1] if match else None


@cache
def _definition(language: Language) -> re.Pattern[str] | None:
    verbs = language.shapes.means
    if not verbs:
        return None
    named = "|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))
    # A clause may have its number before the term, and a small word.
    return re.compile(rf"(?:\(?[\w.]{{1,8}}\)?\s){{0,2}}{_QUOTED},?\s(?:{named})\b", re.IGNORECASE)
