"""Facts → indexed facts: all that search and ranking compare, worked out once, at refresh."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

import msgspec

from knowledge.bulkhead import Bulkhead
from knowledge.languages.language import Language, language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import Token
from knowledge.model import Document, Fact, Kind
from knowledge.storage.implied_terms import ImpliedTerms

NO_DOCUMENT = 0
"""Under what curated facts are kept together, in the store and in the index, where drafts have the row of their document."""

_WINDOW = 4
"""Sentences before and after that still count as a fact's paragraph; some papers have paragraphs of a hundred."""

_OPENING = frozenset('.!?:…"“«([')
"""After one of these a capital says nothing."""


class IndexedFact(msgspec.Struct, frozen=True, gc=False):
    """One fact as the ranking sees it. All texts are terms separated by spaces.

    No dataclass: every question has some sixty of them unpacked, which takes a struct half the time.
    """

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
    repeats: int = 0
    """Row of the one of them whose statement it repeats word for word; 0 where there is none."""
    is_legible: bool = True
    """It may be answered with: no draft of which text recognition is unsure."""

    def placed(self, document: int, first_row: int) -> "IndexedFact":
        """Return a draft whose rows are counted from 0, as it is once its document has a row and the first draft this one."""
        first, last = self.first + first_row, self.last + first_row
        return msgspec.structs.replace(
            self, row=self.row + first_row, document=document, first=first, last=last
        )


class _Spelling(NamedTuple):
    """What of an indexed fact comes from the fact's own words."""

    terms: str = ""
    names: str = ""
    words: str = ""
    asks: str = ""
    ask_kinds: tuple[frozenset[Asked], ...] = ()


_UNSEARCHED = "A sentence could not be prepared for search and is left out"
_UNPLACED = "The headings above a sentence could not be prepared for search and are left out"


def index_drafts(document: Document, facts: Sequence[Fact], bulkhead: Bulkhead) -> Iterator[IndexedFact]:
    """Yield a document's drafts as ranking sees them, their rows counted from 0; one that cannot be prepared has no words.

    Args:
        document: What they were drafted from.
        facts: Its drafts in reading order.
        bulkhead: Takes those that cannot be prepared.
    """
    spoken = language(document.language)
    implied = ImpliedTerms(document)
    headings: dict[tuple[str, ...], str] = {}
    numbered = enumerate(facts)
    for _, group in groupby(numbered, key=lambda pair: document.passage_at(_start(pair[1])).start):
        paragraph = list(group)
        passage = document.passage_at(_start(paragraph[0][1]))
        path = (*passage.heading, *([str(passage.start)] if passage.kind is Kind.HEADING else []))
        if path not in headings:
            headings[path] = _heading(document, paragraph[0][1], spoken, bulkhead)
        for fact_row, fact in paragraph:
            spelt = _spelt(fact, spoken, fact.statement, bulkhead)
            implied_terms: list[str] = bulkhead.attempt(
                partial(implied.of, fact.statement, spelt.terms, _start(fact)),
                [],
                lost=_UNSEARCHED,
                piece=fact.statement,
            )
            yield IndexedFact(
                row=fact_row,
                document=NO_DOCUMENT,
                first=max(paragraph[0][0], fact_row - _WINDOW),
                last=min(paragraph[-1][0], fact_row + _WINDOW),
                terms=" ".join([spelt.terms, *implied_terms]),
                names=spelt.names,
                words=spelt.words,
                heading=headings[path],
                asks=spelt.asks,
                ask_kinds=spelt.ask_kinds,
                is_legible=all(citation.locator.is_legible for citation in fact.citations),
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
    spoken = language(document.language)
    spelt = _spelt(fact, spoken, fact.id, bulkhead)
    topics = bulkhead.attempt(
        lambda: [term for topic in fact.topics for term in spoken.terms_and_parts(topic)],
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
        heading=" ".join(dict.fromkeys(_heading(document, fact, spoken, bulkhead).split() + topics)),
        asks=spelt.asks,
        ask_kinds=spelt.ask_kinds,
        is_curated=True,
    )


def _spelt(fact: Fact, spoken: Language, name: str, bulkhead: Bulkhead) -> _Spelling:
    """Return the words of a fact, or none where they cannot be made out."""

    def spell() -> _Spelling:
        said = list(spoken.tokens(fact.statement))
        asks = [(ask, list(spoken.tokens(ask))) for ask in fact.asks]
        return _Spelling(
            terms=" ".join(spoken.terms_and_parts(fact.statement, said)),
            names=" ".join(sorted(name_terms(fact.statement, spoken, said))),
            words="\n".join(map(_words, (said, *(asked for _, asked in asks)))),
            asks="\n".join(" ".join(spoken.terms_and_parts(ask, asked)) for ask, asked in asks),
            ask_kinds=tuple(spoken.request(ask, asked).asked for ask, asked in asks),
        )

    return bulkhead.attempt(spell, _Spelling(), lost=_UNSEARCHED, piece=name)


def _heading(document: Document, fact: Fact, spoken: Language, bulkhead: Bulkhead) -> str:
    above = partial(_heading_terms, document, _start(fact), spoken)
    return bulkhead.attempt(above, "", lost=_UNPLACED, piece=fact.statement)


def _heading_terms(document: Document, offset: int, spoken: Language) -> str:
    """Return the terms of the title and of the headings above an offset, or at it, each once."""
    passage = document.passage_at(offset)
    own = [document.quote(passage.start, passage.end)] if passage.kind is Kind.HEADING else []
    words = [document.title, *passage.heading, *own]
    return " ".join(dict.fromkeys(term for part in words for term in spoken.terms_and_parts(part)))


def name_terms(text: str, spoken: Language, said: Sequence[Token] | None = None) -> set[str]:
    """Return the terms of words that are written like names.

    A capital at the start of a sentence or a quotation says nothing, unless the whole word is in capitals.
    Scripts without case have no names by this rule.

    Args:
        text: Any text.
        spoken: Its language.
        said: Its tokens, where they are at hand.
    """
    found: set[str] = set()
    for token in spoken.tokens(text) if said is None else said:
        word = text[token.start : token.end]
        if not word[0].isupper():
            continue
        shouted = len(word) > 1 and word.isupper()
        if shouted or not _is_opening(text, token.start):
            found.add(spoken.stem(token.text))
    return found


def _is_opening(text: str, start: int) -> bool:
    """Tell whether no word stands before an offset, or a stop or an opening mark between that and it."""
    gap = start
    while gap and not (text[gap - 1].isalnum() or text[gap - 1] == "_"):
        gap -= 1
    return gap == 0 or not _OPENING.isdisjoint(text[gap:start])


def with_paragraphs(facts: Iterable[IndexedFact]) -> Iterator[tuple[IndexedFact, str]]:
    """Yield facts, each with the terms of all drafts of its paragraph that can be read; a curated fact has none.

    Args:
        facts: A document's drafts together.
    """
    for _, of_document in groupby(facts, key=lambda fact: (fact.is_curated, fact.document)):
        together = list(of_document)
        terms = {fact.row: fact.terms for fact in together}
        for fact in together:
            rows = range(0) if fact.is_curated else range(fact.first, fact.last + 1)
            yield fact, " ".join(terms[row] for row in rows if row in terms)


def words_of(facts: Iterable[IndexedFact]) -> list[str]:
    """Return the folded words of statements and example questions that can be read, as often as they occur."""
    return " ".join(fact.words for fact in facts if fact.is_legible).split()


def _words(said: Iterable[Token]) -> str:
    return " ".join(token.text for token in said)


def _start(fact: Fact) -> int:
    return fact.citations[0].locator.start
