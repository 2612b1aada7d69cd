"""One claim of a curator, that a source says something, held against documents: a citation, or what is wrong and the remedy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.facts.lost_quotes import LastProof, LostQuote, same_sentences
from knowledge.facts.nearest_passage import nearest, place, suggestion
from knowledge.model import Citation, Document, QuotedSource
from knowledge.sources.quotes import PlainText

SHORT_WORDS, SHORT_CHARACTERS = 2, 8
"""A quote below both proves something only where it stands once."""

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"…|\.{3}|[\[(]\s*\.+\s*[\])]")


@dataclass(slots=True, eq=False)
class Claim:
    """That a source says something, and what came of checking it."""

    cite: QuotedSource
    fact_id: str
    last: LastProof
    """What the facts rested on before."""
    quote: PlainText = field(init=False)
    citation: Citation | None = None
    complaint: str = "The quote could not be checked; the log says why."
    remedy: str = "Quote another sentence that proves the fact."
    is_lost: bool = False
    """Whether its source does not hold the quote, or is gone."""
    stood: Citation | None = None
    now: Citation | None = None
    """As of a `LostQuote`."""
    namesake: str = ""
    """The source that is called nearly as one which is gone."""

    def __post_init__(self) -> None:
        self.quote = PlainText(self.cite.quote.strip())

    @property
    def longest_word(self) -> str:
        """Return what every text that holds the quote holds."""
        words: list[str] = _WORD.findall(self.cite.quote)
        return max(words, key=len, default="")

    @property
    def lost(self) -> LostQuote:
        """Return what became of the quote, if it is lost."""
        return LostQuote(
            self.cite,
            self.stood,
            self.now,
            stands_elsewhere=self.citation is not None,
            complaint=self.wrong,
        )

    @property
    def wrong(self) -> str:
        """Return what is wrong and the remedy."""
        return f"{self.complaint} {self.remedy}".rstrip()

    def recall(self) -> bool:
        """Tell whether all is known of a quote that was lost before, and take that over."""
        known = self.last.lost(self.fact_id, self.cite)
        if known is None:
            return False
        self.is_lost, self.stood, self.now = True, known.stood, known.now
        self.citation = known.now if known.stands_elsewhere else None
        self.refuse(known.complaint, "")
        return True

    def refuse(self, complaint: str, remedy: str) -> None:
        """Say what is wrong."""
        self.complaint, self.remedy = complaint, remedy

    def lose(self, complaint: str, remedy: str) -> None:
        """Say that its source does not hold the quote, or no longer.

        Args:
            complaint: A sentence without its full stop.
            remedy: What to do about it.
        """
        self.stood = self.last.stood(self.fact_id, self.cite.quote)
        self.is_lost = True
        self.refuse(f"{complaint} any more." if self.stood else f"{complaint}.", remedy)

    def seek(self, document: Document, text: PlainText) -> None:
        """Find the quote in the source that it names, or what resembles it there.

        Args:
            document: That source.
            text: The plain spelling of its text.
        """
        if not _WORD.search(self.quote.text):
            self.refuse("The quote holds no words.", "Copy words of the source that prove the fact.")
        elif spans := list(text.find(self.quote)):
            self._choose(document, spans)
        elif _GAP.search(self.cite.quote):
            self.refuse(
                "The quote leaves something out or is cut off with dots.",
                "Quote one continuous stretch of the source, without the dots; add a further cite for a second one.",
            )
        else:
            nothing = "Nothing there comes near it. Copy words of the source that prove the fact."
            self.lose(f"The quote is not in “{document.source}”", nothing)
            if now := self._successor(document, text):
                self.now = now
                there = f"“{now.quote}” ({place(now.locator)})"
                self.remedy = f"It says instead: {there}. Quote that if the fact is still true."
            elif not self.stood and (near := nearest(document, text, self.quote)):
                self.now, self.remedy = near.citation, suggestion(near)

    def seek_in_namesake(self, document: Document, text: PlainText) -> None:
        """Find what has come in the place of the quote in the source that is called nearly as its own."""
        if spans := list(text.find(self.quote)):
            self.now = document.cite(*spans[0])
        elif self.stood:
            self.now = self._successor(document, text)
        elif near := nearest(document, text, self.quote):
            self.now = near.citation

    def seek_elsewhere(self, document: Document, text: PlainText) -> bool:
        """Tell whether another source holds what is lost.

        It is cited from there if all the sentences in which it stood are there: the words of a quote alone do not tell that
        what they are said of is the same.
        """
        name = document.source
        if self.stood:
            if same := same_sentences(document, text, self.stood, self.quote):
                self.citation = self.now = same
                self.remedy = f"“{name}” says the same; cite that, or another source."
            return same is not None
        spans = list(text.find(self.quote))
        if spans:
            self.now = document.cite(*spans[0])
            self.remedy = f"Did you mean “{name}”? The quote stands there."
        return bool(spans)

    def _successor(self, document: Document, text: PlainText) -> Citation | None:
        if self.stood is None:
            return None
        return self.last.successor(self.fact_id, self.cite.quote, self.stood, document, text)

    def _choose(self, document: Document, spans: Sequence[tuple[int, int]]) -> None:
        """Choose among the places where the quote stands: those on the page that was named, of these the first."""
        cited = [document.cite(start, end) for start, end in spans]
        page = self.cite.page
        printed = [one for one in cited if one.locator.page_label == str(page)]
        counted = [one for one in cited if page is not None and one.locator.page == page]
        cited = printed or counted or cited
        if len(cited) > 1 and self._is_short:
            self.refuse(
                f"The quote is too short to prove anything: it stands in {len(cited)} places of “{document.source}”.",
                "Quote more of the words around it.",
            )
            return
        self.citation = cited[0]

    @property
    def _is_short(self) -> bool:
        words = _WORD.findall(self.quote.text)
        return len(words) < SHORT_WORDS and len(self.quote.text) < SHORT_CHARACTERS
