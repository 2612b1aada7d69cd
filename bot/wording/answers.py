"""Every sentence a person reads about an answer: outcomes → `Reply`.

Plain, short and friendly. Nothing here asserts anything of its own: statements and quotes come from facts.
What commands say about facts and sources is worded in `listing`.
"""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from knowledge.answering.decision import PRESETS
from knowledge.model import Answer, Citation, Fact, Match, NoAnswer, Question, Reason, SourceSummary, Status
from knowledge.sources.readers.blocks import CELL_SEPARATOR

Outcome = Answer | NoAnswer
_NEAR = 3
"""Matches that a refusal looks at for something to offer."""
_ALMOST = 0.5
"""Share of the threshold from which on it shows a match, as one of those that may be meant."""
Sources = Mapping[str, SourceSummary]


@dataclass(frozen=True, slots=True)
class Scope:
    """What there is to search in."""

    sources: Sources
    facts: int
    refreshed_at: dt.datetime | None


# --- answers -------------------------------------------------------------------------------------


def answer(outcome: Answer, sources: Sources) -> Reply:
    """Say the answer with its proof and whatever contradicts it, or ask which of several is meant."""
    if outcome.ties:
        meant = Listing(tuple(map(_meant, (outcome.best, *outcome.ties))))
        return Reply(
            (paragraph("I am not sure which of these you mean:"), meant, *_understood_as(outcome.question))
        )
    blocks: list[Block] = []
    if outcome.conflicts:
        blocks.append(paragraph("My sources disagree. This is what they say:"))
    for match in (outcome.best, *outcome.conflicts):
        blocks += proven(match.fact, sources)
    return Reply((*blocks, *_understood_as(outcome.question)))


def steps(outcome: Answer, *, sends_files: bool) -> tuple[Choice, ...]:
    """Return how to go on from an answer."""
    others = [Choice("Other answers", f"/others {outcome.question.text}")] if len(outcome.matches) > 1 else []
    if outcome.ties:
        return tuple(others)
    fact = outcome.best.fact
    show, *votes = fact_steps(fact)
    file = [file_choice(fact.citations[0].source)] if sends_files else []
    return (show, *others, *file, *votes)


def fact_steps(fact: Fact) -> tuple[Choice, ...]:
    """Return what can be done with a fact: see where it stands, and vote on it."""
    return (
        Choice("Show in source", f"/show {fact.id}"),
        Choice("👍", f"/vote {fact.id} up"),
        Choice("👎", f"/vote {fact.id} down"),
    )


def file_choice(name: str) -> Choice:
    """Return the way to the file of a source."""
    return Choice("Send the file", f"/file {name}")


def _meant(match: Match) -> Entry:
    fact = match.fact
    mark = " · unreviewed" if fact.status is Status.DRAFT else ""
    return Entry(line(fact.statement, italic(f" · {fact.citations[0].source}{mark}")), f"/fact {fact.id}")


def refusal(outcome: NoAnswer, scope: Scope, near_topics: int, gap_id: int | None = None) -> Reply:
    """Say that there is no answer, what was searched, and what could be asked instead.

    Args:
        outcome: Why there is none.
        scope: What was searched.
        near_topics: How many topics to offer at most.
        gap_id: The question among those without an answer, if it may be passed on to a person.
    """
    match outcome.reason:
        case Reason.NO_QUESTION:
            opening = paragraph("Ask me something in a few words, and I will look it up.")
        case Reason.NO_FACTS:
            return nothing_yet()
        case Reason.NOT_SURE:
            opening = paragraph(bold("I am not sure."), " My sources may say it, but I cannot tell where.")
        case Reason.NOTHING_FOUND | Reason.UNKNOWN_NAME | Reason.NOT_IN_SOURCES:
            unmentioned = f" They don't mention {_listed(outcome.unknown)}." if outcome.unknown else ""
            opening = paragraph(bold("Not in my sources."), f"{unmentioned} I searched {searched(scope)}.")
    blocks: list[Block | Listing] = [opening, *_understood_as(outcome.question)]
    least = 0.0 if outcome.reason is Reason.NOT_SURE else _ALMOST * outcome.threshold
    close = [match for match in outcome.matches[:_NEAR] if match.confidence >= least]
    if close:
        blocks += [paragraph("Perhaps you mean one of these:"), Listing(tuple(map(_meant, close)))]
    choices = [topic_choice(topic) for topic in outcome.topics[:near_topics]]
    if choices:
        blocks.append(paragraph("You could ask about:"))
    person = [Choice("Ask a person", f"/ask_person {gap_id}")] if gap_id is not None else []
    return Reply(tuple(blocks), (*choices, *person))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]


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
        yield source(*place(citation, sources), *mark)


