"""What a quote was probably meant to be: what a curator needs when a proof fails."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from knowledge.model import Document, Locator
from knowledge.sources.quotes import SOLID, PlainText

LEAST_SIMILARITY = 75
"""In per cent. In 60,000 characters on the same topic, chance reaches 70 for a quote of 50 characters."""
_SOUGHT = 400
_SEARCHED = 1_000_000
"""Characters of the quote and of the text; with these limits one search takes up to 50 ms."""
_MARGIN = 20
"""Characters looked at on both sides, in case words at the ends of the quote are those that differ."""

_RUN = rf"(?:(?!{SOLID})\w)+"
_TOKEN = re.compile(rf"{SOLID}|{_RUN}(?:[.,']{_RUN})*|[^\w\s]")


def nearest(document: Document, text: PlainText, quote: PlainText) -> str | None:
    """Return sentences on what resembles a quote most: the document's words, where they stand, how they differ.

    Args:
        document: Where to look.
        text: The plain spelling of the document's text.
        quote: What is not found there.
    """
    alignment = fuzz.partial_ratio_alignment(
        quote.text[:_SOUGHT], text.text[:_SEARCHED], score_cutoff=LEAST_SIMILARITY
    )
    if alignment is None:
        return None
    start = max(alignment.dest_start - _MARGIN, 0)
    end = alignment.dest_start + len(quote.text) + _MARGIN
    quoted = list(_TOKEN.finditer(quote.text))
    found = [
        token
        for token in _TOKEN.finditer(text.text, start, end)
        if text.is_edge(token.start()) and text.is_edge(token.end())
    ]
    found = found[_surplus(quoted, found) : len(found) - _surplus(quoted[::-1], found[::-1])]
    if not found:
        return None
    span = text.origin(found[0].start(), found[-1].end())
    passage = f"Did you mean: “{document.quote(*span)}” ({_place(document.locate(*span))})?"
    return f"{passage} {_difference(quoted, found)}".rstrip()


def _edits(quoted: list[re.Match[str]], found: list[re.Match[str]]) -> Opcodes:
    return Levenshtein.opcodes([token[0] for token in quoted], [token[0] for token in found])


def _surplus(quoted: list[re.Match[str]], found: list[re.Match[str]]) -> int:
    """Return how many tokens stand before those that resemble the quote."""
    first = next(iter(_edits(quoted, found)), None)
    return first.dest_end if first and first.tag == "insert" else 0


def _place(locator: Locator) -> str:
    """Return where a passage stands, such as "page iv, paragraph 3"."""
    page = locator.page_label or locator.page
    parts = [
        f"page {page}" if page else "",
        f"row {locator.row}" if locator.row else f"paragraph {locator.paragraph}",
    ]
    return ", ".join(filter(None, parts))


def _difference(quoted: list[re.Match[str]], found: list[re.Match[str]]) -> str:
    for edit in _edits(quoted, found):
        written = _stretch(quoted[edit.src_start : edit.src_end])
        there = _stretch(found[edit.dest_start : edit.dest_end])
        if edit.tag == "replace":
            return f"The quote says “{written}” where the source says “{there}”."
        if edit.tag == "delete":
            return f"The quote says “{written}”, which is not in the source there."
        if edit.tag == "insert":
            return f"The quote leaves out “{there}”."
    return ""


def _stretch(tokens: list[re.Match[str]]) -> str:
    return tokens[0].string[tokens[0].start() : tokens[-1].end()] if tokens else ""
