"""Terms that a statement implies without holding them: what its abbreviations are short for, the kinds of its values, its number.

A question word such as "phone" finds a statement with a telephone number by them, "clause 2.1" the clause of that number.
"""

import re
from collections.abc import Iterator
from itertools import chain

from knowledge.languages.clock import times
from knowledge.languages.language import language
from knowledge.languages.ranges import ranges
from knowledge.languages.values import MARK, kinds_labelled, value_kinds
from knowledge.model import Document
from knowledge.sources.shapes import clause
from knowledge.sources.shapes.abbreviations import introduced
from knowledge.sources.shapes.form import named_forms

_WORD_START, _WORD_END = r"(?<!\w)", r"(?!\w)"


class ImpliedTerms:
    """What one document says that its statements imply."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._language = language(document.language)
        short_to_long = introduced(document.text)
        self._other_names = dict(short_to_long) | {long: short for short, long in short_to_long.items()}
        self._forms = [
            (start, end, self._language.terms(name))
            for start, end, name in named_forms(document, self._language)
        ]
        self._numbers: dict[int, tuple[str, ...]] = {}
        names = "|".join(map(re.escape, sorted(self._other_names, key=len, reverse=True)))
        self._named = re.compile(f"{_WORD_START}(?:{names}){_WORD_END}") if names else None

    def of(self, statement: str, terms: str, start: int) -> list[str]:
        """Return the terms implied by a statement, each once.

        Args:
            statement: What is told.
            terms: Those that it holds, between spaces.
            start: Where its quote begins in the document.
        """
        held = set(terms.split())
        kinds = {*value_kinds(statement, self._language), *kinds_labelled(statement, self._language)}
        marks = [f"{MARK}{kind}" for kind in sorted(kinds)]
        implied = chain(
            self._aliases(statement, held),
            marks,
            self._language.days_in(statement, held),
            (one.term for one in ranges(statement, self._language)),
            (one.term for one in times(statement, self._language)),
            map(place_term, self._numbers_at(start)),
            self._subject_at(start, held),
        )
        return list(dict.fromkeys(implied))

    def _subject_at(self, offset: int, held: set[str]) -> Iterator[str]:
        """Yield the terms of what the form at an offset is about, as far as they are not told."""
        for start, end, name in self._forms:
            if start <= offset < end:
                yield from (term for term in name if term not in held)

    def _numbers_at(self, offset: int) -> tuple[str, ...]:
        """Return the numbers of the passage at an offset, worked out once for all of its sentences."""
        passage = self._document.passage_at(offset)
        if passage.start not in self._numbers:
            self._numbers[passage.start] = clause.numbers(self._document, passage, self._language)
        return self._numbers[passage.start]

    def _aliases(self, statement: str, held: set[str]) -> Iterator[str]:
        for match in self._named.finditer(statement) if self._named else ():
            yield from (
                term for term in self._language.terms(self._other_names[match.group()]) if term not in held
            )


def place_term(number: str) -> str:
    """Return the term of a place in a document by its number, such as that of clause 2.1."""
    return f"{MARK}{number}"
