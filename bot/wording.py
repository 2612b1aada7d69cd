"""Every sentence a person reads about an answer: outcomes → `Reply`.

Plain, short and friendly. Nothing here asserts anything of its own: statements and quotes come from facts.
What commands say about facts and sources is worded in `listing`.
"""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reply import Block, Choice, Reply, bold, code, italic, note, paragraph, quote, source
from knowledge.model import Answer, Citation, Fact, Match, NoAnswer, Question, Reason, SourceSummary, Status
from knowledge.readers.blocks import CELL_SEPARATOR

Outcome = Answer | NoAnswer
Sources = Mapping[str, SourceSummary]


@dataclass(frozen=True, slots=True)
class Scope:
    """What there is to search in."""

    sources: Sources
    facts: int
    refreshed_at: dt.datetime | None


# --- answers -------------------------------------------------------------------------------------


def answer(outcome: Answer, sources: Sources) -> Reply:
    """Say the answer with its proof, and whatever contradicts it."""
    blocks: list[Block] = []
    if outcome.conflicts:
        blocks.append(paragraph("My sources disagree. This is what they say:"))
    for match in (outcome.best, *outcome.conflicts):
        blocks += proven(match.fact, sources)
    return Reply((*blocks, *_understood_as(outcome.question)))


def refusal(outcome: NoAnswer, scope: Scope, near_topics: int) -> Reply:
    """Say that there is no answer, what was searched, and what could be asked instead."""
    match outcome.reason:
        case Reason.NO_QUESTION:
            opening = paragraph("Ask me something in a few words, and I will look it up.")
        case Reason.NO_FACTS:
            return nothing_yet()
        case Reason.NOTHING_FOUND | Reason.NOT_SURE:
            opening = paragraph(bold("Not in my sources."), f" I searched {searched(scope)}.")
    choices = _near_questions(outcome) + [topic_choice(topic) for topic in outcome.topics[:near_topics]]
    lead = [paragraph("You could ask about:")] if choices else []
    return Reply((opening, *_understood_as(outcome.question), *lead), tuple(choices))


def _near_questions(outcome: NoAnswer) -> list[Choice]:
    """Return the example questions of approved facts that came close."""
    close = (match.fact for match in outcome.matches[:3] if match.confidence >= outcome.threshold / 2)
    return [Choice(ask, ask) for ask in dict.fromkeys(fact.asks[0] for fact in close if fact.asks)]


def topic_choice(topic: str) -> Choice:
    """Return the way to the facts about a topic."""
    return Choice(topic, f"/facts {topic}")


def proven(fact: Fact, sources: Sources) -> Iterator[Block]:
    """Yield the statement of a fact and its proof.

    A statement that is its own quote is shown once, as the quote.
    """
    if all(" ".join(fact.statement.split()) != citation.quote for citation in fact.citations):
        yield paragraph(bold(fact.statement))
    for citation in fact.citations:
        yield quote(f"“{citation.quote}”")
        mark = [italic(" · unreviewed")] if fact.status is Status.DRAFT else []
        yield source(where(citation, sources), *mark)


def where(citation: Citation, sources: Sources) -> str:
    """Return source · page · headings · paragraph or row · date, as far as they are known.

    The header of a table is a heading to the rows under it, but nobody looks for a place by it.
    """
    locator, summary = citation.locator, sources.get(citation.source)
    parts = [citation.source]
    if locator.page is not None:
        label = locator.page_label
        parts.append(f"page {label} (no. {locator.page} in the file)" if label else f"page {locator.page}")
    headings = [heading for heading in locator.heading if CELL_SEPARATOR not in heading]
    if summary and headings[:1] == [summary.title]:
        del headings[0]
    if headings:
        parts.append(" › ".join(headings))
    parts.append(f"row {locator.row}" if locator.row is not None else f"paragraph {locator.paragraph}")
    if summary and summary.date:
        parts.append(day(summary.date))
    return " · ".join(parts)


def _understood_as(question: Question) -> list[Block]:
    """Return a note on how the question was read, if its spelling was repaired."""
    return [note(f"Understood as: {question.understood_as}")] if question.understood_as else []


# --- why -----------------------------------------------------------------------------------------


