"""Ranked candidates and what the reader says of them → candidates in the order of what they tell, and how sure each is."""

import math
from collections.abc import Mapping, Sequence
from typing import Self

import msgspec
from msgspec.structs import replace

from knowledge.answering.answerability import log_odds
from knowledge.answering.linear_model import LinearModel, SpeaksAgainst, SpeaksFor
from knowledge.answering.ranking import Ranked, odds_of

READ = 4
"""Candidates that are read."""

_FURTHEST = 6.0
"""Log-odds beyond which a verdict or a lead says no more."""


class ReadInputs(msgspec.Struct, frozen=True, gc=False):
    """What the confidence of a candidate rests on once it was read."""

    odds: SpeaksFor
    """Log-odds of its confidence before."""
    verdict: SpeaksFor
    """See `Reader.read`."""
    lead: SpeaksFor
    """By how much its verdict is above the best other one."""
    approved: float
    denied: SpeaksAgainst
    """How far the signals are sure of an approved fact that, as the reader says, does not tell it: what is asked may be like its example question but for a word."""

    @classmethod
    def of(cls, candidate: Ranked, verdicts: Mapping[int, float]) -> Self:
        """Return what the confidence of one of the candidates that were read rests on."""
        odds, approved = log_odds(candidate.confidence), candidate.signals.approved
        own = verdicts[candidate.row]
        others = (verdict for row, verdict in verdicts.items() if row != candidate.row)
        return cls(
            odds=odds,
            verdict=_bounded(own),
            lead=_bounded(own - max(others, default=0.0)),
            approved=approved,
            denied=approved * max(0.0, odds) / (1 + math.exp(_bounded(own))),
        )


class ToldInputs(msgspec.Struct, frozen=True, gc=False):
    """What the answerability of a question rests on once its first candidates were read."""

    answerability: SpeaksFor
    """Log-odds of it before."""
    any: SpeaksFor
    """Log-odds that any of the candidates is the answer, as if they were independent."""
    verdict: SpeaksFor
    """The highest one."""

    @classmethod
    def of(cls, answerability: float, read: Sequence[Ranked], verdicts: Mapping[int, float]) -> Self:
        """Return what the answerability of a question rests on.

        Args:
            answerability: Of the question, before anything was read.
            read: Its candidates, at least one, reranked.
            verdicts: Row → what the reader says of it.
        """
        return cls(
            answerability=log_odds(answerability),
            any=log_odds(1 - math.prod(1 - one.confidence for one in read if one.row in verdicts)),
            verdict=_bounded(max(verdicts.values())),
        )


def rerank(
    ranked: Sequence[Ranked], verdicts: Mapping[int, float], model: LinearModel[ReadInputs]
) -> list[Ranked]:
    """Return the candidates by how sure each is now that some were read; those that were not follow, none surer than those that were.

    Args:
        ranked: Candidates, best first.
        verdicts: Row → what the reader says of it.
        model: Weighs that.
    """
    read = [
        replace(one, confidence=model.probability(ReadInputs.of(one, verdicts)))
        for one in ranked
        if one.row in verdicts
    ]
    least = min((one.confidence for one in read), default=1.0)
    unread = [
        replace(one, confidence=min(one.confidence, least)) for one in ranked if one.row not in verdicts
    ]
    return [*sorted(read, key=odds_of, reverse=True), *unread]


def _bounded(odds: float) -> float:
    return max(-_FURTHEST, min(_FURTHEST, odds))
