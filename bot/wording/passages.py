"""Every sentence a person reads when they look into a source: a fact's quote among the passages around it → `Reply`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reply import Block, Choice, Reply, Span, bold, note, paragraph, quote, source
from bot.wording.figures import Sources
from bot.wording.places import place_in_file
from bot.wording.translation import apart, text
from knowledge.errors import ReadError
from knowledge.model import Citation, Document, Fact

_SIZE = 3
"""Passages that are shown at once: one with what stands before and after it."""


@dataclass(frozen=True, slots=True)
class View:
    """Some passages of the document that a citation is from."""

    fact: Fact
    number: int
    """Which of the fact's citations, counted from 1."""
    document: Document
    wanted: int
    """Passages to go on from the one cited; one outside the document stands for its nearest end."""

    @property
    def citation(self) -> Citation:
        """Return the citation."""
        return self.fact.citations[self.number - 1]

    @property
    def offset(self) -> int:
        """Return how many passages from the one cited the view really is."""
        return min(max(self.wanted, -self._cited), len(self.document.passages) - 1 - self._cited)

    @property
    def span(self) -> range:
        """Return the positions of the passages in view."""
        middle = self._cited + self.offset
        return range(max(middle - _SIZE // 2, 0), min(middle + _SIZE // 2 + 1, len(self.document.passages)))

    @property
    def _cited(self) -> int:
        found = bisect_right(self.document.passages, self.citation.locator.start, key=lambda one: one.start)
        return max(found - 1, 0)


def shown(view: View, sources: Sources) -> Reply:
    """Show the passages in view with the quote in bold, and the ways to those around them."""
    where = place_in_file(_place(view), sources)
    blocks = (paragraph(bold(apart(view.document.title))), quote(*_spans(view)), source(*where))
    return Reply(blocks, tuple(_turns(view)))


def picture_of(citation: Citation) -> str:
    """Return what the picture of a page shows."""
    page = citation.locator.page_label or citation.locator.page or 1
    if citation.locator.legibility is None:
        return text("Page {page} of {source} with the quote marked", page=page, source=citation.source)
    return text(
        "Page {page} of {source}", page=page, source=citation.source
    )  # the file holds a picture of it only


def no_picture(page: int, error: ReadError) -> Block:
    """Say that a page is not shown as a picture, and why."""
    return note(text("Page {page} {failure}", page=page, failure=str(error)))


def _place(view: View) -> Citation:
    if not view.offset:
        return view.citation
    middle = view.document.passages[view.span[len(view.span) // 2]]
    return Citation(view.document.source, view.document.locate(middle.start, middle.end), "")


def _spans(view: View) -> Iterator[Span]:
    """Yield the text in view, passages apart, in stretches outside and inside the quote."""
    cited = view.citation.locator
    for position in view.span:
        passage = view.document.passages[position]
        start, end = (min(max(offset, passage.start), passage.end) for offset in (cited.start, cited.end))
        if position != view.span[0]:
            yield Span("\n\n")
        yield Span(_text(view.document, passage.start, start))
        yield bold(_text(view.document, start, end))
        yield Span(_text(view.document, end, passage.end))


def _text(document: Document, start: int, end: int) -> str:
    """Return a stretch of text on one line; unlike a quote it keeps the space at its edges."""
    return re.sub(r"\s+", " ", document.text[start:end])


def _turns(view: View) -> Iterator[Choice]:
    several = len(view.fact.citations) > 1
    at = f"/show {view.fact.id}{f'#{view.number}' if several else ''}"
    if view.span.start > 0:
        yield Choice(text("Further up"), f"{at} {view.offset - _SIZE:+d}")
    if view.span.stop < len(view.document.passages):
        yield Choice(text("Further down"), f"{at} {view.offset + _SIZE:+d}")
    if several:
        other = view.number % len(view.fact.citations) + 1
        label = text("Proof {number} of {all}", number=other, all=len(view.fact.citations))
        yield Choice(label, f"/show {view.fact.id}#{other}")
