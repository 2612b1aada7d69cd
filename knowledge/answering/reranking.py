"""Ranked candidates and what the reader says of them → candidates in the order of what they tell, and how sure each is."""

from collections.abc import Mapping, Sequence
from typing import Self

import msgspec
from msgspec.structs import replace

from knowledge.answering.answerability import AnswerabilityInputs, log_odds
from knowledge.answering.confidence import AskedWords
from knowledge.answering.linear_model import LinearModel, SpeaksAgainst, SpeaksFor
from knowledge.answering.ranking import Ranked, odds_of

READ = 4
"""Candidates that are read."""

_FURTHEST = 6.0
"""Log-odds beyond which a verdict or a lead says no more."""


class ReadInputs(msgspec.Struct, frozen=True, gc=False):
    """What it rests on whether a candidate is the answer, once it was read and if the sources hold one."""

    odds: SpeaksFor
    """Log-odds of its confidence before."""
    odds_lead: SpeaksFor
    """By how much they are above the best other ones."""
    verdict: SpeaksFor
    """See `Reader.read`."""
    verdict_lead: SpeaksFor
    """By how much it is above the best other one."""

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
            verdict=_bounded(verdicts[row]),
            verdict_lead=_lead(row, verdicts),
        )


class ToldInputs(msgspec.Struct, frozen=True, gc=False):
    """What the answerability of a question rests on once its first candidates were read. Fields not explained here are as in `AnswerabilityInputs`."""

    any: SpeaksFor
    names_missing: SpeaksAgainst
    bm25_paragraph: SpeaksFor
    coverage_before: SpeaksFor
    ask_alike: SpeaksFor
    verdict: SpeaksFor
    """On the candidate that comes first by signals and reader together."""

    @classmethod
    def of(cls, asked: AskedWords, ranked: Sequence[Ranked], verdicts: Mapping[int, float]) -> Self:
        """Return what the answerability of a question rests on.

        Args:
            asked: Its words.
            ranked: Its candidates, at least one, best first, as they were before any was read.
            verdicts: Row → what the reader says of it.
        """
        before = AnswerabilityInputs.of(asked, ranked)
        return cls(
            any=before.any,
            names_missing=before.names_missing,
            bm25_paragraph=before.bm25_paragraph,
            coverage_before=before.coverage_before,
            ask_alike=before.ask_alike,
            verdict=_bounded(verdicts[leading(ranked, verdicts)]),
        )


def odds_before(ranked: Sequence[Ranked], verdicts: Mapping[int, float]) -> dict[int, float]:
    """Return row → log-odds of the confidence, of the candidates that were read."""
    return {one.row: log_odds(one.confidence) for one in ranked if one.row in verdicts}


def leading(ranked: Sequence[Ranked], verdicts: Mapping[int, float]) -> int:
    """Return the row of the candidate that comes first by signals and reader together, of those that were read, at least one."""
    odds = odds_before(ranked, verdicts)
    return max(odds, key=lambda row: odds[row] + _bounded(verdicts[row]))


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
