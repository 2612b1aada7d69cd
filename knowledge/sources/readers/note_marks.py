"""Raised characters: marks of footnotes, which are no part of a word, and exponents, which are."""

import re

_MARK = re.compile(r"[\[(]?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡§¶]{1,3})[\])]?,?")
_BEFORE_A_MARK = re.compile(r"""(?:[^\W\d_]{3}|\d{3}|[.,;:!?…%)\]}"'»”’])\s?$""")
"""What a mark hangs on: a word, a year or a stop; units ("km") and bases of powers ("10") are shorter."""
_TO_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def is_mark(text: str) -> bool:
    """Tell whether a text could be the mark of a note."""
    return _MARK.fullmatch(text.strip()) is not None


def is_note_mark(before: str, raised: str) -> bool:
    """Tell whether raised characters are the mark of a note rather than an exponent or an ending ("1st").

    Args:
        before: What stands before them on the line.
        raised: The characters.
    """
    mark = raised.strip()
    is_bracketed = mark.startswith(("[", "("))
    return bool(_MARK.fullmatch(mark) and (is_bracketed or _BEFORE_A_MARK.search(before)))


def with_raised(before: str, raised: str, after: str) -> str:
    """Return a text with raised characters in its midst: without a mark, with the mark of the note it begins."""
    if not before.strip() and _MARK.fullmatch(raised.strip()):
        return note_label(raised) + after.lstrip()
    if is_note_mark(before, raised):
        return before + after
    return before + (raised.translate(_TO_RAISED) if before[-1:].isdigit() else raised) + after


def note_label(mark: str) -> str:
    """Return what stands before a note of its own, such as "[1] "."""
    bare = mark.strip().strip("[](),.").translate(_FROM_RAISED)
    return f"[{bare}] " if bare else ""
