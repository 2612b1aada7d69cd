"""Values of spreadsheet cells → what their author sees, after the cell's number format.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31. A file does not say in which country it was made: decimal
points and names of months are English, as in the codes themselves. Fractions ("# ?/?") and sections with conditions of
their own are shown as plain numbers.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import islice

from knowledge.sources.readers.sheets.date_formats import Moment, dated, is_date

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

GENERAL = "General"
NOTHING = ";;;"
"""Shows no value at all."""
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "hh:mm",
    21: "hh:mm:ss",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    48: "##0.0E+0",
    49: "@",
}
"""Codes that files refer to by number; those that differ by country, such as the short date (14), are left to `plain`."""
_SECTION = re.compile(r'((?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^;])*);?')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<condition>[<>=][^\]]*)\]|'
    r"\[[^\]]*\]|(?P<general>General)|(?P<digits>[0#?.,]*[0#?](?:[0#?.,]*[0#?.,])?(?P<exponent>E[+-]?[0#?]+)?)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MAX_DIGITS = 30


def displayed(value: Value, code: str) -> str:
    """Return a cell's value as its number format shows it, on one line.

    Args:
        value: As stored.
        code: The format, such as '#,##0.00 "€"'.
    """
    sections = list(_sections(code))
    if not any(sections):
        return ""
    if isinstance(value, str):
        shown = _texted(value, sections)
    elif isinstance(value, bool):
        shown = plain(value)
    elif isinstance(value, int | float):
        shown = _numbered(value, sections)
    else:
        shown = dated(Moment.of(value), sections[0]) if is_date(sections[0]) else plain(value)
    return " ".join(shown.split())


def plain(value: Value) -> str:
    """Return a value as a person would write it where no format is known, dates after ISO 8601."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"  # the digits that Excel keeps
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case dt.time():
            return value.isoformat("minutes")
        case _:
            return " ".join(str(value).split())


def _sections(code: str) -> Iterator[str]:
    """Yield the formats of positive numbers, negative ones, zero and text, as many as there are."""
    for section in islice(_SECTION.finditer(code), 4):
        yield section[1]
        if section.end() == section.end(1):  # no semicolon
            return


def _texted(value: str, sections: list[str]) -> str:
    if len(sections) < 4 and "@" not in sections[-1]:
        return value
    return "".join(value if text == "@" else text for text in _literals(sections[-1]))


def _literals(section: str) -> list[str]:
    return [_literal(token) for token in _TOKEN.finditer(section)]


def _literal(token: re.Match[str]) -> str:
    if token["space"]:
        return " "
    return token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""


def _numbered(value: float, sections: list[str]) -> str:
    """Return a number as the section for its sign shows it."""
    if any(token["condition"] for section in sections for token in _TOKEN.finditer(section)):
        return plain(value)
    by_sign = 0 if value > 0 or len(sections) == 1 else 1 if value < 0 else 2
    section = sections[by_sign] if by_sign < len(sections) else sections[0]
    tokens = list(_TOKEN.finditer(section))
    runs = [token["digits"] for token in tokens if token["digits"]]
    slash = len(runs) > 1 and any(token["other"] == "/" for token in tokens)
    if slash or is_date(section) or any(token["general"] for token in tokens):
        return plain(value)
    try:
        number = abs(Decimal(repr(value))) * 100 ** sum(token["other"] == "%" for token in tokens)
        texts = _spread(number, runs) if len(runs) > 1 else [_written(number, run) for run in runs]
    except InvalidOperation:  # not a number, or one of too many digits
        return plain(value)
    shown = "".join(texts.pop(0) if token["digits"] else _literal(token) for token in tokens)
    is_signed = value < 0 and (by_sign >= len(sections) or by_sign == 0) and re.search("[1-9]", shown)
    return f"-{shown}" if is_signed else shown


def _spread(number: Decimal, runs: list[str]) -> list[str]:
    """Return the digits that each of several runs of places takes, as in a phone number; the first takes the rest."""
    digits = str(int(number.quantize(Decimal(1), ROUND_HALF_UP)))
    texts: list[str] = []
    for run in reversed(runs[1:]):
        places = sum(place in "0#?" for place in run)
        texts.append((digits[-places:]).rjust(places, "0"))
        digits = digits[:-places]
    least = runs[0].count("0")
    return [digits.rjust(least, "0"), *reversed(texts)]


def _written(number: Decimal, run: str) -> str:
    """Return an unsigned number as one run of places shows it."""
    mantissa, exponent, _ = run.upper().partition("E")
    whole, _, fraction = mantissa.rstrip(",").partition(".")
    if exponent:
        return f"{number:.{len(fraction)}E}"
    number /= 1000 ** (len(mantissa) - len(mantissa.rstrip(",")))
    most = min(len(fraction), _MAX_DIGITS)
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    grouping = "," if "," in whole else ""
    digits, _, decimals = f"{rounded:{grouping}f}".partition(".")
    least = len(fraction.rstrip("#?"))
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    zeros = whole.count("0")
    digits = "" if digits == "0" and not zeros else digits.rjust(zeros, "0")
    return f"{digits}.{decimals}" if decimals else digits
