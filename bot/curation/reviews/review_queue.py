"""What deserves a look, the most pressing first.

Facts whose sources have changed, that people found wrong, that nobody has checked although they are asked for, or that were said without
being sure.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.state.reviews import Cause
from bot.state.state import State
from knowledge.base import KnowledgeBase
from knowledge.model import Fact, Status

_MOST = 20
"""Facts of one walk: what can be gone through in some minutes."""
_MOST_OF_SOURCE = 100
"""Drafts of a source that are gone through in one walk; the rest is for the next one."""
_EVER = dt.datetime.fromtimestamp(0, dt.UTC)


def worth_reviewing(base: KnowledgeBase, state: State) -> tuple[str, ...]:
    """Return the ids of the facts that deserve a look, the most pressing first."""
    changed = [review.fact.id for review in base.under_review()]
    found = causes(base, state)
    facts = {fact_id: fact for fact_id in found if (fact := base.fact(fact_id))}
    worth = [fact for fact in facts.values() if _deserves(fact, found[fact.id])]
    worth.sort(key=lambda fact: _urgency(fact, found[fact.id]))
    return tuple(dict.fromkeys((*changed, *(fact.id for fact in worth))))[:_MOST]


def unreviewed(base: KnowledgeBase, source: str) -> tuple[str, ...]:
    """Return the ids of the drafts of a source that nobody has looked at, in reading order."""
    drafts = (draft.id for draft in base.drafts(source) if base.fact(draft.id) == draft)
    return tuple(islice(drafts, _MOST_OF_SOURCE))


def causes(base: KnowledgeBase, state: State) -> dict[str, Cause]:
    """Return why facts deserve a look, by what they are called now, as far as nobody has looked since."""
    looked = state.reviews.looked()
    found: dict[str, Cause] = {}
    for fact, said_at, cause in (*_voted(base, state), *_asked(base, state)):
        if said_at >= looked.get(fact.id, _EVER):
            found[fact.id] = _both(found.get(fact.id, Cause()), cause)
    return found


def _voted(base: KnowledgeBase, state: State) -> Iterator[tuple[Fact, dt.datetime, Cause]]:
    for tally in state.votes.tally():
        fact = base.fact(tally.fact_id) if tally.down else None
        if fact:
            yield fact, tally.voted_at, Cause(tally.down, state.complaints.about(tally.fact_id))


def _asked(base: KnowledgeBase, state: State) -> Iterator[tuple[Fact, dt.datetime, Cause]]:
    for said in state.asked.said(_EVER):
        if fact := base.fact(said.fact_id):
            yield fact, said.asked_at, Cause(times=said.times, confidence=said.confidence)


def _both(one: Cause, other: Cause) -> Cause:
    """Return what is known of a fact that was called otherwise before it was approved."""
    times = one.times + other.times
    confidence = (one.times * one.confidence + other.times * other.confidence) / times if times else 1.0
    complaints = tuple(dict.fromkeys((*one.complaints, *other.complaints)))
    return replace(one, down=one.down + other.down, complaints=complaints, times=times, confidence=confidence)


def _deserves(fact: Fact, cause: Cause) -> bool:
    return bool(cause.down) or cause.is_unsure or fact.status is Status.DRAFT


def _urgency(fact: Fact, cause: Cause) -> tuple[float, ...]:
    """Return what facts are sorted by: most disliked, then the unreviewed ones that are asked for most, then the least sure."""
    return (-cause.down, fact.status is not Status.DRAFT, -cause.times, cause.confidence)
