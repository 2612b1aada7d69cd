"""Questions and facts made ready for comparing, on a corpus that knows every word."""

from typing import Any

from knowledge.answering.query import understand
from knowledge.answering.signals.coverage import QuestionWords
from knowledge.answering.spelling import Speller
from knowledge.languages.language import language
from knowledge.storage.indexed_facts import IndexedFact, name_terms

ENGLISH = language("en")


class KnowsAll:
    """A corpus of one fact that holds every word, so that none is repaired or joined to another and all weigh the same."""

    size = 1

    def __init__(self):
        self.vocabulary: Any = self

    def frequency(self, *_):
        return 1

    def heads(self, *_):
        return False

    def knows(self, *_):
        return True

    def count(self, *_):
        return 1

    def holds(self, *_):
        return True

    def company(self, *_):
        return 1.0

    def beginning(self, *_):
        return []


def query(text):
    corpus = KnowsAll()
    return understand(text, [ENGLISH], Speller(corpus, 1000), corpus)


def words_of(text):
    return QuestionWords(query(text))


def indexed(text, row=1, *, last=None, asks=(), document=7):
    """Return a sentence of a paragraph of so many as ranking sees it; with example questions it is curated."""
    return IndexedFact(
        row=row,
        document=document,
        first=1,
        last=last or row,
        terms=" ".join(ENGLISH.terms(text)),
        names=" ".join(sorted(name_terms(text, ENGLISH))),
        words="\n".join(" ".join(token.text for token in ENGLISH.tokens(line)) for line in (text, *asks)),
        heading="harbour",
        asks="\n".join(" ".join(ENGLISH.terms(ask)) for ask in asks),
        ask_kinds=tuple(ENGLISH.request(ask).asked for ask in asks),
        is_curated=bool(asks),
    )
