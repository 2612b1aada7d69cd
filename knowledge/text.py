"""The one normaliser and tokeniser, for facts and questions alike.

A *word* is a run of letters and digits as written. A *token* is a folded word. A *term* is a token's stem, or one
word of a segmented Chinese text; terms are what the index holds and the ranking compares.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import Stemmer

from knowledge.languages import language

# An apostrophe ends a word (l'homme, Cuba's), the points and commas inside a number do not (1,000.5).
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
_LONGEST_TERM = 60


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text without differences that people do not type: case, accents, ligatures, full-width forms.

    Diaz-Canel equals Díaz-Canel, and STRASSE equals Straße. The length may change.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def tokens(text: str) -> Iterator[Token]:
    """Yield the folded words of a text in order; Chinese is segmented into words."""
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if _HAN.search(word):
            yield from _segment(word, start)
        else:
            yield Token(fold(word), start, match.end())


def terms(text: str, code: str) -> list[str]:
    """Return the terms of a text in order, function words included."""
    stem = stemmer(code)
    return [stem(token.text) for token in tokens(text)]


def stemmer(code: str) -> "_Stemmer":
    """Return the function from token to term for a language; it remembers what it has seen."""
    return _stemmer(language(code).stemmer)


@cache
def function_terms(code: str) -> frozenset[str]:
    """Return the terms that function words of a language become."""
    return frozenset(term for word in language(code).function_words for term in terms(word, code))


class _Stemmer:
    """Calls a Snowball stemmer, or nothing where a language has none."""

    def __init__(self, algorithm: str | None) -> None:
        self._algorithm: Any = None
        if algorithm is not None:
            self._algorithm = Stemmer.Stemmer(algorithm, 100_000)

    def __call__(self, token: str) -> str:
        if self._algorithm is None or token[0].isdigit():
            return token[:_LONGEST_TERM]
        return str(fold(self._algorithm.stemWord(token)))[:_LONGEST_TERM] or token[:_LONGEST_TERM]


@lru_cache(maxsize=64)
def _stemmer(algorithm: str | None) -> _Stemmer:
    return _Stemmer(algorithm)


def _segment(word: str, offset: int) -> Iterator[Token]:
    import rjieba

    position = 0
    for piece in rjieba.cut(word, False):
        start, position = position, position + len(piece)
        if any(map(str.isalnum, piece)):
            yield Token(fold(piece), offset + start, offset + position)
