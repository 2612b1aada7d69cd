"""The last answer of a conversation: what stands after it in its source, and what it comes to when it is asked for again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.conversation.conversation import ask_again
from bot.conversation.requests import Request, requested
from bot.reply import Reply
from bot.state.state import State
from bot.state.table import Origin
from bot.state.turns import Turn
from bot.wording import facts, last_answer
from bot.wording.answers import Outcome
from bot.wording.explanation import why
from bot.wording.figures import Sources
from knowledge.answering.outcome import Answer, Match
from knowledge.base import KnowledgeBase
from knowledge.model import Fact

_MORE = 3
"""Sentences that are shown at a time."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says of the last answer."""

    request: Request
    reason: str
    """What is wrong, as they put it; empty where they did not say."""
    turns: Sequence[Turn]
    """What was said up to now, one turn at least; they speak of the last one, whether or not that was answered."""


def remarked(text: str, turns: Sequence[Turn]) -> Remark | None:
    """Return what a message says of the last answer; None where it says nothing of it, or nothing was asked."""
    wanted = requested(text) if turns else None
    return Remark(wanted.request, wanted.reason, turns) if wanted else None


def _following(base: KnowledgeBase, turn: Turn) -> tuple[Fact, ...]:
    """Return the next few sentences of the source after those that a turn has shown, in reading order; none at its end."""
    shown = [fact for fact_id in turn.fact_ids if (fact := base.fact(fact_id))]
    ends = [cited.locator.end for fact in shown for cited in fact.citations if cited.source == turn.source]
    if not ends:
        return ()
    after = (fact for fact in base.drafts(turn.source) if fact.citations[0].locator.end > max(ends))
    return tuple(fact for fact, _ in zip(after, range(_MORE), strict=False))


def reply(remark: Remark, base: KnowledgeBase, state: State, origin: Origin, sources: Sources) -> Reply:
    """Return more of the last answer's source, its proof, or thanks for the word that it is wrong; where nothing was answered, why not.

    Args:
        remark: What a person says of it.
        base: What it came from.
        state: Takes their vote, and what they have been shown.
        origin: Who says it, and where.
        sources: A line about each source.
    """
    turn = remark.turns[-1]
    if not turn.fact_ids:
        is_doubt = remark.request is Request.DOUBT
        return why(ask_again(base, remark.turns)) if is_doubt else last_answer.none_given()
    fact = base.fact(turn.fact_ids[0])
    if fact is None:
        return facts.unknown(turn.fact_ids[0])
    if remark.request is Request.DOUBT:
        return last_answer.doubted(fact, ask_again(base, remark.turns), sources)
    if remark.request is Request.WRONG:
        state.votes.cast(fact.id, base.generation, origin.user_id, is_up=False)
        if remark.reason:
            state.complaints.note(fact.id, origin.user_id, remark.reason)
        told = partial(last_answer.told_wrong, turn.question, fact, remark.reason)
        return last_answer.noted_as_wrong(remark.reason, told)
    more = _following(base, turn)
    if not more:
        return last_answer.no_more()
    shown = replace(turn, fact_ids=tuple(fact.id for fact in more))
    state.turns.remember(shown, origin)
    return last_answer.more(more, sources)


def outcome(remark: Remark, base: KnowledgeBase) -> Outcome:
    """Return what a remark comes to as an outcome: the sentences that follow, as sure as words of a source are; else the last answer again."""
    again = ask_again(base, remark.turns)
    more = _following(base, remark.turns[-1]) if remark.request is Request.MORE else ()
    if not more or not isinstance(again, Answer):
        return again
    return replace(again, matches=tuple(Match(fact, 1.0) for fact in more), conflicts=(), ties=())
