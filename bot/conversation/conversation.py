"""A message after others → what it leads to, taken as it stands or as what it means after what was said before."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.readings import Subject, readings
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer, NoAnswer, Reason
from knowledge.base import KnowledgeBase


def ask(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> Outcome:
    """Return what a message leads to: as it stands, or as one of its readings that answers more surely.

    What leans on what was said before is not answered from elsewhere: who says "it" means something that was talked about.

    Args:
        base: What is asked.
        text: What a person says.
        turns: What they said before, the last one last.
    """
    near = _sources(turns)
    outcome = base.ask(text, near)
    read = readings(text, [_subject(base, turn) for turn in turns])
    if isinstance(outcome, Answer) and not read.leans:
        return outcome
    others = [_read_as(base.ask(whole, near)) for whole in read.wholes]
    if not read.leans:  # what may stand on its own is not dragged to what it does not mention
        found = {match.fact.id for match in outcome.matches}
        others = [other for other in others if shown(other)[:1] and shown(other)[0] in found]
    if read.goes_on and any(map(_surety, others)):
        outcome = max(others, key=_surety)
    for other in others:
        if _surety(other) and _surety(other) >= _surety(outcome):
            outcome = other
    return _unsure(outcome) if read.leans and near and _source(outcome) not in near else outcome


def ask_all(base: KnowledgeBase, texts: Sequence[str], turns: Sequence[Turn]) -> list[Outcome]:
    """Return what each question of a message leads to; each follows on the ones before it."""
    outcomes: list[Outcome] = []
    for text in texts:
        outcomes.append(ask(base, text, (*turns, *map(turn, outcomes))))
    return outcomes


def _read_as(outcome: Outcome) -> Outcome:
    """Return an outcome that says how the question was read."""
    return replace(outcome, question=replace(outcome.question, understood_as=outcome.question.meant))


def _unsure(outcome: Outcome) -> Outcome:
    """Return the same as something that may be meant, no more."""
    if not isinstance(outcome, Answer):
        return outcome
    return NoAnswer(
        outcome.question, Reason.NOT_SURE, outcome.matches, outcome.threshold, outcome.answerability
    )


_NEAR = 3
"""Turns whose sources are talked about."""


def ask_again(base: KnowledgeBase, turns: Sequence[Turn]) -> Outcome:
    """Return what the last turn leads to now."""
    return base.ask(turns[-1].question, _sources(turns[:-1]))


def turn(outcome: Outcome) -> Turn:
    """Return what is to be remembered of an outcome."""
    return Turn(outcome.question.text, shown(outcome), _source(outcome))


def shown(outcome: Outcome) -> tuple[str, ...]:
    """Return the ids of the facts that an outcome shows as its answer, the best first."""
    if not isinstance(outcome, Answer):
        return ()
    return tuple(match.fact.id for match in (outcome.best, *outcome.conflicts))


def _source(outcome: Outcome) -> str:
    """Return the name of the source in which the best match stands; empty where there is none."""
    return outcome.matches[0].fact.citations[0].source if outcome.matches else ""


def _sources(turns: Sequence[Turn]) -> frozenset[str]:
    """Return the names of the sources that were talked about lately."""
    return frozenset(turn.source for turn in turns[-_NEAR:] if turn.source)


def _subject(base: KnowledgeBase, turn: Turn) -> Subject:
    fact = base.fact(turn.fact_ids[0]) if turn.fact_ids else None
    return Subject(turn.question, fact.statement if fact else "")


def _surety(outcome: Outcome) -> float:
    """Return how sure an answer is; 0 where there is none, or several may be meant."""
    return outcome.best.confidence if isinstance(outcome, Answer) and not outcome.ties else 0.0
