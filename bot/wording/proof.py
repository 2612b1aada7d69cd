"""A fact with its proof: its statement, the quotes that prove it, and where they stand."""

from collections.abc import Iterator

from bot.reply import Block, Line, bold, italic, line, paragraph, quote, source
from bot.wording.figures import Sources
from bot.wording.places import place
from bot.wording.translation import apart, text
from knowledge.answering.outcome import Question
from knowledge.languages.asked_value import asked_value
from knowledge.languages.language import language
from knowledge.model import Citation, Fact, Status
from knowledge.sources.readers.blocks import CELL_SEPARATOR


def proven(
    fact: Fact, sources: Sources, remark: str = "", question: Question | None = None
) -> Iterator[Block]:
    """Yield the statement of a fact and its proof.

    A statement that is its own quote is shown once, as the quote.

    Args:
        fact: What is proven.
        sources: What is known of the sources.
        remark: What to say of its sources beside.
        question: What it answers, if that is known; the value that is asked for then stands out.
    """
    if all(" ".join(fact.statement.split()) != citation.quote for citation in fact.citations):
        yield paragraph(bold(apart(fact.statement)))
    for citation in fact.citations:
        yield from (quote(f"“{apart(header)}”") for header in _table_header(citation))
        yield quote(*_with_value(f"“{apart(citation.quote)}”", question))
        remarks = [remark] if remark else []
        remarks += caveat(fact)
        yield source(*place(citation, sources), *(italic(f" · {each}") for each in remarks))


def _with_value(said: str, question: Question | None) -> Line:
    """Return words of a source in which the value that is asked for stands out, if there is no doubt about it."""
    value = asked_value(question.meant, said, language(question.language)) if question else ""
    before, found, after = said.partition(value) if value else (said, "", "")
    return line(before, bold(found), after) if found else line(said)


def caveat(fact: Fact) -> tuple[str, ...]:
    """Return what a reader must know of how far a fact has been reviewed, if anything: that nobody has, or that its source has changed."""
    if fact.status is Status.DRAFT:
        return (text("unreviewed"),)
    return (text("under review"),) if fact.is_under_review else ()


def _table_header(citation: Citation) -> tuple[str, ...]:
    """Return the header of the table that a quoted row stands in, without which its cells say little."""
    locator = citation.locator
    return tuple(heading for heading in locator.heading[-1:] if locator.row and CELL_SEPARATOR in heading)
