"""Compared candidates → candidates in order, each kind by its score, and both kinds together by their confidence."""

import math
from collections import deque
from collections.abc import Container, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from knowledge.answering.linear_model import LinearModel
from knowledge.answering.signals.compare import Compared
from knowledge.answering.signals.signals import Signals

_WIDEST_MARGIN = 4.0
"""Points of score beyond which a greater lead proves no more."""

CURATED_ODDS = math.e
"""By how much a person's word multiplies the odds of an approved fact against those of a draft: more loses sentences that answer better, less
loses rephrasings of example questions."""

_DOUBTED = 0.3
"""What is left of a confidence if a fact tells of another thing of the same kind: less than any preset answers with."""

NEAR_ODDS = math.e**2
"""By how much it multiplies those of a fact that its document was talked about just before. It changes the order only, not how sure a fact
is. With a third of it fewer follow-ups find their passage; with three times it questions about something else begin to lose theirs."""


class Ranked(msgspec.Struct, frozen=True, gc=False):
    """A candidate in its place."""

    row: int
    signals: Signals
    score: float
    found: int
    """Bit mask over `Query.words`: those that it or its surroundings hold."""
    is_beside: bool = False
    """See `Compared`."""
    place: int = 0
    """Position among the candidates of its kind, those with example questions or plain sentences, from 0."""
    margin: float = 0.0
    """Lead in score over the next one of its kind if it is the first, else lag behind the first."""
    outdone: float = 0.0
    """By how much more of the question the best of the other kind covers; 0 if none does."""
    confidence: float = 0.0
    """Calibrated probability that it answers the question; 0 beyond `confidence.SHORTLIST`."""
    is_near: bool = False
    """It stands in a document that was talked about before the question was asked."""


def rank(
    candidates: Iterable[Compared], model: LinearModel[Signals]
) -> tuple[Sequence[Ranked], Sequence[Ranked]]:
    """Return the candidates that have example questions, or a person's word, then the others, each kind best first.

    The score cannot weigh one kind against the other, since plain sentences have no example questions; see `merge`.
    """
    scored = sorted(((model.score(one.signals), one) for one in candidates), key=lambda pair: -pair[0])
    exemplified = [pair for pair in scored if pair[1].signals.has_examples]
    plain = [pair for pair in scored if not pair[1].signals.has_examples]
    return _placed(exemplified, _most_covered(plain)), _placed(plain, _most_covered(exemplified))


_Scored = Sequence[tuple[float, Compared]]
"""Candidates of one kind and their scores, best first."""


def _placed(kind: _Scored, rival_coverage: float) -> list[Ranked]:
    return [
        Ranked(
            row=candidate.row,
            signals=candidate.signals,
            score=score,
            found=candidate.found,
            is_beside=candidate.is_beside,
            place=place,
            margin=_margin(kind, place),
            outdone=max(rival_coverage - candidate.signals.coverage, 0.0),
        )
        for place, (score, candidate) in enumerate(kind)
    ]


def _most_covered(kind: _Scored) -> float:
    return max((candidate.signals.coverage for _, candidate in kind), default=0.0)


def _margin(kind: _Scored, place: int) -> float:
    if len(kind) == 1:
        # That nothing else shares a word says as much as the words that this one holds.
        ((_, only),) = kind
        return _WIDEST_MARGIN * only.signals.coverage**2
    rival, _ = kind[0] if place else kind[1]
    return max(-_WIDEST_MARGIN, min(_WIDEST_MARGIN, kind[place][0] - rival))


def merge(exemplified: Iterable[Ranked], plain: Iterable[Ranked]) -> list[Ranked]:
    """Return both kinds together: of the first candidates that are left of each always the surer comes next."""
    merged: list[Ranked] = []
    left = [kind for kind in (deque(exemplified), deque(plain)) if kind]
    while left:
        surer = max(left, key=lambda kind: odds_of(kind[0]))
        merged.append(surer.popleft())
        left = [kind for kind in left if kind]
    return merged


def nearest_first(ranked: Iterable[Ranked], near: Container[int]) -> list[Ranked]:
    """Return candidates in their order once it counts which of them stand near what was talked about.

    Args:
        ranked: Candidates with their confidence.
        near: Rows of those that do.
    """
    return sorted((replace(one, is_near=one.row in near) for one in ranked), key=odds_of, reverse=True)


def doubted_last(ranked: Sequence[Ranked], doubted: Container[int]) -> Sequence[Ranked]:
    """Return candidates with those behind that tell of something else, however well the rest fits, and less sure than any other.

    Args:
        ranked: Candidates with their confidence.
        doubted: Rows of those that do.
    """
    trusted = [one for one in ranked if one.row not in doubted]
    least = min((one.confidence for one in trusted), default=1.0)
    behind = (one for one in ranked if one.row in doubted)
    return [*trusted, *(replace(one, confidence=min(one.confidence * _DOUBTED, least)) for one in behind)]


def odds_of(candidate: Ranked) -> float:
    """Return the odds that a candidate is what should be said, a person's word for it and what was talked about included."""
    odds = candidate.confidence / max(1 - candidate.confidence, 1e-9)
    if candidate.is_near:
        odds *= NEAR_ODDS
    return odds * CURATED_ODDS if candidate.signals.approved else odds
