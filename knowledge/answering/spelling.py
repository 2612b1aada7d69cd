"""Question words → words of the corpus: what a misspelt word stands for.

A word that no fact holds is weighed as in the noisy-channel model: how often is another one meant, by this corpus and in everyday language,
how likely is it typed so, and do the question's other words stand beside it? That it was meant as it stands is weighed in the same way.
"""

import logging
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, compress
from typing import Protocol

from knowledge.errors import CitebotError
from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.slips import cost
from knowledge.languages.tokenization import Token, is_pair
from knowledge.languages.tongues import tongues
from knowledge.languages.values import MARK, kinds_named
from knowledge.storage.vocabulary import Vocabulary

_log = logging.getLogger(__name__)

SHORTEST = 3
"""Letters a word needs to be repaired."""
LONG = 8
"""Letters from which on a word may have two mistakes; in a shorter one, two make another word."""

_EVERYDAY_WORDS = 15_000
"""Words of everyday language that a corpus is taken to hold besides its own."""
_FORMS = 0.05
"""How much each fact with another form of a word counts; powers is meant where facts only know power."""

_AS_IT_STANDS = -19.0
"""Logarithm of the chance that a word of which nothing is known is meant as it stands, as names are."""
_SHORT, _PER_LETTER = 6, 2.0
"""That of shorter words is greater by so much for each letter less than this: there are more of them that differ in one letter."""
_MISTAKE = 7.0
"""Logarithm of the chance that a word is typed right against that of one certain slip in it, about one in a thousand."""
_CLOSE = 4.0
"""Difference of likelihood up to which the other words of a question may choose."""
_COMPANY = 3.0
"""What it adds to a likelihood that all other words of the question stand in one fact with a word."""

_TELLING = 5
"""Letters from which on a word of another language is taken for one by itself; shorter ones are often slips in this one."""

_PARTS = 3
"""Words at the most that may have been written as one."""
_SHORTEST_PART, _SHORTEST_JOINED, _LONGEST_JOINED = 3, 6, 30
"""Letters; of parts that are function words, or no words at all, two are enough, and of what two unlikely words make (wi fi) any number."""

_RUN = re.compile(r"\d+|[^\W\d_]+")
"""Digits, or letters."""


class Corpus(Protocol):
    """What spelling needs to know of the facts."""

    vocabulary: Vocabulary
    size: int

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands."""

    def holds(self, term: str) -> bool:
        """Tell whether a term stands in any fact."""

    def company(self, term: str, weights: Mapping[str, float]) -> float:
        """Return the greatest weight of other terms that stands in one fact with a term."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Some letters of a question, and the words they are read as."""

    start: int
    end: int
    words: tuple[str, ...]
    """Folded; several where the person wrote them as one."""
    is_known: bool
    """Some fact holds it as written, or it is a function word."""
    is_repaired: bool


class Speller:
    """Reads questions with the words of a corpus in mind."""

    def __init__(self, corpus: Corpus, total: int) -> None:
        """Take a corpus of so many words in all."""
        self._corpus = corpus
        self._total = total + _EVERYDAY_WORDS

    def read(self, text: str, languages: Sequence[Language], is_foreign: bool = False) -> list[Reading]:
        """Return what the words of a question stand for, in order.

        Args:
            text: What a person wrote.
            languages: The one it is in, then the others of the corpus.
            is_foreign: It is in none of the corpus's; then every word stands for itself.
        """
        reader = _Reader(self._corpus, self._total, text, languages)
        return list(reader.as_written() if is_foreign else reader.readings())


