"""A draft's proof as a person would write it: the words to quote so that they are found where the draft stands."""

import re
from collections.abc import Iterator

from knowledge.facts.claim import Claim
from knowledge.facts.lost_quotes import NEVER_PROVEN
from knowledge.model import Citation, Document, QuotedSource
from knowledge.sources.quotes import plain_text

_WORDS_MORE = 40
"""After so many words a sentence that stands twice has gone on otherwise, or never does."""
_WORD = re.compile(r"\S+")


def cite_of(citation: Citation) -> QuotedSource:
    """Return a citation as it is written in a fact file, with the page that is printed, or else counted."""
    label = citation.locator.page_label or ""
    page = int(label) if re.fullmatch(r"[1-9]\d{0,5}", label) else citation.locator.page
    return QuotedSource(citation.source, citation.quote, page, 0)


def longer_cite(document: Document, citation: Citation) -> QuotedSource:
    """Return a citation as it is written, with so many of the words after it that it is found at its own place.

    Args:
        document: The source.
        citation: One whose words stand at an earlier place as well.
    """
    text, cite = plain_text(document.text), cite_of(citation)
    for end in _ends(document.text, citation.locator.end):
        quote = document.quote(citation.locator.start, end)
        claim = Claim(QuotedSource(cite.source, quote, cite.page, 0), "", NEVER_PROVEN)
        claim.seek(document, text)
        if claim.citation and claim.citation.locator.start == citation.locator.start:
            return claim.cite
    return cite


def _ends(text: str, end: int) -> Iterator[int]:
    """Yield where a span ends that takes in one more of the words after it each time."""
    yield end
    for word, _ in zip(_WORD.finditer(text, end), range(_WORDS_MORE), strict=False):
        yield word.end()
