"""How alike words are that share no letters: film and movie, quickly and rapidly.

Behind it stands a table of term → vector that ships with the program, made from a sentence encoder by `benchmarks/distil.py`.
It is looked up, not run: no model is needed to use it. Terms that it does not hold are like nothing but themselves.
"""

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path

import msgspec

from knowledge.languages.cosine import cosines, nearest, rounded

ALIKE_FROM = 0.2
"""Cosine up to which two terms count as unrelated; about that of a term and the best of twenty random ones."""

_USUAL = 0.1
"""Mean cosine of two content words of a sentence, from which its length as a vector is estimated."""


class Table(msgspec.Struct, frozen=True):
    """What ships for a language."""

    terms: list[str]
    dimensions: int
    weights: list[float]
    """What each term weighs in a sentence: SIF, 0.001 / (0.001 + its share of everyday language) (Arora et al., 2017)."""
    rows: bytes
    """One after another, as signed 8-bit integers, each scaled to the full range."""


class Vectors:
    """The terms of one language as vectors."""

    def __init__(self, table: Table) -> None:
        self._number = {term: n for n, term in enumerate(table.terms)}
        self._weights = table.weights
        self.dimensions = table.dimensions
        """Of each vector, which is as many bytes."""
        self._rows = memoryview(table.rows)

    def held(self, texts: Iterable[Iterable[str]]) -> list[str]:
        """Return the terms of some texts that the table holds, each once."""
        number = self._number
        return list({term: None for text in texts for term in text if term in number})

    def weights(self, terms: Iterable[str]) -> list[float]:
        """Return what terms weigh in a sentence, from 0 to 1; the table must hold them all."""
        return [self._weights[self._number[term]] for term in terms]

    def cosines(self, terms: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """Return for each term its cosine with each of the others; the table must hold them all."""
        return cosines(self._vectors(terms), self._vectors(others))

    def sum(self, terms: Iterable[str]) -> bytes:
        """Return the vector of a text: the weighted sum of the unit vectors of its terms; all 0 where the table holds none of them."""
        import numpy as np

        held = [self._number[term] for term in terms if term in self._number]
        if not held:
            return bytes(self.dimensions)
        rows = np.frombuffer(self._rows, np.int8).reshape(-1, self.dimensions)[held].astype(np.float32)
        weights = np.array([self._weights[number] for number in held], np.float32)
        added = (weights / np.linalg.norm(rows, axis=1)) @ rows
        return bytes(rounded(added[None]).tobytes())

    def nearest(self, terms: Iterable[str], sums: bytes, limit: int) -> list[int]:
        """Return the places of the texts nearest to one, the nearest first.

        Args:
            terms: Those of the one.
            sums: The vectors of the others, one after another.
            limit: How many to return at the most.
        """
        return nearest(self.sum(terms), sums, limit)

    def _vectors(self, terms: Sequence[str]) -> list[memoryview]:
        width, rows = self.dimensions, self._rows
        starts = [self._number[term] * width for term in terms]
        return [rows[start : start + width] for start in starts]


def path_of(code: str) -> Path:
    """Return where the table of a language is, if there is one."""
    return Path(__file__).with_name(f"vectors-{code}.msgpack")


@cache
def vectors(code: str) -> Vectors | None:
    """Return the table of a language, or None where none ships; takes some hundredths of a second the first time."""
    path = path_of(code)
    return Vectors(msgspec.msgpack.decode(path.read_bytes(), type=Table)) if path.exists() else None


class Likeness:
    """The words of one question, held against the terms of all its candidates at once."""

    def __init__(
        self, table: Vectors, words: Sequence[tuple[Sequence[str], float]], texts: Iterable[Iterable[str]]
    ) -> None:
        """Compare all that has to be compared.

        Args:
            table: Of the question's language.
            words: (terms of one word of the question, its weight) of each, in order.
            texts: Terms of each text that will be asked about.
        """
        known = enumerate(table.held([terms]) for terms, _ in words)
        rows = [(n, terms[0]) for n, terms in known if terms]
        others = table.held(texts) if rows else []
        cosines = table.cosines([term for _, term in rows], others)
        self._column = {term: column for column, term in enumerate(others)}
        self._cosines: Mapping[int, list[float]] = {n: row for (n, _), row in zip(rows, cosines, strict=True)}
        self._weights = [weight for _, weight in words]
        self._total = sum(self._weights) or 1.0
        held = [self._weights[n] for n, _ in rows]
        self._length = _length(held)
        self._sentence_weights = table.weights(others)
        self._pulls = [
            weight * sum(map(mul, held, column))
            for weight, column in zip(self._sentence_weights, zip(*cosines, strict=True), strict=True)
        ]
        """For each of the others, its weight in a sentence times its product with the question."""

    def coverage(self, terms: Iterable[str], found: int) -> float:
        """Return the share of the question's weight that a text holds, each missing word counted as far as one is like it.

        Args:
            terms: Those of the text.
            found: Bit mask over the question's words that it holds.
        """
        columns = [self._column[term] for term in terms if term in self._column]
        held = 0.0
        for n, weight in enumerate(self._weights):
            if found >> n & 1:
                held += weight
            elif columns and n in self._cosines:
                row = self._cosines[n]
                held += weight * _alike(max([row[column] for column in columns]))
        return held / self._total

    def cover_of(self, weights: Mapping[str, float], found: Container[str]) -> float:
        """Return the share of a text's weight that the question holds, in the same way.

        Args:
            weights: Term of the text → weight.
            found: Terms that the question holds.
        """
        shared = 0.0
        for term, weight in weights.items():
            if term in found:
                shared += weight
            elif term in self._column and self._cosines:
                column = self._column[term]
                shared += weight * _alike(max([row[column] for row in self._cosines.values()]))
        return shared / (sum(weights.values()) or 1.0)

    def cosine(self, terms: Iterable[str]) -> float:
        """Return about the cosine between the question and a text, each the weighted sum of its terms."""
        columns = [self._column[term] for term in terms if term in self._column]
        if not columns or not self._length:
            return 0.0
        length = _length([self._sentence_weights[column] for column in columns])
        return float(sum([self._pulls[column] for column in columns]) / (self._length * length))


def _alike(cosine: float) -> float:
    return max(0.0, (cosine - ALIKE_FROM) / (1 - ALIKE_FROM))


def _length(weights: Sequence[float]) -> float:
    """Return about the length of the sum of unit vectors of these weights."""
    return math.sqrt((1 - _USUAL) * sum(map(mul, weights, weights)) + _USUAL * sum(weights) ** 2)
