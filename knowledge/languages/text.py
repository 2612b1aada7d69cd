"""The one normaliser and tokeniser, for facts and questions alike.

A *word* is a run of letters and digits as written. A *token* is a folded word. A *term* is a token's stem, or one
word of a segmented Chinese text; terms are what the index holds and the ranking compares.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import Stemmer

from knowledge.languages.language import Asked, Language, language

# Marks belong to the letter before them, although to `re` they are no part of a word: accents typed on their own, Hebrew points, Arabic
# vowel signs and the tatweel, Indic vowel signs and viramas, and the joiners between them.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u0e31-\u0e3a\u0e47-\u0e4e\u200c\u200d"
# An apostrophe ends a word (l'homme, Cuba's), the points and commas inside a number do not (1,000.5). In Arabic a year takes the letter of
# its calendar without a space (1994م).
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|\d+(?=[\u0620-\u064a])|[^\W_](?:[^\W_]|[{_MARKS}])*")
_SILENT = "\u0640\u200c\u200d"
"""The tatweel only stretches a word, the joiners only shape it."""
_DOTLESS_YEH, _YEH = "\u0649", "\u064a"
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
_LONGEST_TERM = 60
_SHORTEST_KIN = 4
_LONG_TERM = 7
_LONGEST_ENDING = 4
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text without differences that people do not type: case, accents, ligatures, full-width forms, the dots of an Arabic yeh.

    Diaz-Canel equals Díaz-Canel, and STRASSE equals Straße. The length may change.
    """
    if text.isascii():
        return text.lower()
    # Some letters change under the second folding only after the first: the order is that of Unicode's "compatibility caseless match".
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", text).casefold())
    decomposed = unicodedata.normalize("NFKD", folded.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in _SILENT)
    return unicodedata.normalize("NFC", kept).replace(_DOTLESS_YEH, _YEH)


def tokens(text: str) -> Iterator[Token]:
    """Yield the folded words of a text in order; Chinese is segmented into words. No word is empty: a lone tatweel is none."""
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if _HAN.search(word):
            yield from _segment(word, start)
        elif folded := fold(word):
            yield Token(folded, start, match.end())


def terms(text: str, code: str) -> list[str]:
    """Return the terms of a text in order, function words included."""
    stem = stemmer(code)
    return [stem(token.text) for token in tokens(text)]


def terms_of(words: Iterable[str], code: str) -> frozenset[str]:
    """Return the terms that the words of a list become."""
    return frozenset(term for word in words for term in terms(word, code))


@cache
def stemmer(code: str) -> "Stem":
    """Return the function from token to term for a language."""
    return Stem(language(code))


@cache
def light_terms(code: str) -> frozenset[str]:
    """Return the terms that light words of a language become."""
    return terms_of(language(code).light_words, code)


def are_forms(one: str, other: str) -> bool:
    """Tell whether two unequal terms are likely forms of one word that the stemmer keeps apart (invent, inventor; Cuba, Cuban).

    The shorter one must begin the longer one, or miss that by its last letter if it has seven or more (describe, description).
    """
    short, long = sorted((one, other), key=len)
    needed = len(short) if len(short) < _LONG_TERM else len(short) - 1
    return (
        len(short) >= _SHORTEST_KIN
        and len(long) - len(short) <= _LONGEST_ENDING
        and long[:needed] == short[:needed]
    )


def participles(term: str, code: str) -> tuple[str, ...]:
    """Return what the participle of a verb's term would be, or of a participle's the verb's (baut and gebaut); often no words at all."""
    if not (marks := language(code).participle):
        return ()
    prefix, ending = marks
    bare = term.removesuffix(ending)
    if term.startswith(prefix) and bare != term:
        bare = bare.removeprefix(prefix)
        return bare, bare + ending
    return (prefix + bare + ending,)


def asked_for(text: str, code: str) -> frozenset[Asked]:
    """Return the kinds of answer that the question words of a text call for."""
    said = _spaced(text, code)
    return frozenset(kind for phrase, kind in _question_phrases(code) if phrase in said)


def counted(text: str, code: str) -> str | None:
    """Return the term of what is to be counted, the word after "how many", or None."""
    said = _spaced(text, code)
    for phrase in _counting_phrases(code):
        _, found, rest = said.partition(phrase)
        if found and (following := next(tokens(rest), None)):
            return stemmer(code)(following.text)
    return None


@cache
def _counting_phrases(code: str) -> tuple[str, ...]:
    longest_first = sorted(language(code).counting, key=len, reverse=True)
    return tuple(_spaced(phrase, code) for phrase in longest_first)


@cache
def _question_phrases(code: str) -> tuple[tuple[str, Asked], ...]:
    return tuple((_spaced(phrase, code), kind) for phrase, kind in language(code).question_words.items())


def _spaced(text: str, code: str) -> str:
    """Return the folded words of a text between spaces; Chinese has none to find the ends of a phrase by."""
    return text if code == "zh" else f" {' '.join(token.text for token in tokens(text))} "


@cache
def function_terms(code: str) -> frozenset[str]:
    """Return the terms that function words of a language become."""
    return terms_of(language(code).function_words, code)


class Stem:
    """Token → term by a Snowball stemmer and a language's irregular forms; it remembers what it has seen."""

    def __init__(self, spoken: Language) -> None:
        self._stemmer: Any = Stemmer.Stemmer(spoken.stemmer, 0) if spoken.stemmer else None
        self._irregular = {fold(form): fold(base) for form, base in spoken.irregular.items()}
        self._seen: dict[str, str] = {}

    def __call__(self, token: str) -> str:
        """Return the term of a folded word; numbers stay as they are."""
        term = self._seen.get(token)
        if term is None:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            term = self._seen[token] = self._stem(token)[:_LONGEST_TERM]
        return term

    def _stem(self, token: str) -> str:
        if self._stemmer is None or token[:1].isdigit():
            return token
        return str(self._stemmer.stemWord(self._irregular.get(token, token))) or token


def _segment(word: str, offset: int) -> Iterator[Token]:
    import rjieba

    position = 0
    for piece in rjieba.cut(word, False):
        start, position = position, position + len(piece)
        if any(map(str.isalnum, piece)) and (folded := fold(piece)):
            yield Token(folded, offset + start, offset + position)
