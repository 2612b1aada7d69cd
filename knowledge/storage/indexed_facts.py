"""Facts → indexed facts: all that search and ranking compare, worked out once, at refresh."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from knowledge.bulkhead import Bulkhead
from knowledge.languages.compounds import tail
from knowledge.languages.language import Asked, language
from knowledge.languages.text import asked_for, fold, stemmer, terms, tokens
from knowledge.model import Document, Fact
from knowledge.storage.implied_terms import ImpliedTerms

NO_DOCUMENT = 0
"""Under what curated facts are kept together, in the store and in the index, where drafts have the row of their document."""

_WINDOW = 4
"""Sentences before and after that still count as a fact's paragraph; some papers have paragraphs of a hundred."""

_SENTENCE_START = re.compile(r"(?:^|[.!?:…\"“«(\[]\s*)\W*$")


@dataclass(frozen=True, slots=True)
class IndexedFact:
    """One fact as the ranking sees it. All texts are terms separated by spaces."""

    row: int
    """Its row in the store; drafts of one document have consecutive rows in reading order."""
    document: int
    """Row of the document it comes from, or cites first."""
    first: int
    """Row of the first draft of its paragraph, or of a window on it."""
    last: int
    """Row of the last one, included."""
    terms: str
    """Terms of the statement, in order."""
    names: str
    """Those terms that are written like a name: capitalised inside a sentence, or in capitals."""
    words: str
    """Folded words of the statement, in order; then those of the example questions, one question a line."""
    heading: str
    """Terms of the document's title and of the headings above."""
    asks: str = ""
    """Terms of the example questions, one question a line."""
    ask_kinds: tuple[frozenset[Asked], ...] = ()
    """For each of them, the kinds of answer it calls for."""
    is_curated: bool = False
    """It is an approved or hidden fact, no draft."""
    covers: tuple[int, ...] = ()
    """Rows of the drafts that a curated fact speaks for, since its quotes hold most of their sentence."""


class _Spelling(NamedTuple):
    """What of an indexed fact comes from the fact's own words."""

    terms: str = ""
    names: str = ""
    words: str = ""
    asks: str = ""
    ask_kinds: tuple[frozenset[Asked], ...] = ()


_UNSEARCHED = "A sentence could not be prepared for search and is left out"
_UNPLACED = "The headings above a sentence could not be prepared for search and are left out"


def index_drafts(
    document: Document, row: int, facts: Sequence[Fact], first_row: int, bulkhead: Bulkhead
) -> Iterator[IndexedFact]:
    """Yield a document's drafts as ranking sees them; one that cannot be prepared has no words.

    Args:
        document: What they were drafted from.
        row: The document's row in the store.
        facts: Its drafts in reading order.
        first_row: The row that the first draft gets; the others follow on it.
        bulkhead: Takes those that cannot be prepared.
    """
    implied = ImpliedTerms(document)
    numbered = enumerate(facts, first_row)
    for _, group in groupby(numbered, key=lambda pair: document.passage_at(_start(pair[1])).start):
        paragraph = list(group)
        heading = _heading(document, paragraph[0][1], bulkhead)
        for fact_row, fact in paragraph:
            spelt = _spelt(fact, document.language, fact.statement, bulkhead)
            implied_terms: list[str] = bulkhead.attempt(
                partial(implied.of, fact.statement, _start(fact)), [], lost=_UNSEARCHED, piece=fact.statement
            )
            yield IndexedFact(
                row=fact_row,
                document=row,
                first=max(paragraph[0][0], fact_row - _WINDOW),
                last=min(paragraph[-1][0], fact_row + _WINDOW),
                terms=" ".join([spelt.terms, *implied_terms]),
                names=spelt.names,
                words=spelt.words,
                heading=heading,
                asks=spelt.asks,
                ask_kinds=spelt.ask_kinds,
            )


def index_curated(
    fact: Fact, row: int, document: Document, document_row: int, bulkhead: Bulkhead
) -> IndexedFact:
    """Return a curated fact as ranking sees it, but for what it covers and the paragraph around it.

    Args:
        fact: An approved or hidden fact.
        row: The row it gets.
        document: The one its first citation is from.
        document_row: That one's row in the store.
        bulkhead: Takes it if it cannot be prepared; then it has no words.
    """
    code = document.language
    spelt = _spelt(fact, code, fact.id, bulkhead)
    topics = bulkhead.attempt(
        lambda: [term for topic in fact.topics for term in _terms(topic, code)],
        [],
        lost=_UNSEARCHED,
        piece=fact.id,
    )
    return IndexedFact(
        row=row,
        document=document_row,
        first=0,
        last=-1,
        terms=spelt.terms,
        names=spelt.names,
        words=spelt.words,
        heading=" ".join(dict.fromkeys(_heading(document, fact, bulkhead).split() + topics)),
        asks=spelt.asks,
        ask_kinds=spelt.ask_kinds,
        is_curated=True,
    )


def _spelt(fact: Fact, code: str, name: str, bulkhead: Bulkhead) -> _Spelling:
    """Return the words of a fact, or none where they cannot be made out."""

    def spell() -> _Spelling:
        return _Spelling(
            terms=" ".join(_terms(fact.statement, code)),
            names=" ".join(sorted(name_terms(fact.statement, code))),
            words="\n".join(map(_words, (fact.statement, *fact.asks))),
            asks="\n".join(" ".join(_terms(ask, code)) for ask in fact.asks),
            ask_kinds=tuple(asked_for(ask, code) for ask in fact.asks),
        )

    return bulkhead.attempt(spell, _Spelling(), lost=_UNSEARCHED, piece=name)


def _heading(document: Document, fact: Fact, bulkhead: Bulkhead) -> str:
    above = partial(heading_terms, document, _start(fact))
    return bulkhead.attempt(above, "", lost=_UNPLACED, piece=fact.statement)


def heading_terms(document: Document, offset: int) -> str:
    """Return the terms of the title and of the headings above an offset, each once."""
    words = [document.title, *document.passage_at(offset).heading]
    return " ".join(dict.fromkeys(term for part in words for term in _terms(part, document.language)))


def _terms(text: str, code: str) -> list[str]:
    """Return the terms of a text in order; after a compound comes the word it ends with."""
    if not language(code).joins_words:
        return terms(text, code)
    found, stem = [], stemmer(code)
    for token in tokens(text):
        found.append(stem(token.text))
        if last := tail(text[token.start : token.end].lower(), code):
            found.append(stem(fold(last)))
    return found


def name_terms(text: str, code: str) -> set[str]:
    """Return the terms of words that are written like names.

    A capital at the start of a sentence or a quotation says nothing, unless the whole word is in capitals.
    Scripts without case have no names by this rule.
    """
    stem = stemmer(code)
    found: set[str] = set()
    for token in tokens(text):
        word = text[token.start : token.end]
        if not word[0].isupper():
            continue
        shouted = len(word) > 1 and word.isupper()
        if shouted or not _SENTENCE_START.search(text, 0, token.start):
            found.add(stem(token.text))
    return found


def words_of(facts: Iterable[IndexedFact]) -> Iterator[str]:
    """Yield the folded words of statements and example questions, as often as they occur."""
    for fact in facts:
        yield from fact.words.split()


def _words(text: str) -> str:
    return " ".join(token.text for token in tokens(text))


def _start(fact: Fact) -> int:
    return fact.citations[0].locator.start
