"""What a quote was probably meant to be: what a curator needs when a proof fails."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from knowledge.model import Citation, Document, Locator
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


@dataclass(frozen=True, slots=True)
class Nearest:
    """What resembles a quote most, and the first difference between the two."""

    citation: Citation
    """The document's words, and where they stand."""
    quoted: str
    """What only the quote says; empty where it leaves something out."""
    there: str
    """What the document says instead; empty where it says nothing there."""


def nearest(document: Document, text: PlainText, quote: PlainText) -> Nearest | None:
    """Return what resembles a quote most, as far as it is; None where nothing comes near.

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
    return Nearest(document.cite(*span), *_difference(quoted, found))


def suggestion(near: Nearest) -> str:
    """Return sentences for whoever mends a file: what they may have meant, where it stands, how it differs."""
    passage = f"Did you mean: “{near.citation.quote}” ({place(near.citation.locator)})?"
    match bool(near.quoted), bool(near.there):
        case True, True:
            return f"{passage} The quote says “{near.quoted}” where the source says “{near.there}”."
        case True, False:
            return f"{passage} The quote says “{near.quoted}”, which is not in the source there."
        case False, True:
            return f"{passage} The quote leaves out “{near.there}”."
    return passage


def _edits(quoted: list[re.Match[str]], found: list[re.Match[str]]) -> Opcodes:
    return Levenshtein.opcodes([token[0] for token in quoted], [token[0] for token in found])


def _surplus(quoted: list[re.Match[str]], found: list[re.Match[str]]) -> int:
    """Return how many tokens stand before those that resemble the quote."""
    first = next(iter(_edits(quoted, found)), None)
    return first.dest_end if first and first.tag == "insert" else 0


def place(locator: Locator) -> str:
    """Return where a passage stands, such as "page iv, paragraph 3"."""
    page = locator.page_label or locator.page
    parts = [
        f"page {page}" if page else "",
        f"row {locator.row}" if locator.row else f"paragraph {locator.paragraph}",
    ]
    return ", ".join(filter(None, parts))


def _difference(quoted: list[re.Match[str]], found: list[re.Match[str]]) -> tuple[str, str]:
    """Return the first words that differ: the quote's, and the document's."""
    for edit in _edits(quoted, found):
        if edit.tag != "equal":
            return (
                _stretch(quoted[edit.src_start : edit.src_end]),
                _stretch(found[edit.dest_start : edit.dest_end]),
            )
    return "", ""


def _stretch(tokens: list[re.Match[str]]) -> str:
    return tokens[0].string[tokens[0].start() : tokens[-1].end()] if tokens else ""
