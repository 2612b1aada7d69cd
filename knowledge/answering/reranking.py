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
"""Candidates that are read at first."""
READ_FURTHER = 8
"""Candidates that are read where each of the first plainly does not tell what was asked. On ten homes of small files the right one is among the first four to 74
questions of a hundred, among the first eight to 80, and to 85 among the first four and the nearest other four in sense."""

DENIED = -2.0
"""Verdict below which a candidate is plainly no answer; where all of the first are, further ones are read: of two questions in five that are hard, of few others."""

_FURTHEST = 6.0
"""Log-odds beyond which a verdict or a lead says no more."""


class ReadInputs(msgspec.Struct, frozen=True, gc=False):
    """What it rests on whether a candidate is the answer, once it was read and if the sources hold one."""

    odds: SpeaksFor
    """Log-odds of its confidence before."""
    odds_lead: SpeaksFor
    """By how much they are above the best other ones."""
    verdict_lead: SpeaksFor
    """By how much what the reader says of it (`Reader.read`) is above the best that it says of another."""

    @classmethod
    def of(cls, row: int, odds: Mapping[int, float], verdicts: Mapping[int, float]) -> Self:
        """Return what it rests on for one of the candidates that were read.

        Args:
            row: Of the candidate.
            odds: Row → log-odds of the confidence of each before.
            verdicts: Row → what the reader says of it.
        """
        return cls(
            odds=odds[row],
            odds_lead=_lead(row, odds),
            verdict_lead=_lead(row, verdicts),
        )


class ToldInputs(msgspec.Struct, frozen=True, gc=False):
    """What the answerability of a question rests on once its first candidates were read.

    Two signals are left beside the reader. With more of them, which know whole topics apart as well as it does, near misses were told less well from
    questions that have an answer.
    """

    names_missing: SpeaksAgainst
    """Signal of the candidate that came first before."""
    bm25_paragraph: SpeaksFor
    """Highest signal among the candidates."""
    verdict: SpeaksFor
    """Log-odds that any of those read tells it, by the reader alone: the softmax it was trained with, over them and "none of these" at 0."""

    @classmethod
    def of(cls, ranked: Sequence[Ranked], verdicts: Mapping[int, float]) -> Self:
        """Return what the answerability of a question rests on.

        Args:
            ranked: Its candidates, at least one, best first, as they were before any was read.
            verdicts: Row → what the reader says of it.
        """
        return cls(
            names_missing=ranked[0].signals.names_missing,
            bm25_paragraph=max(one.signals.bm25_paragraph for one in ranked),
            verdict=math.log(sum(math.exp(_bounded(verdict)) for verdict in verdicts.values())),
        )


def odds_before(ranked: Sequence[Ranked], verdicts: Mapping[int, float]) -> dict[int, float]:
    """Return row → log-odds of the confidence, of the candidates that were read."""
    return {one.row: log_odds(one.confidence) for one in ranked if one.row in verdicts}


def rerank(
    ranked: Sequence[Ranked], verdicts: Mapping[int, float], model: LinearModel[ReadInputs], told: float
) -> list[Ranked]:
    """Return the candidates by how sure each is now that some were read; those that were not follow, none surer than those that were.

    Args:
        ranked: Candidates, best first.
        verdicts: Row → what the reader says of it.
        model: How likely a candidate is the answer if there is one.
        told: How likely there is one.
    """
    odds = odds_before(ranked, verdicts)
    read = [
        replace(one, confidence=told * model.probability(ReadInputs.of(one.row, odds, verdicts)))
        for one in ranked
        if one.row in verdicts
    ]
    least = min((one.confidence for one in read), default=1.0)
    unread = [
        replace(one, confidence=min(one.confidence, least)) for one in ranked if one.row not in verdicts
    ]
    return [*sorted(read, key=odds_of, reverse=True), *unread]


def _lead(row: int, odds: Mapping[int, float]) -> float:
    others = (one for other, one in odds.items() if other != row)
    return _bounded(odds[row] - max(others, default=-_FURTHEST))


def _bounded(odds: float) -> float:
    return max(-_FURTHEST, min(_FURTHEST, odds))