def why(outcome: Outcome | None) -> Reply:
    """Explain the last decision to someone who has never heard of a search engine."""
    if outcome is None:
        return Reply((paragraph("Ask me something first. Then /why explains how I came to my reply."),))
    blocks = [paragraph("You asked: ", bold(outcome.question.text))]
    if outcome.question.repairs:
        repairs = ", ".join(f"“{repair.written}” as “{repair.read}”" for repair in outcome.question.repairs)
        blocks.append(paragraph(f"I read {repairs}."))
    if not outcome.matches:
        return Reply((*blocks, paragraph(_nothing_matched(outcome))))
    best, *others = outcome.matches
    blocks += [*_words(best), paragraph(_decision(outcome))]
    if isinstance(outcome, NoAnswer):
        blocks += [paragraph(f"The nearest I have ({percent(best.confidence)}):"), _short(best)]
    if others:
        blocks += [paragraph(f"Next best ({percent(others[0].confidence)}):"), _short(others[0])]
    return Reply(tuple(blocks))


def percent(confidence: float) -> str:
    """Return a probability in whole per cent, rounded down so that "not enough" never reads as enough."""
    return f"{math.floor(confidence * 100 + 1e-9)} %"


def _words(match: Match) -> Iterator[Block]:
    if match.found:
        yield paragraph(f"Found in the fact or around it: {', '.join(match.found)}.")
    if match.missing:
        yield paragraph(f"Not found there: {', '.join(match.missing)}.")


def _decision(outcome: Outcome) -> str:
    sure, needed = percent(outcome.matches[0].confidence), percent(outcome.threshold)
    if isinstance(outcome, Answer):
        also = " Other approved facts say otherwise, so I showed them too." if outcome.conflicts else ""
        return f"I was {sure} sure that this answers you. I answer from {needed} up.{also}"
    return f"I was only {sure} sure that the nearest fact answers you. I answer from {needed} up, so I held back."


def _nothing_matched(outcome: Outcome) -> str:
    if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_FACTS:
        return "I have no facts yet, so there was nothing to look in."
    if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_QUESTION:
        return "I saw no word in it that I could look up."
    return "None of its words stands in anything I know."


def _short(match: Match) -> Block:
    return quote(match.fact.statement, "  ", code(f"/fact {match.fact.id}"))


# --- the whole -----------------------------------------------------------------------------------


def greeting(name: str, scope: Scope, asks: Sequence[str], topics: Sequence[str]) -> Reply:
    """Say hello, and show what can be asked."""
    if not scope.facts:
        return nothing_yet()
    hello = paragraph(
        f"Hello! I am {name}. I answer questions from {count(len(scope.sources), 'source')} "
        "and show the words that prove each answer. What they do not say, I do not say."
    )
    choices = [Choice(ask, ask) for ask in asks] or [topic_choice(topic) for topic in topics]
    lead = [paragraph("For example:")] if choices else []
    return Reply((hello, *lead), tuple(choices))


def about(name: str, version: str, scope: Scope) -> Reply:
    """Say what the bot is and what it stands on."""
    return Reply(
        (
            paragraph(bold(name), f", running on Citebot {version}."),
            paragraph(f"I know {searched(scope)}."),
            paragraph(
                "Everything I say is a sentence of a source or a fact that a person wrote, with the words of the "
                "source that prove it. “Unreviewed” means that no person has checked it yet."
            ),
        )
    )


def nothing_yet() -> Reply:
    """Say that there are no sources, and how to give some."""
    return Reply(
        (
            paragraph("I have no sources yet."),
            paragraph("Put documents into the folder ", code("sources"), ", then ask me again."),
        )
    )


def searched(scope: Scope) -> str:
    """Return "412 facts from 3 sources, refreshed 3 May 2026 at 14:02"."""
    scale = f"{count(scope.facts, 'fact')} from {count(len(scope.sources), 'source')}"
    if scope.refreshed_at is None:
        return scale
    local = scope.refreshed_at.astimezone()
    return f"{scale}, refreshed {day(local.date())} at {local:%H:%M}"


def day(date: dt.date) -> str:
    """Return a date as "3 May 2026"."""
    return f"{date.day} {date:%B %Y}"


def count(number: int, noun: str) -> str:
    """Return "1 fact", "2 facts", "1,200 facts"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
