"""Words set with spaces between their letters for emphasis ("N O T I C E"), closed up."""

import re
from itertools import pairwise

_SPACED = re.compile(r"(?<![^\s(\[„“\"'«-])(?:[^\W\d_][ \u00a0\u2009]){3,}[^\W\d_](?![^\s.,:;!?)\]”\"'»-])")
"""Four letters or more with one space between each; two spaces part words."""


def closed_up(text: str) -> str:
    """Return a text whose spaced words are written as words; the letters of the alphabet stay apart."""
    return _SPACED.sub(_word, text)


def _word(spaced: re.Match[str]) -> str:
    letters = spaced[0][::2]
    is_list = all(ord(after) - ord(before) == 1 for before, after in pairwise(letters))
    is_of_one_case = letters.isupper() or letters.islower() or letters.istitle()
    return spaced[0] if is_list or not is_of_one_case else letters
