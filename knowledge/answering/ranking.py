"""Candidates → ranked candidates with a calibrated confidence: a linear model over features."""

import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.comparison import Comparison
from knowledge.answering.features import WHOLE, Features
from knowledge.answering.query import Query
from knowledge.answering.weights import Weights

JUDGED = 10
"""Candidates of a kind that are given a confidence; nobody looks further down."""

CONFIDENCE_FEATURES = (
    "margin",
    "outdone",
    "coverage",
    "coverage_alike",
    "coverage_all",
    "coverage_document",
    "coverage_draft",
    "names_missing",
    "matter",
    "rarest_missing",
    "unknown",
    "repaired",
    "echo",
    "echo_pairs",
    "order",
    "likeness",
    "offers_entity",
    "offers_quantity",
    "offers_count",
    "offers_reason",
    "asked",
    "found",
    "ask",
    "ask_squared",
    "ask_alike",
    "ask_alike_squared",
    "likeness_ask",
    "approved",
)
"""What the confidence of a candidate rests on; see `confidence_features`."""

_WIDEST_MARGIN = 4.0
"""Points of score beyond which a greater lead proves no more."""

DOUBT = 0.2
"""What is left of a probability that rests on hardly anything; too little for any preset."""

CURATED_ODDS = math.e
"""By how much a person's word multiplies the odds of an approved fact against those of a draft: more loses sentences that answer better, less
loses rephrasings of example questions."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it."""

    row: int
    features: Features
    score: float
    found: int
    """Bit mask over `Query.words`: those that it or its surroundings hold."""
    place: int = 0
    """Position among the candidates of its kind, approved facts or drafts, from 0."""
    margin: float = 0.0
    """Lead in score over the next one of its kind if it is the first, else lag behind the first."""
    outdone: float = 0.0
    """By how much more of the question the best of the other kind covers; 0 if none does."""
    confidence: float = 0.0
    """Calibrated probability that it answers the question; 0 from the place `JUDGED` on."""


_Found = tuple[float, int, Features, int]
"""Score, row, features, and bit mask of the words found of a candidate that is not yet placed."""


def rank(
    query: Query, comparison: Comparison, candidates: Mapping[int, float], weights: Weights
) -> list[Scored]:
    """Return the candidates, best first.

    Their score orders approved facts among themselves and drafts among themselves; it cannot weigh one kind against the other, since
    drafts have no example questions. Between the kinds the confidence decides.

    Args:
        query: The question.
        comparison: The same, held against the candidates.
        candidates: Row of a fact → the index's score over that of the best candidate.
        weights: The learned numbers.
    """
    kinds: tuple[list[_Found], list[_Found]] = ([], [])
    for row, retrieval in candidates.items():
        features, found = comparison.features(row, retrieval)
        kinds[int(features.approved)].append((weights.score(features), row, features, found))
    most = [max((features.coverage for _, _, features, _ in kind), default=0.0) for kind in kinds]
    drafts, approved = (
        _judged(query, kind, rival, weights) for kind, rival in zip(kinds, reversed(most), strict=True)
    )
    return list(_merged(approved, drafts))


def _judged(query: Query, kind: list[_Found], rival_coverage: float, weights: Weights) -> list[Scored]:
    """Return the candidates of one kind in order, with what they are judged by and their confidence."""
    kind.sort(key=lambda found: -found[0])
    placed = [
        Scored(
            row=row,
            features=features,
            score=score,
            found=found,
            place=place,
            margin=_margin(kind, place),
            outdone=max(rival_coverage - features.coverage, 0.0),
        )
        for place, (score, row, features, found) in enumerate(kind)
    ]
    return [_with_confidence(query, candidate, weights) for candidate in placed[:JUDGED]] + placed[JUDGED:]


def _with_confidence(query: Query, candidate: Scored, weights: Weights) -> Scored:
    confidence = weights.confidence.probability(CONFIDENCE_FEATURES, confidence_features(query, candidate))
    return replace(candidate, confidence=confidence * DOUBT if is_doubtful(query, candidate) else confidence)


def is_doubtful(query: Query, candidate: Scored) -> bool:
    """Tell whether a fact has next to nothing in common with what is asked.

    Function words alone ask nothing, unless they are just how an example question has it. And when was X born is not answered by where X
    went, however rare the name: a fact must hold more than names, or offer an answer of the kind asked for. None of the right answers to
    2,600 questions of three sets is lost by it.
    """
    features = candidate.features
    offers = min(
        features.offers_entity, features.offers_quantity, features.offers_count, features.offers_reason
    )
    is_empty = not query.has_content and features.ask < WHOLE
    return is_empty or (offers < 0 and not matter(query, candidate.found))


def _merged(*kinds: Sequence[Scored]) -> Iterator[Scored]:
    """Yield of the first candidates that are left of each kind always the surest."""
    left = [deque(kind) for kind in kinds if kind]
    while left:
        surest = max(left, key=lambda kind: _standing(kind[0]))
        yield surest.popleft()
        left = [kind for kind in left if kind]


def _standing(candidate: Scored) -> float:
    odds = candidate.confidence / max(1 - candidate.confidence, 1e-9)
    return odds * CURATED_ODDS if candidate.features.approved else odds


def confidence_features(query: Query, candidate: Scored) -> tuple[float, ...]:
    """Return what the confidence of a candidate rests on, in the order of `CONFIDENCE_FEATURES`."""
    features = candidate.features
    total = sum(word.weight for word in query.words) or 1.0
    found = sum(candidate.found >> n & 1 for n in range(len(query.words)))
    return (
        candidate.margin,
        candidate.outdone,
        features.coverage,
        features.coverage_alike,
        features.coverage_all,
        features.coverage_document,
        features.coverage_draft,
        features.names_missing,
        matter(query, candidate.found),
        _rarest_missing(query, candidate.found),
        sum(word.weight for word in query.words if not word.is_known and not word.is_repaired) / total,
        sum(word.weight for word in query.words if word.is_repaired) / total,
        features.echo,
        features.echo_pairs,
        features.order,
        features.likeness,
        features.offers_entity,
        features.offers_quantity,
        features.offers_count,
        features.offers_reason,
        math.log1p(len(query.words)),
        math.log1p(found),
        features.ask,
        features.ask**2,  # a half-like example is no half proof
        features.ask_alike,
        features.ask_alike**2,
        features.likeness_ask,
        features.approved,
    )


def _margin(ranked: Sequence[_Found], place: int) -> float:
    if len(ranked) == 1:
        # That nothing else shares a word says as much as the words that this one holds.
        (_, _, features, _) = ranked[0]
        return _WIDEST_MARGIN * features.coverage**2
    rival = ranked[0] if place else ranked[1]
    return max(-_WIDEST_MARGIN, min(_WIDEST_MARGIN, ranked[place][0] - rival[0]))


def matter(query: Query, found: int) -> float:
    """Return the share of the weight of the words other than names that was found: what is asked about whoever is named."""
    names = query.names
    plain = [(n, word.weight) for n, word in enumerate(query.words) if not names >> n & 1]
    held = sum(weight for n, weight in plain if found >> n & 1)
    return held / sum(weight for _, weight in plain) if plain else 1.0


def _rarest_missing(query: Query, found: int) -> float:
    """Return the weight of the weightiest word that was not found over that of the weightiest one."""
    missing = [word.weight for n, word in enumerate(query.words) if not found >> n & 1]
    return max(missing, default=0.0) / max((word.weight for word in query.words), default=1.0)
