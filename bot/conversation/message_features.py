"""A message → the features by which small talk is told: its words, their neighbours, their letters, and how many it has.

Only what is folded counts: neither capitals nor question marks, which people leave out where they chat.
"""

import re
from collections.abc import Iterator
from functools import cache

from knowledge.languages.language import language, languages
from knowledge.languages.tokenization import tokens

_APOSTROPHES = re.compile("['’‘`´]")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_GRAMS = (2, 3, 4)
"""Letters of the pieces of a word."""
_LONGEST = 16
"""Words from which on a message is just long."""


def words(text: str) -> list[str]:
    """Return the folded words of a message, shortened ones in full: "What's uppp, u?" is whats, up, you."""
    full = _chat_words()
    said = (token.text for token in tokens(_DRAWN_OUT.sub(r"\1", _APOSTROPHES.sub("", text))))
    return [full.get(word, word) for word in said]


@cache
def _chat_words() -> dict[str, str]:
    return {short: full for code in languages() for short, full in language(code).data.chat_words.items()}


def features(said: list[str]) -> Iterator[str]:
    """Yield the features of a message of some words, each as often as it occurs; there are further ones that only the model can tell."""
    yield f"#{min(len(said), _LONGEST)}"
    before = "^"
    for word in said:
        yield word
        yield f"{before} {word}"
        yield from _pieces(word)
        before = word
    yield f"{before} $"


def _pieces(word: str) -> Iterator[str]:
    marked = f"<{word}>"
    for length in _GRAMS:
        for start in range(len(marked) - length + 1):
            yield f"-{marked[start : start + length]}"