class _Reader:
    """One question and what is known of its words."""

    def __init__(self, corpus: Corpus, total: int, text: str, languages: Sequence[Language]) -> None:
        self._corpus, self._total, self._text, self._languages = corpus, total, text, languages
        self._language = languages[0]
        self._said = list(self._language.tokens(text))
        self._known = [self._is_known(token.text) for token in self._said]

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Return how rare the question's known words are, by their terms."""
        known = compress(self._said, self._known)
        terms = [self._term(token.text) for token in known if not self._is_function(token.text)]
        return {term: math.log1p(self._corpus.size / (1 + self._corpus.frequency(term))) for term in terms}

    def as_written(self) -> Iterator[Reading]:
        for token, is_known in zip(self._said, self._known, strict=True):
            yield Reading(token.start, token.end, (token.text,), is_known, is_repaired=False)

    def readings(self) -> Iterator[Reading]:
        rest = iter(zip(self._said, self._known, [*self._said[1:], None], strict=False))
        for token, is_known, following in rest:
            joined, meant = self._repaired(token, following, is_known=is_known)
            if following and joined:
                yield Reading(token.start, following.end, (joined,), is_known=False, is_repaired=True)
                next(rest)
                continue
            yield Reading(token.start, token.end, meant or (token.text,), is_known, bool(meant))

    def _repaired(
        self, token: Token, following: Token | None, *, is_known: bool
    ) -> tuple[str | None, tuple[str, ...]]:
        """Return the word that a token makes with the one after it, and what is meant by it alone; nothing where that fails."""
        try:
            joined = self._joined(token, following) if following else None
            is_right = is_known or self._language.has_alike(self._term(token.text))
            return joined, () if joined or is_right else self._meant(token)
        except (OSError, MemoryError, CitebotError):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the word is taken as it stands, and the question gets an answer
            _log.exception("A word of %d characters could not be checked for slips", len(token.text))
            return None, ()

    def _term(self, word: str) -> str:
        return self._language.stem(word)

    def _is_function(self, word: str) -> bool:
        return self._term(word) in self._language.function_terms

    def _is_known(self, word: str) -> bool:
        """Tell whether some fact holds a word in any form, or it is a function word."""
        return (
            self._is_function(word)
            or self._corpus.vocabulary.count(word) > 0
            or any(self._corpus.holds(spoken.stem(word)) for spoken in self._languages)
        )

    def _joined(self, one: Token, other: Token) -> str | None:
        """Return the known word that two of the question make together, if no fact holds both of them ("sour dough", "e-mail")."""
        joined = one.text + other.text
        is_one = self._language.is_one_word(self._text, one, other) or self._is_likelier(joined, one, other)
        if not (is_one and self._corpus.vocabulary.count(joined)):
            return None
        return None if self._together([one.text, other.text]) else joined

    def _is_likelier(self, joined: str, one: Token, other: Token) -> bool:
        """Tell whether two words are likelier one that was written apart ("wi fi") than two ("car go"): a long one, or an everyday one of rare parts."""
        words, share = (one.text, other.text), self._language.share
        if self._text[one.end : other.start].strip() or any(map(self._is_function, words)):
            return False
        apart = math.prod(map(share, words))
        return len(joined) >= _SHORTEST_JOINED or share(joined) * math.exp(-_MISTAKE) >= apart

    def _together(self, words: Sequence[str]) -> bool:
        """Tell whether a fact holds the first word and another one, for each of the others."""
        first, *others = map(self._term, words)
        return all(self._corpus.company(first, {other: 1.0}) for other in others)

    def _meant(self, token: Token) -> tuple[str, ...]:
        """Return the words that an unknown one stands for, none if it stands for itself."""
        word, written = token.text, self._text[token.start : token.end].lower()
        if full := self._language.data.chat_words.get(word):
            return (full,)
        is_foreign = self._is_of_another_language(word)
        if not word.isalpha():
            return () if is_foreign or is_pair(written) else self._runs(word)
        if len(word) < SHORTEST or is_pair(written):
            return ()
        if nearest := self._nearest(word, written):
            return (nearest,) if self._may_be_slip(token, nearest, is_foreign=is_foreign) else ()
        return () if is_foreign or self._language.is_real(written) else self._parts(word)

    def _may_be_slip(self, token: Token, nearest: str, *, is_foreign: bool) -> bool:
        """Tell whether a word may stand for the nearest one: of another language only for the name of a value, as "adress" is Swedish."""
        if is_foreign:
            return self._names_value(nearest)
        return not (self._is_abbreviation(token) and self._is_function(nearest))

    def _is_abbreviation(self, token: Token) -> bool:
        """Tell whether a word stands in capitals among others that do not: "WTO" is no slip for "who"."""
        return self._text[token.start : token.end].isupper() and not self._text.isupper()

    def _is_of_another_language(self, word: str) -> bool:
        """Tell whether everybody uses a word in a language that none of the corpus is in; a short one must have company of its language."""
        codes = tongues(word) - {spoken.code for spoken in self._languages}
        if len(word) >= _TELLING or not codes:
            return bool(codes)
        others = (
            token.text for token in self._said if token.text != word and not self._is_function(token.text)
        )
        return any(codes & tongues(other) for other in others)

    def _nearest(self, word: str, written: str) -> str | None:
        """Return the word that another one most likely stands for, if that is likelier than that it stands for itself."""
        counts = self._candidates(word)
        known = {fold(near): self._language.share(near) for near in self._language.near(written)}
        likelihoods = {
            near: self._chance(
                counts.get(near, 0) + _FORMS * self._corpus.frequency(self._term(near)),
                known.get(near) or self._language.share(near),
            )
            - cost(word, near)
            for near in counts.keys() | known.keys()
        }
        if not likelihoods:
            return None
        nearest = self._in_company(likelihoods)
        as_it_stands = _AS_IT_STANDS + _PER_LETTER * max(_SHORT - len(word), 0)
        if self._language.is_real(written):
            as_it_stands = max(as_it_stands, self._chance(0, self._language.share(written)) + _MISTAKE)
        is_asked_for = self._is_known(nearest) or self._names_value(nearest)
        return nearest if likelihoods[nearest] > as_it_stands and is_asked_for else None

    def _names_value(self, word: str) -> bool:
        """Tell whether a word names a kind of value that some fact holds, such as "address", which seldom stands beside one."""
        return any(self._corpus.holds(f"{MARK}{kind}") for kind in kinds_named(word, self._language))

    def _candidates(self, word: str) -> dict[str, int]:
        """Return the words of the corpus that may be meant, with their counts."""
        near = self._corpus.vocabulary.near(word, 1)
        if not near and len(word) >= LONG:
            near = self._corpus.vocabulary.near(word, 2)
        return dict(near)

    def _chance(self, count: float, everyday: float) -> float:
        """Return the logarithm of the chance that a word is meant, from its count in the corpus and its share of everyday language."""
        expected = count + _EVERYDAY_WORDS * everyday
        return math.log(expected / self._total) if expected else -math.inf

    def _in_company(self, likelihoods: Mapping[str, float]) -> str:
        """Return the likeliest word; among close ones, the company in which the question puts it counts."""
        best = max(likelihoods.values())
        close = {word: chance for word, chance in likelihoods.items() if chance > best - _CLOSE}
        if len(close) > 1 and self._weights:
            whole = _COMPANY / sum(self._weights.values())
            close = {
                word: chance + whole * self._corpus.company(self._term(word), self._weights)
                for word, chance in close.items()
            }
        return max(close, key=lambda word: (close[word], word))

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the two or three known words that a word is made of, if a fact holds them together ("primeminister")."""
        if len(word) > _LONGEST_JOINED:
            return ()
        for cuts in range(1, _PARTS):
            found = []
            for ends in combinations(range(2, len(word) - 1), cuts):
                parts = [word[i:j] for i, j in zip((0, *ends), (*ends, len(word)), strict=True)]
                if all(map(self._is_part, parts)) and not any(map(self._is_function, (parts[0], parts[-1]))):
                    found.append(parts)
            for parts in sorted(found, key=self._rarest, reverse=True):
                content = [part for part in parts if not self._is_function(part)]
                if self._together(content):
                    return tuple(parts)
        return ()

    def _runs(self, word: str) -> tuple[str, ...]:
        """Return the letters and the digits of a word, if a fact holds them apart ("covid19" for COVID-19)."""
        runs = tuple(_RUN.findall(word))
        return runs if len(runs) == 2 and all(map(self._is_known, runs)) and self._together(runs) else ()

    def _is_part(self, part: str) -> bool:
        is_word = len(part) >= _SHORTEST_PART or not self._language.is_real(part)
        return self._is_function(part) or (is_word and self._corpus.vocabulary.count(part) > 0)

    def _rarest(self, parts: Sequence[str]) -> int:
        return min(map(self._corpus.vocabulary.count, parts))
