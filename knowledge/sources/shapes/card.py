"""Lines that belong to one thing: an address with its telephone, opening hours, whatever an author broke into lines."""

import re
from collections.abc import Sequence

from knowledge.languages.language import Language
from knowledge.languages.values import names_contact, names_day, value_kinds
from knowledge.model import Kind, Part
from knowledge.sources.shapes.claim import STOPPED, Claim, Context, Found, Line, Unit, together

_LONGEST_LINE = 80
_LONGEST = 400
"""Characters that are told in one."""
_TIMED = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[–-]\s?\d{1,2}[:.h]\d{2})?\s+[^\W\d_]{3,}")
"""A line of an agenda, which is about a thing of its own."""
_PAIR = re.compile(r"(?P<label>[^\n:：]{1,40})[:：]\s*\S")


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claim of the lines that stand together from a unit on, if some of them are telephone numbers, times or the like."""
    lines, taken = together(units, at, context)
    if len(lines) < 2 or not all(map(_is_short, lines)):
        return None
    if sum(bool(_TIMED.match(line.text)) for line in lines) > 1:
        return None
    labels = [pair["label"] if (pair := _PAIR.match(line.text)) else "" for line in lines]
    is_record = any(names_contact(label, context.language) for label in labels)
    holding = [line for line in lines if value_kinds(line.text, context.language)]
    if not is_record and (all(labels) or 3 * len(holding) < len(lines)):
        return None
    heading = units[at - 1] if at and units[at - 1].kind is Kind.HEADING else None
    is_subject = (
        heading is None
        and lines[0] not in holding
        and not names_day(lines[0].text, context.language)
        and not any(map(str.isdigit, lines[0].text))
    )
    subject = lines[0].text.removeprefix(labels[0]).strip(":： ") if is_subject else ""
    lead = subject or (heading.line if heading else "")
    told = _with_days([line.text for line in (lines[1:] if subject else lines)], context.language)
    statement = "; ".join(told)
    statement = f"{lead}: {statement}" if lead else statement
    if len(statement) > _LONGEST:
        return None
    claim = Claim(
        statement,
        (lines[0].start, lines[-1].end),
        lead=f"{lead}:" if lead else "",
        parts=tuple(Part("", line) for line in told),
    )
    return Found((claim,), taken)


def _with_days(lines: Sequence[str], language: Language) -> list[str]:
    """Return lines in order, those that only name days together with the hours below them."""
    told: list[str] = []
    days = ""
    for line in lines:
        if names_day(line, language):
            days = f"{days} {line}".lstrip()
        else:
            told.append(f"{days} {line}".lstrip())
            days = ""
    return [*told, days] if days else told


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST_LINE and not STOPPED.search(line.text)
