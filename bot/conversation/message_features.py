"""A message → the features by which small talk is told: its words, their neighbours, their letters, and how many it has.

Only what is folded counts: neither capitals nor question marks, which people leave out where they chat.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from knowledge.languages.language import language, languages
from knowledge.languages.tokenization import tokens

_APOSTROPHES = re.compile("['’‘`´]")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED = re.compile(r"([^\W\d_]{2,3}?)\1{2,}")
"""Syllables of laughter: hahaha, jajaja, ахахах."""
_GRAMS = (2, 3, 4)
"""Letters of the pieces of a word."""
_LONGEST = 16
"""Words from which on a message is just long."""
_LONGEST_PHRASE = 9
"""Words."""


def words(text: str) -> list[str]:
    """Return the folded words of a message, shortened ones in full: "What's uppp, u? hahaha" is whats, up, you, haha."""
    full = _chat_words()
    bare = _REPEATED.sub(r"\1\1", _DRAWN_OUT.sub(r"\1", _APOSTROPHES.sub("", text)))
    said = (token.text for token in tokens(bare))
    return [full.get(word, word) for word in said]


@cache
def _chat_words() -> dict[str, str]:
    return {short: full for code in languages() for short, full in language(code).data.chat_words.items()}


def phrases_of(said: Sequence[str], known: Container[str]) -> list[str]:
    """Return the known phrases, each its words joined by spaces, of which a message is made without a rest; none where it is not."""
    made: dict[int, list[str]] = {0: []}
    for start in range(len(said)):
        for end in range(start + 1, min(start + _LONGEST_PHRASE, len(said)) + 1) if start in made else ():
            phrase = " ".join(said[start:end])
            if phrase in known:
                made.setdefault(end, [*made[start], phrase])
    return made.get(len(said), [])


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
