"""All facts of a generation → those that disagree: sources that say the same but for one number, date or name.

That what is told is true matters more than that nothing is missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from knowledge.answering.claim import differ_in_a_name, differ_in_a_value
from knowledge.answering.claimed import Claimed, claimed
from knowledge.answering.contradiction import contradict
from knowledge.answering.similar_pairs import similar_pairs
from knowledge.languages.folding import fold
from knowledge.languages.language import language
from knowledge.model import Fact, Status
from knowledge.storage.snapshot import Snapshot

_ALIKE = 0.7
"""Share of the terms of two sentences, values aside, that both must have. In 200 documents of all kinds no two sentences that have it and
differ in one value are about different things; at 0.6 some are."""
_FEWEST_TERMS = 2
"""Terms of a sentence that says by itself what it is about; where its document is another edition of the other's, one is enough."""
_MOST_SIDES = 3
"""Sources that say otherwise; where more do, each says it of itself."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Facts of which not all can be right."""

    facts: tuple[Fact, ...]
    """Two or three: approved ones first, then those of the newest source."""


def disagreements(snapshot: Snapshot) -> tuple[Disagreement, ...]:
    """Return what disagrees in a generation: what approved facts are part of first, then that of the newest source."""
    claims = list(_claims(snapshot))
    said_in: dict[tuple[str, ...], set[str]] = defaultdict(set)
    forms: dict[frozenset[str], set[str]] = defaultdict(set)
    for claim in claims:
        said_in[claim.claim.said].add(claim.source)
        forms[claim.claim.plain].add(claim.source)

    def is_of_each(one: Claimed, other: Claimed) -> bool:
        """Tell whether each source says both, as lists do, or a form is filled in by each for itself."""
        is_listed = other.source in said_in[one.claim.said] or one.source in said_in[other.claim.said]
        return is_listed or len(forms[one.claim.plain] | forms[other.claim.plain]) > _MOST_SIDES

    alike = similar_pairs(claims, lambda claim: claim.claim.plain, _ALIKE)
    found = [pair for pair in alike if not is_of_each(*pair) and _disagree(*pair)]
    groups = (sorted(group, key=_rank) for group in _groups([*found, *_answering_the_same(claims)]))
    ranked = sorted(groups, key=lambda group: _rank(group[0]))
    sides = (tuple(dict.fromkeys(claim.fact for claim in group)) for group in ranked)
    return tuple(Disagreement(facts) for facts in sides if len(facts) <= _MOST_SIDES)


def _claims(snapshot: Snapshot) -> Iterator[Claimed]:
    """Yield what approved facts claim, in their own words and in those of the drafts that they speak for, and what other drafts do."""
    for fact in snapshot.curated.values():
        summary = snapshot.summaries.get(fact.citations[0].source)
        if fact.status is Status.APPROVED and summary:
            yield from claimed(fact, fact.statement, summary, language(summary.language))
    for source in snapshot.store.sources().values():
        summary = snapshot.summaries.get(source.file.name)
        if summary is None:
            continue
        told = (row for row in source.drafts if row not in snapshot.silenced)
        for row, draft in snapshot.store.facts(told).items():
            speaker = snapshot.curated.get(snapshot.spoken_for.get(row, row), draft)
            yield from claimed(speaker, draft.statement, summary, language(summary.language))


def _disagree(one: Claimed, other: Claimed) -> bool:
    """Tell whether two claims that are alike say otherwise of the same thing, in a number, a date or a name."""
    if one.source == other.source or not _are_of_the_same(one, other):
        return False
    if differ_in_a_name(one.claim, other.claim):
        return True
    ours, theirs = set(one.claim.values), set(other.claim.values)
    are_of_themselves = one.is_of_itself(ours - theirs) and other.is_of_itself(theirs - ours)
    return differ_in_a_value(one.claim, other.claim) and not are_of_themselves


def _are_of_the_same(one: Claimed, other: Claimed) -> bool:
    """Tell whether two documents, as far as their titles and headings show, do not speak of two things of the same kind."""
    ours, theirs = one.title, other.title
    if ours & theirs and ours - theirs and theirs - ours:
        return False
    if one.heading and other.heading and one.heading != other.heading:
        return False
    are_editions = bool(ours and theirs) and (ours <= theirs or theirs <= ours)
    shared = len(one.claim.plain & other.claim.plain) + len(set(one.claim.names) & set(other.claim.names))
    return shared >= (1 if are_editions else _FEWEST_TERMS)


def _answering_the_same(claims: Iterable[Claimed]) -> Iterator[tuple[Claimed, Claimed]]:
    """Yield the pairs of approved facts of different sources that answer the same example question otherwise."""
    answering: dict[str, list[Claimed]] = defaultdict(list)
    for claim in claims:
        if claim.fact.status is Status.APPROVED:
            for ask in claim.fact.asks:
                answering[fold(ask)].append(claim)
    for same in answering.values():
        for one, other in combinations(same, 2):
            if one.source != other.source and contradict(
                one.fact, other.fact, language(one.summary.language)
            ):
                yield one, other


def _groups(pairs: Iterable[tuple[Claimed, Claimed]]) -> Iterator[list[Claimed]]:
    """Yield the claims that disagree with each other, directly or by way of others."""
    rivals: dict[Claimed, list[Claimed]] = defaultdict(list)
    for one, other in pairs:
        rivals[one].append(other)
        rivals[other].append(one)
    seen: set[Claimed] = set()
    for first in rivals:
        group, waiting = [], [first]
        while waiting:
            claim = waiting.pop()
            if claim not in seen:
                seen.add(claim)
                group.append(claim)
                waiting += rivals[claim]
        if group:
            yield group


def _rank(claim: Claimed) -> tuple[bool, int]:
    """Return what comes first by: approved facts, then those of the newest source."""
    return claim.fact.status is not Status.APPROVED, -claim.day
