"""How likely one word is typed for another: the channel of the noisy-channel model of spelling (Kernighan, Church and Gale, 1990)."""

from collections.abc import Iterator
from functools import cache

_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
)
"""Rows of keys. QWERTZ and AZERTY differ in few neighbours."""

NEIGHBOUR = 0.5
"""Logarithm of the chance that the finger hits its own key's neighbour against that of a slip such as two letters swapped."""
OTHER = 4.0
"""The same of any other single mistake; there are many more of them."""
TWO = 9.0
"""The same of two mistakes."""


def cost(typed: str, meant: str) -> float:
    """Return how much less likely than by a common slip a word is typed for another one, as a difference of natural logarithms.

    Common slips are two letters swapped, one left out, and one doubled. These numbers do best on the misspelt questions of our
    development sets, and hardly matter as long as they keep their order.
    """
    from rapidfuzz.distance import Postfix, Prefix  # here, since whoever only reads files does without

    start = Prefix.similarity(typed, meant)
    end = Postfix.similarity(typed[start:], meant[start:])
    wrong, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    if len(wrong) == len(right) == 1:
        return NEIGHBOUR if right in _neighbours().get(wrong, "") else OTHER
    if wrong == right[::-1] and len(wrong) == 2:
        return 0.0
    if not wrong and len(right) == 1:
        return 0.0
    if not right and len(wrong) == 1:
        is_doubled = typed[start - 1 : start] == wrong or typed[start + 1 : start + 2] == wrong
        return 0.0 if is_doubled else OTHER
    return TWO


def one_mistake_away(word: str, letters: str) -> set[str]:
    """Return what a word becomes by one letter missing, added, wrong, or swapped with its neighbour."""
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    missing = [head + tail[1:] for head, tail in halves if tail]
    swapped = [head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1]
    wrong = [head + letter + tail[1:] for head, tail in halves if tail for letter in letters]
    added = [head + letter + tail for head, tail in halves for letter in letters]
    return {*missing, *swapped, *wrong, *added} - {word}


@cache
def _neighbours() -> dict[str, str]:
    """Return key → the keys around it."""
    return dict(_pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    for rows in _KEYBOARDS:
        for y, row in enumerate(rows):
            for x, key in enumerate(row):
                yield key, "".join(near[max(x - 1, 0) : x + 2] for near in rows[max(y - 1, 0) : y + 2])
