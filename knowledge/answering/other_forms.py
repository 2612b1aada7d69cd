"""A word of a question → the other terms of the corpus that may stand for it in an answer."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from knowledge.languages import ranges
from knowledge.languages.language import Language
from knowledge.languages.stemming import are_forms
from knowledge.languages.tokenization import is_pair, lone_character, parts
from knowledge.languages.values import MARK

_KIN = 40
"""Terms of the same beginning that are looked at for forms of a word."""
_KIN_PREFIX = 4
"""Letters of that beginning at the least."""
_RANGES = 200
"""Ranges of numbers that are looked at for one that holds a number."""
_SHORTEST_VERB = 3
"""Letters of a verb that is looked for with what it has left for the end of the question."""


class KnownTerms(Protocol):
    """The terms of the facts, and of the questions that they are known to answer."""

    def knows(self, term: str) -> bool:
        """Tell whether a term is one of them."""

    def beginning(self, start: str, limit: int) -> list[str]:
        """Return those that begin with some letters, the most frequent first."""


def other_forms(
    word: str, term: str, values: Iterable[str], separated: str, spoken: Language, corpus: KnownTerms
) -> tuple[str, ...]:
    """Return the terms of the corpus that are likely other forms of a word, or mean what it asks for; each once.

    Args:
        word: In lower case.
        term: Its own.
        values: Kinds of value that it names.
        separated: What the verb of the question has left for its end, if anything.
        spoken: The question's language.
        corpus: Knows its terms.
    """
    found = dict.fromkeys(_found(word, term, values, separated, spoken, corpus))
    found.pop(term, None)
    return tuple(found)


def _found(
    word: str, term: str, values: Iterable[str], separated: str, spoken: Language, corpus: KnownTerms
) -> Iterator[str]:
    yield from filter(corpus.knows, spoken.relatives(word, term))
    # A card is no ticket for ten where that is called by its own name.
    if not corpus.knows(term) and (tail := spoken.tail(word)) and corpus.knows(tail):
        yield tail
    yield from filter(corpus.knows, spoken.within_compounds(term))
    yield from filter(corpus.knows, (f"{MARK}{kind}" for kind in values))
    if word[0].isdigit():
        yield from ranges.ranges_around(word, corpus.beginning(ranges.MARK, _RANGES))
    if separated:
        for verb in (term, *spoken.participles(term)):
            yield from corpus.beginning(separated + verb, _KIN) if len(verb) >= _SHORTEST_VERB else ()
    if spoken.data.cut == "words" and not corpus.knows(term):
        yield from filter(corpus.knows, parts(term))
    if character := lone_character(term):
        yield from (each for each in corpus.beginning(character, _KIN) if lone_character(each) == character)
    if len(term) >= _KIN_PREFIX and not term[0].isdigit() and not is_pair(term):
        kin = corpus.beginning(term[: max(_KIN_PREFIX, len(term) - 1)], _KIN)
        yield from (each for each in kin if each != term and are_forms(term, each))
