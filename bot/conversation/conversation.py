"""A message after others → what it leads to, taken as it stands or as what it means after what was said before."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.followups import Subject, complete
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer
from knowledge.base import KnowledgeBase


def ask(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> Outcome:
    """Return what a message leads to, taken as a follow-up where it is one and says more by that.

    Args:
        base: What is asked.
        text: What a person says.
        turns: What they said before, the last one last.
    """
    outcome = base.ask(text)
    whole = complete(text, _subject(base, turns[-1])) if turns else None
    if whole is None:
        return outcome
    completed = base.ask(whole)
    if _surety(completed) < _surety(outcome):
        return outcome
    read = completed.question.understood_as or whole
    return replace(completed, question=replace(completed.question, understood_as=read))


def shown(outcome: Outcome) -> tuple[str, ...]:
    """Return the ids of the facts that an outcome shows as its answer, the best first."""
    if not isinstance(outcome, Answer):
        return ()
    return tuple(match.fact.id for match in (outcome.best, *outcome.conflicts))


def _subject(base: KnowledgeBase, turn: Turn) -> Subject:
    fact = base.fact(turn.fact_ids[0]) if turn.fact_ids else None
    return Subject(turn.question, fact.statement if fact else "")


def _surety(outcome: Outcome) -> float:
    """Return how sure an answer is; 0 where there is none, or several may be meant."""
    return outcome.best.confidence if isinstance(outcome, Answer) and not outcome.ties else 0.0
