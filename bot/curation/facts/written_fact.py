"""A fact as somebody writes it in a chat: what it says, and the words of a source that prove it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.curation.facts import edit_replies, lengths
from bot.curation.facts.edit_errors import TooLongError
from bot.curation.facts.quote_search import passages_near
from bot.reply import Reply
from bot.wording import fact_edits
from bot.wording.figures import Sources
from knowledge.base import KnowledgeBase
from knowledge.languages.tokenization import tokens
from knowledge.model import Citation, QuotedSource

_QUOTE = re.compile(r"(?:^|\n)>\s*|\s>\s+")
"""What stands before the quote: a sign at the beginning of a line, or at a keyboard between spaces."""
_SOURCE = re.compile(r"\s+source:\s+")
_IN_MARKS = re.compile(
    r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\""
)
"""Words in quotation marks of any language."""
_FEWEST = 3
"""Words in quotation marks that are a quote; fewer are a name, which may belong to what the fact says."""
_LEFT_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_LOOSE_ENDS = " \t\n:;,–—-"
"""What is left around a statement whose quote is taken out of it."""


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """What somebody has written of a fact so far."""

    statement: str
    quotes: tuple[str, ...] = ()
    source: str = ""
    """The one in which the quotes stand; empty for any."""

    @classmethod
    def of(cls, words: str) -> "WrittenFact":
        """Read a statement and its quote, which stands after ">" or in quotation marks; a quote alone is a statement too."""
        statement, *rest = _QUOTE.split(words, maxsplit=1)
        if rest:
            quote, *source = _SOURCE.split(rest[0], maxsplit=1)
            # Whoever copies a quote may have put it in marks.
            marked = _IN_MARKS.fullmatch(quote.strip())
            quote = _within(marked) if marked else quote.strip()
            quotes: tuple[str, ...] = (quote,) if quote else ()
            return cls(statement.strip() or quote, quotes, source[0].strip() if source else "")
        quotes = tuple(_quotes(words))
        left = _LEFT_EMPTY.sub(
            "", _IN_MARKS.sub(lambda found: " " if _within(found) in quotes else found[0], words)
        )
        statement = (
            re.sub(r"\s+[.,;:]+$", "", " ".join(left.split())).strip(_LOOSE_ENDS) if quotes else words.strip()
        )
        return cls(statement if statement.strip(".") else " ".join(quotes), quotes)

    def proven(self, base: KnowledgeBase, sources: Sources, begun: str) -> list[QuotedSource] | Reply:
        """Return what proves it; or ask for that, where it is missing, is in no source, or is in several.

        What is too long to be told is refused before its proof is asked for.

        Args:
            base: Where to look.
            sources: A line about each source.
            begun: The command that what is asked for completes, such as "/new".
        """
        try:
            lengths.statement(self.statement)
        except TooLongError as error:
            return edit_replies.refused(error, begun)
        cites: list[QuotedSource] = []
        # What stands word for word in a source needs no other quote.
        for quote in self.quotes or (self.statement,):
            found = base.citations_of(quote, self.source)
            if not found:
                return self._asking(base, sources, begun, quote if self.quotes else "")
            if len(found) > 1 and len(self.quotes) < 2:
                return fact_edits.several_sources(self._offered(found, begun), sources)
            cites.append(QuotedSource(found[0].source, quote, None, 0))
        return cites

    def _asking(self, base: KnowledgeBase, sources: Sources, begun: str, unfound: str) -> Reply:
        near = passages_near(base, unfound or self.statement)
        completes = f"{begun} {self.statement}\n>"
        return fact_edits.ask_for_quote(
            self.statement, self._offered(near, begun), sources, completes, is_unfound=bool(unfound)
        )

    def _offered(self, found: Iterable[Citation], begun: str) -> list[tuple[Citation, str]]:
        """Return citations, each with what would be sent to prove the fact by it."""
        return [(one, f"{begun} {self.statement}\n> {one.quote}\nsource: {one.source}") for one in found]


def _quotes(words: str) -> list[str]:
    """Return what stands in quotation marks and is long enough for a quote; where there is nothing else, whatever its length."""
    found = list(map(_within, _IN_MARKS.finditer(words)))
    is_all = not _IN_MARKS.sub("", words).strip(f"{_LOOSE_ENDS}.")
    return [quote for quote in found if is_all or len(list(tokens(quote))) >= _FEWEST]


def _within(found: re.Match[str]) -> str:
    return str(found[found.lastindex or 0]).strip()