def place(citation: Citation, sources: Sources) -> Line:
    """Return where a citation stands, its source as something to copy; as plain text a chat might take plan.md for a web address."""
    return line(code(citation.source), where(citation, sources).removeprefix(citation.source))


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
    """Return a note on how the question was read, if it was not taken as it stands."""
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


def preset(threshold: float) -> str:
    """Return the name of a threshold, empty if it has none."""
    return next((name for name, confidence in PRESETS.items() if confidence == threshold), "")


def _words(match: Match) -> Iterator[Block]:
    if match.found:
        yield paragraph(f"Found in the fact or around it: {', '.join(match.found)}.")
    if match.missing:
        yield paragraph(f"Not found there: {', '.join(match.missing)}.")


def _decision(outcome: Outcome) -> str:
    sure = percent(outcome.matches[0].confidence)
    name = preset(outcome.threshold)
    needed = f"{percent(outcome.threshold)} up" + (f" (“{name}”)" if name else "")
    if isinstance(outcome, Answer):
        also = ""
        if outcome.conflicts:
            also = " Other approved facts say otherwise, so I showed them too."
        elif outcome.ties:
            also = " Something else came close, so I asked you which one you mean."
        return f"I was {sure} sure that this answers you. I answer from {needed}.{also}"
    if outcome.unknown:
        return f"Nothing I know mentions {_listed(outcome.unknown)}, so I held back."
    held_back = f"only {sure} sure that the nearest fact answers you. I answer from {needed}, so I held back."
    if outcome.reason is Reason.NOT_SURE:
        return f"I was {percent(outcome.answerability)} sure that my sources hold an answer, but {held_back}"
    return f"I was {held_back}"


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


def about(name: str, version: str, scope: Scope, keep_days: int) -> Reply:
    """Say what the bot is, what it stands on, and what it keeps for how many days."""
    return Reply(
        (
            paragraph(bold(name), f", running on Citebot {version}."),
            paragraph(f"I know {searched(scope)}."),
            paragraph(
                "Everything I say is a sentence of a source or a fact that a person wrote, with the words of the "
                "source that prove it. “Unreviewed” means that no person has checked it yet."
            ),
            paragraph(
                f"For {count(keep_days, 'day')} at most I keep your last question in each chat, your votes, and what I could "
                "not answer. Those who run me read the questions without an answer, so that they can add what is "
                "missing. /forgetme deletes all that leads back to you."
            ),
        )
    )


def thanks_for_vote(*, is_up: bool) -> Reply:
    """Thank for a vote."""
    text = "Thank you, good to know." if is_up else "Thank you. That helps to make this better."
    return Reply((note(text),))


def passed_on(question: str, for_admins: Reply) -> Reply:
    """Say that a person will see the question."""
    text = f"I have passed “{question}” on to the people who look after me. Thank you for asking."
    return Reply((paragraph(text),), for_admins=for_admins)


def no_gap() -> Reply:
    """Say that no such question is open."""
    return Reply((paragraph("I no longer have that question. Please ask it once more, then pass it on."),))


def forgotten() -> Reply:
    """Say that everything about a person is deleted."""
    return Reply((paragraph("Done. I have deleted your questions, your votes, and all else about you."),))


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
