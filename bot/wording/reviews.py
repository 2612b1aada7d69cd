"""Going through facts one after the other: each with its proof, why it deserves a look, and how far one is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reply import Block, Choice, Listing, Reply, note, paragraph
from bot.state.reviews import Cause
from bot.wording import changed_facts
from bot.wording.figures import Sources, listed, percent
from bot.wording.pages import shorten
from bot.wording.places import called
from bot.wording.proof import proven
from bot.wording.translation import apart, counted, spans, text
from knowledge.facts.lost_quotes import UnderReview
from knowledge.model import Fact, Status

_QUESTIONS = 3
_COMPLAINTS = 3
"""Example questions, and reasons, that are shown of a fact."""
_SOURCES = 4
"""Sources that are offered to be gone through."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is told above the next fact of a walk."""

    blocks: tuple[Block | Listing, ...] = ()
    """What became of the one before."""
    undo: str = ""
    """What takes that back, and goes back to it; empty where there is nothing to take back."""
    left_out: Sequence[str] = ()
    """Who else has dealt with each of those that came between; empty where nobody knows."""


def step(fact: Fact, number: int, total: int, cause: Cause, before: Before, sources: Sources) -> Reply:
    """Show one fact of a walk.

    Args:
        fact: The one.
        number: Its own in the walk, from 1.
        total: How many there are.
        cause: Why it deserves a look.
        before: What is told first.
        sources: What is known of the sources.
    """
    how_far = text("{number} of {total}", number=number, total=total)
    blocks = [
        *_told(before),
        note(" · ".join((how_far, *_causes(cause)))),
        *proven(fact, sources),
        *_answered(fact),
        *(paragraph(*spans("They say: {reason}", reason=each)) for each in cause.complaints[:_COMPLAINTS]),
    ]
    return Reply(tuple(blocks), tuple(_ways(fact, before.undo)))


def changed_step(review: UnderReview, number: int, total: int, before: Before, sources: Sources) -> Reply:
    """Show a fact of a walk whose source has changed; see `step`."""
    how_far = text("{number} of {total}", number=number, total=total)
    blocks = (*_told(before), note(how_far), *changed_facts.sides(review, sources))
    skip = Choice(text("Skip"), f"/review skip {review.fact.id}")
    return Reply(blocks, (*changed_facts.ways(review, "/review "), skip, *_ways_out(before.undo)))


def _ways(fact: Fact, undo: str) -> Iterator[Choice]:
    if fact.status is Status.DRAFT:
        yield Choice(text("Approve"), f"/review approve {fact.id}")
    else:
        yield Choice(text("Keep"), f"/review keep {fact.id}")
    yield Choice(text("Edit"), f"/review edit {fact.id}")
    yield Choice(text("Hide"), f"/review hide {fact.id}")
    yield Choice(text("Skip"), f"/review skip {fact.id}")
    yield Choice(text("Show in source"), f"/show {fact.id}")
    yield from _ways_out(undo)


def _ways_out(undo: str) -> Iterator[Choice]:
    if undo:
        yield Choice(text("Undo"), undo)
    yield Choice(text("Stop"), "/review stop")


def _causes(cause: Cause) -> Iterator[str]:
    """Yield "2 people found it of no help", "asked 5 times", "43 % sure"."""
    if cause.down:
        yield counted("{n} person found it of no help", "{n} people found it of no help", cause.down)
    if cause.times:
        yield counted("asked once", "asked {n} times", cause.times)
    if cause.is_unsure:
        yield text("I was {sure} sure", sure=percent(cause.confidence))


def _answered(fact: Fact) -> Iterator[Block]:
    if fact.asks:
        questions = listed([f"“{ask}”" for ask in fact.asks[:_QUESTIONS]])
        yield note(text("Answers: {questions}", questions=questions))


def _told(before: Before) -> Iterator[Block | Listing]:
    yield from before.blocks
    if before.left_out:
        names = list(dict.fromkeys(name for name in before.left_out if name))
        yield note(
            counted(
                "{name} has dealt with {n} of these meanwhile; I left it out.",
                "{name} has dealt with {n} of these meanwhile; I left them out.",
                len(before.left_out),
                name=listed(names) or text("Somebody"),
            )
        )


def over(done: Mapping[str, int], before: Before, *, is_stopped: bool) -> Reply:
    """Say that a walk is at its end, and what has been done in it.

    Args:
        done: What was done → with how many facts.
        before: What is told first.
        is_stopped: Whether facts are left.
    """
    end = text("Stopped here. /review begins again with what is left.")
    if not is_stopped:
        end = text("That was the last one.")
    blocks = [*_told(before), paragraph(end)]
    if said := list(_done(done)):
        blocks.append(note(listed(said)))
    return Reply(tuple(blocks), (Choice(text("Undo"), before.undo),) if before.undo else ())


def _done(done: Mapping[str, int]) -> Iterator[str]:
    if number := done.get("approved", 0):
        yield counted("{n} approved", "{n} approved", number)
    if number := done.get("reworded", 0):
        yield counted("{n} edited", "{n} edited", number)
    if number := done.get("cited", 0):
        yield counted("{n} confirmed", "{n} confirmed", number)
    if number := done.get("withdrawn", 0):
        yield counted("{n} withdrawn", "{n} withdrawn", number)
    if number := done.get("hidden", 0):
        yield counted("{n} hidden", "{n} hidden", number)


def nothing_to_review(unreviewed: Sequence[str], sources: Sources) -> Reply:
    """Say that nothing is pressing.

    Args:
        unreviewed: Names of the sources with facts that nobody has checked, most of them first.
        sources: What is known of them.
    """
    nothing = text(
        "Nothing is pressing: nobody has said that something is wrong, and what people ask for has been checked."
    )
    blocks = [paragraph(nothing)]
    ways = tuple(Choice(called(name, sources), f"/review {name}") for name in unreviewed[:_SOURCES])
    if ways:
        blocks.append(paragraph(text("You can go through the facts of one source:")))
    return Reply(tuple(blocks), ways)


def all_reviewed(source: str, sources: Sources) -> Reply:
    """Say that nothing of a source is left to be gone through."""
    return Reply(
        (paragraph(text("Everything in {source} has been checked.", source=called(source, sources))),),
    )


def done(what: str, statement: str) -> Block:
    """Say what has been done with the fact before, such as “The pier costs 14 million crowns.” · approved."""
    return note(f"“{apart(shorten(statement))}” · {what}")


def gone() -> Block:
    """Say that a fact is there no more."""
    return note(text("This one is there no more."))
