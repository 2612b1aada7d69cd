"""The sentences of a document: those at a place, and those that came since it was last read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import chain, takewhile

from knowledge.languages.language import language
from knowledge.model import Citation, Document, Kind, Locator, Passage
from knowledge.sources.sentences import Span, split

_RUNNING = {Kind.PARAGRAPH, Kind.ITEM}
"""What is made of sentences; anything else is one."""


def sentences_at(document: Document, locator: Locator) -> Citation:
    """Return the whole sentences of which a place holds at least half, and the one it holds most of."""
    start, end = locator.start, locator.end
    first = max(bisect_right(document.passages, start, key=lambda passage: passage.start) - 1, 0)
    near = takewhile(lambda passage: passage.start < end, document.passages[first:])
    shared = {
        span: min(span[1], end) - max(span[0], start)
        for passage in near
        for span in _Said(document, passage).sentences()
    }
    most = max(shared.values(), default=0)
    held = [span for span, length in shared.items() if length == most or 2 * length >= span[1] - span[0]]
    return document.cite(held[0][0], held[-1][1]) if held else document.cite(start, end)


def new_sentences(document: Document, before: Document | None) -> dict[Span, str]:
    """Return the sentences of a document that it did not have before, with their places.

    A passage is not new if it stood under the same headings, nor if it stood anywhere and has left that place.
    """
    has, had = _all(document), _all(before) if before else []
    has, had = _unpaired(has, had, lambda said: (said.words, said.passage.heading))
    has, had = _unpaired(has, had, lambda said: said.words)
    gone = set(chain.from_iterable(said.sentences().values() for said in had))
    return {span: words for said in has for span, words in said.sentences().items() if words not in gone}


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage and its document."""

    document: Document
    passage: Passage

    @property
    def words(self) -> str:
        return self.document.quote(self.passage.start, self.passage.end)

    def sentences(self) -> dict[Span, str]:
        """Return its sentences, with their places in the document."""
        first, last = self.passage.start, self.passage.end
        spans = [(0, last - first)]
        if self.passage.kind in _RUNNING:
            spans = split(self.document.text[first:last], language(self.document.language))
        placed = [(first + start, first + end) for start, end in spans]
        return {span: self.document.quote(*span) for span in placed}


def _all(document: Document) -> list[_Said]:
    return [_Said(document, passage) for passage in document.passages]


def _unpaired(
    ours: Iterable[_Said], theirs: Iterable[_Said], key: Callable[[_Said], Hashable]
) -> tuple[list[_Said], list[_Said]]:
    """Return what is left of both once each of ours is paired with one of theirs that has the same key."""
    unpaired: dict[Hashable, list[_Said]] = defaultdict(list)
    for said in theirs:
        unpaired[key(said)].append(said)
    left = []
    for said in ours:
        if alike := unpaired[key(said)]:
            alike.pop()
        else:
            left.append(said)
    return left, list(chain.from_iterable(unpaired.values()))
