"""Numbers as word processors write them before headings, clauses and list entries."""

import re

from knowledge.model import Kind

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST_ROMAN = 3999
_ENTRY = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.):]?\)?|")


def letters(number: int) -> str:
    """Return a number from 1 as word processors count with letters: a, …, z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def roman(number: int) -> str:
    """Return a number from 1 in small Roman numerals."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    numeral = ""
    for value, sign in _ROMAN:
        numeral += sign * (number // value)
        number %= value
    return numeral


def kind_of_numbered(label: str) -> Kind:
    """Tell what a paragraph with a label is: "2.1" and "§ 3" number clauses, "3." and "(b)" the entries of a list."""
    return Kind.ITEM if _ENTRY.fullmatch(label.strip()) else Kind.PARAGRAPH
