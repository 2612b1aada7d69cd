"""A fact with its proof: its statement, the quotes that prove it, and where they stand."""

import re
from collections.abc import Iterator

from bot.reply import Block, Line, Span, bold, italic, line, paragraph, quote, source
from bot.wording.figures import Sources
from bot.wording.places import place
from bot.wording.translation import apart, text
from knowledge.languages.tokenization import GLUED
from knowledge.model import Fact, Status


def proven(
    fact: Fact, sources: Sources, remark: str = "", told: tuple[int, int] | None = None
) -> Iterator[Block]:
    """Yield the statement of a fact and its proof.

    A statement that is its own quote is shown once, as the quote.

    Args:
        fact: What is proven.
        sources: What is known of the sources.
        remark: What to say of its sources beside.
        told: Where the words of its statement stand that tell what was asked, if that is known; they are marked.
    """
    statement = fact.statement
    if all(" ".join(statement.split()) != citation.quote for citation in fact.citations):
        yield paragraph(*(_marked(statement, told) if told else (bold(apart(statement)),)))
    for citation in fact.citations:
        if header := citation.locator.table_header:
            yield quote(f"“{apart(header)}”")
        yield quote("“", *_marked(citation.quote, _told_by(citation.quote, statement, told)), "”")
        remarks = [remark] if remark else []
        remarks += caveat(fact)
        yield source(*place(citation, sources), *(italic(f" · {each}") for each in remarks))


def _told_by(said: str, statement: str, told: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return where a quote says what its statement tells; None where it says that in other words, or several times."""
    if told is None or said == statement:
        return told
    words = re.escape(statement[slice(*told)])
    found = list(re.finditer(rf"(?<![^\W{GLUED}]){words}(?![^\W{GLUED}])", said))
    return found[0].span() if len(found) == 1 else None


def _marked(words: str, told: tuple[int, int] | None) -> Line:
    """Return words of a source or a person, some of them in bold."""
    safe = apart(words)
    if told is None:
        return line(safe)
    start, end = (safe.index(words) + place for place in told)
    parts = (Span(safe[:start]), bold(safe[start:end]), Span(safe[end:]))
    return tuple(part for part in parts if part.text)


def caveat(fact: Fact) -> tuple[str, ...]:
    """Return what a reader must know of how far a fact has been reviewed, if anything: that nobody has, or that its source has changed."""
    if fact.status is Status.DRAFT:
        return (text("unreviewed"),)
    return (text("under review"),) if fact.is_under_review else ()
