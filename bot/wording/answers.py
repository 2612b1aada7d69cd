"""Answers with their proof: a decision → `Reply`. Nothing here asserts anything of its own: statements and quotes come from facts."""

from collections.abc import Iterator

from bot.reply import (
    Block,
    Choice,
    Entry,
    Line,
    Listing,
    Reply,
    bold,
    code,
    italic,
    line,
    note,
    paragraph,
    quote,
    source,
)
from bot.wording.figures import Sources, day
from bot.wording.translation import apart, set_apart, text
from knowledge.answering.outcome import Answer, Match, NoAnswer, Question
from knowledge.model import Citation, Fact, Status
from knowledge.sources.readers.blocks import CELL_SEPARATOR

Outcome = Answer | NoAnswer


def answer(outcome: Answer, sources: Sources) -> Reply:
    """Say the answer with its proof and whatever contradicts it, or ask which of several is meant."""
    if outcome.ties:
        meant = Listing(tuple(map(candidate, (outcome.best, *outcome.ties))))
        return Reply(
            (
                paragraph(text("I am not sure which of these you mean:")),
                meant,
                *understood_as(outcome.question),
            )
        )
    blocks: list[Block] = []
    if outcome.conflicts:
        blocks.append(paragraph(text("My sources disagree. This is what they say:")))
    for match in (outcome.best, *outcome.conflicts):
        blocks += proven(match.fact, sources)
    return Reply((*blocks, *understood_as(outcome.question)))


def steps(outcome: Answer, *, sends_files: bool) -> tuple[Choice, ...]:
    """Return how to go on from an answer."""
    others = (
        [Choice(text("Other answers"), f"/others {outcome.question.text}")]
        if len(outcome.matches) > 1
        else []
    )
    if outcome.ties:
        return tuple(others)
    fact = outcome.best.fact
    show, *votes = fact_steps(fact)
    file = [file_choice(fact.citations[0].source)] if sends_files else []
    return (show, *others, *file, *votes)


def fact_steps(fact: Fact) -> tuple[Choice, ...]:
    """Return what can be done with a fact: see where it stands, and vote on it."""
    return (
        Choice(text("Show in source"), f"/show {fact.id}"),
        Choice("👍", f"/vote {fact.id} up"),
        Choice("👎", f"/vote {fact.id} down"),
    )


def file_choice(name: str) -> Choice:
    """Return the way to the file of a source."""
    return Choice(text("Send the file"), f"/file {name}")


def topic_choice(topic: str) -> Choice:
    """Return the way to the facts about a topic."""
    return Choice(topic, f"/facts {topic}")


def candidate(match: Match) -> Entry:
    """Return a match as one of those that may be meant."""
    fact = match.fact
    mark = f" · {text('unreviewed')}" if fact.status is Status.DRAFT else ""
    origin = italic(f" · {apart(fact.citations[0].source)}{mark}")
    return Entry(line(apart(fact.statement), origin), f"/fact {fact.id}")


def understood_as(question: Question) -> list[Block]:
    """Return a note on how the question was read, if it was not taken as it stands."""
    return (
        [note(text("Understood as: {question}", question=question.understood_as))]
        if question.understood_as
        else []
    )


def proven(fact: Fact, sources: Sources) -> Iterator[Block]:
    """Yield the statement of a fact and its proof.

    A statement that is its own quote is shown once, as the quote.
    """
    if all(" ".join(fact.statement.split()) != citation.quote for citation in fact.citations):
        yield paragraph(bold(apart(fact.statement)))
    for citation in fact.citations:
        yield from (quote(f"“{apart(header)}”") for header in _table_header(citation))
        yield quote(f"“{apart(citation.quote)}”")
        mark = [italic(f" · {text('unreviewed')}")] if fact.status is Status.DRAFT else []
        yield source(*place(citation, sources), *mark)


def _table_header(citation: Citation) -> tuple[str, ...]:
    """Return the header of the table that a quoted row stands in, without which its cells say little."""
    locator = citation.locator
    return tuple(heading for heading in locator.heading[-1:] if locator.row and CELL_SEPARATOR in heading)


def place(citation: Citation, sources: Sources) -> Line:
    """Return where a citation stands, its source as something to copy; as plain text a chat might take plan.md for a web address."""
    return (
        *set_apart(code(citation.source)),
        *line("".join(f" · {part}" for part in _within(citation, sources))),
    )


def where(citation: Citation, sources: Sources) -> str:
    """Return source · page · headings · paragraph or row · read by OCR · date, as far as they are known."""
    return " · ".join((apart(citation.source), *_within(citation, sources)))


def _within(citation: Citation, sources: Sources) -> Iterator[str]:
    """Yield where in its source a citation stands.

    The header of a table is a heading to the rows under it, but nobody looks for a place by it.
    """
    locator, summary = citation.locator, sources.get(citation.source)
    if locator.page is not None:
        label = locator.page_label
        number = text("page {page}", page=locator.page)
        yield (
            text("page {label} (no. {page} in the file)", label=label, page=locator.page) if label else number
        )
    headings = [heading for heading in locator.heading if CELL_SEPARATOR not in heading]
    if summary and headings[:1] == [summary.title]:
        del headings[0]
    if headings:
        yield apart(" › ".join(headings))
    if locator.row is not None:
        yield text("row {row}", row=locator.row)
    else:
        yield text("paragraph {paragraph}", paragraph=locator.paragraph)
    if locator.legibility is not None:
        yield text("read by OCR") if locator.is_legible else text("read by OCR, hardly legible")
    if summary and summary.date:
        yield day(summary.date)
