"""A follow-up that asks nothing by itself → the sentence at the last answer that tells it: "He leads it since 2018." behind "The director is Jens Harms.".

It is looked for only where nothing reads what is found, in languages without a reader; what stands there need not name what it is about.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.readings import Readings
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer, Match
from knowledge.base import KnowledgeBase
from knowledge.model import Fact

_NEXT = 2
"""Sentences of its paragraph behind the last answer that may go on from it."""
_SURE = 0.7
"""Confidence in one that offers what is asked for; of ten such sentences of our conversations in four languages nine were right."""


def told(base: KnowledgeBase, outcome: Outcome, read: Readings, turn: Turn) -> Outcome:
    """Return the last answer or what stands right behind it, if that tells what a message asks that asks nothing by itself; else the outcome as it is.

    Args:
        base: What is asked.
        outcome: What the likeliest reading of the message leads to otherwise.
        read: How the message may be read.
        turn: What was said last.
    """
    if not read.goes_on or any(match.verdict is not None for match in outcome.matches):
        return outcome
    found = next((fact for fact in _there(base, turn) if read.is_gone_on_by(fact.statement)), None)
    if found is None:
        return outcome
    question = replace(outcome.question, text=read.wholes[0], understood_as=read.wholes[0])
    return Answer(question, (Match(found, _SURE),), outcome.threshold, _SURE)


def _there(base: KnowledgeBase, turn: Turn) -> Iterator[Fact]:
    """Yield the last answer and the next sentences of its paragraph."""
    last = base.fact(turn.fact_ids[0]) if turn.fact_ids else None
    if last is None:
        return
    yield last
    place = last.citations[0].locator
    after = (
        fact for fact in base.drafts(last.citations[0].source) if fact.citations[0].locator.start >= place.end
    )
    for fact, _ in zip(after, range(_NEXT), strict=False):
        if fact.citations[0].locator.paragraph == place.paragraph:
            yield fact
