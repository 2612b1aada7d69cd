"""Answers with their proof: a decision → `Reply`. Nothing here asserts anything of its own: statements and quotes come from facts."""

from collections.abc import Sequence

from bot.reply import (
    Block,
    Choice,
    Entry,
    Listing,
    Reply,
    bold,
    italic,
    line,
    note,
    paragraph,
)
from bot.wording.disagreement import disagreement, sides
from bot.wording.figures import Sources
from bot.wording.pages import shorten
from bot.wording.places import called
from bot.wording.proof import caveat, proven
from bot.wording.translation import apart, counted, text
from knowledge.answering.outcome import Answer, Match, NoAnswer, Question
from knowledge.model import Fact, Status

Outcome = Answer | NoAnswer

_OFFERED = 5
"""Questions that are offered to be answered next."""


def answer(outcome: Answer, sources: Sources) -> Reply:
    """Say the answer with its proof and whatever contradicts it, or ask which of several is meant."""
    if outcome.ties:
        meant = Listing(tuple(candidate(match, sources) for match in (outcome.best, *outcome.ties)))
        return Reply(
            (
                paragraph(text("I am not sure which of these you mean:")),
                meant,
                *understood_as(outcome.question),
            )
        )
    said = (
        disagreement(outcome, sources)
        if outcome.conflicts
        else proven(outcome.best.fact, sources, told=outcome.best.told)
    )
    return Reply((*said, *understood_as(outcome.question)))


def several(asked: Sequence[str], told: Sequence[Reply], left: Sequence[str] = ()) -> Reply:
    """Return the replies to the questions of a message as one: where they are several, each below its question, to be picked to go on from it.

    Args:
        asked: The questions.
        told: What is said to each.
        left: Further ones that are not answered yet, which can be picked too.
    """
    if len(told) == 1 and not left:
        return told[0]
    blocks = [
        block
        for question, reply in zip(asked, told, strict=True)
        for block in (paragraph(bold(question)), *reply.blocks)
    ]
    if left:
        blocks.append(
            note(
                counted(
                    "{n} more question is left: pick it below, or ask it again.",
                    "{n} more questions are left: pick them below, or ask them again.",
                    len(left),
                )
            )
        )
    else:
        blocks.append(note(text("Pick a question to go on from its answer:")))
    return Reply(tuple(blocks), tuple(Choice(question, question) for question in (*asked, *left[:_OFFERED])))


def steps(
    outcome: Answer, sources: Sources, *, sends_files: bool, curates: bool = False
) -> tuple[Choice, ...]:
    """Return how to go on from an answer; on which of several facts a vote would be, nobody knows.

    Args:
        outcome: The answer.
        sources: What is known of the sources.
        sends_files: Whether they are handed over.
        curates: Whether the reader may change facts.
    """
    others = (
        [Choice(text("Other answers"), f"/others {outcome.question.text}")]
        if len(outcome.matches) > 1
        else []
    )
    if outcome.ties:
        return tuple(others)
    if outcome.conflicts:
        return (*sides(outcome, sources), *others)
    fact = outcome.best.fact
    show, *more = fact_steps(fact, curates=curates)
    file = [file_choice(fact.citations[0].source)] if sends_files else []
    return (show, *others, *file, *more)


def fact_steps(fact: Fact, *, curates: bool = False) -> tuple[Choice, ...]:
    """Return what can be done with a fact: see where it stands, and vote on it, or change it."""
    show = Choice(text("Show in source"), f"/show {fact.id}")
    if curates:
        return (show, *changes(fact))
    return (show, Choice("👍", f"/vote {fact.id} up"), Choice("👎", f"/vote {fact.id} down"))


def changes(fact: Fact) -> tuple[Choice, ...]:
    """Return how an admin can change a fact."""
    approve = [Choice(text("Approve"), f"/approve {fact.id}")] if fact.status is Status.DRAFT else []
    return (
        *approve,
        Choice(text("Edit"), f"/edit {fact.id}"),
        Choice(text("Add a question"), f"/alias {fact.id}"),
        Choice(text("Hide"), f"/hide {fact.id}"),
    )


def file_choice(name: str) -> Choice:
    """Return the way to the file of a source."""
    return Choice(text("Send the file"), f"/file {name}")


def topic_choice(topic: str) -> Choice:
    """Return the way to the facts about a topic."""
    return Choice(topic, f"/facts {topic}")


def candidate(match: Match, sources: Sources) -> Entry:
    """Return a match as one of those that may be meant."""
    fact = match.fact
    told = (apart(called(fact.citations[0].source, sources)), *caveat(fact))
    origin = italic("".join(f" · {each}" for each in told))
    return Entry(line(apart(shorten(fact.statement)), origin), f"/fact {fact.id}")


def understood_as(question: Question) -> list[Block]:
    """Return a note on how the question was read, if it was not taken as it stands."""
    return (
        [note(text("Understood as: {question}", question=question.understood_as))]
        if question.understood_as
        else []
    )
