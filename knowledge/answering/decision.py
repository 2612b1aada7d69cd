"""Evidence → Answer or NoAnswer: the threshold, facts that say the same, facts that disagree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, islice

import msgspec

from knowledge.answering.claim import say_otherwise
from knowledge.answering.contradiction import contradict
from knowledge.answering.narrowing import narrowed
from knowledge.answering.outcome import Answer, Match, NoAnswer, Reason
from knowledge.answering.query import Query
from knowledge.answering.ranking import Ranked
from knowledge.answering.signals.signals import WHOLE
from knowledge.answering.told import told
from knowledge.languages.folding import fold
from knowledge.languages.tokenization import tokens
from knowledge.model import Fact, Status

PRESETS = {"careful": 0.5, "helpful": 0.35}
"""Name → confidence needed to answer. `benchmarks/compare.py` shows what each costs."""

THRESHOLD = PRESETS["careful"]
"""The one that holds unless the configuration says otherwise."""

LIMIT = 10
"""Matches that are looked at and returned."""

_SAME = 0.6
"""Share of their terms that an approved fact and a draft must have in common to say the same."""

_AS_NEAR = 0.8
"""Share of the best one's coverage that a fact needs to count as another answer to the question."""

_STRANGER = 0.4
"""What is left of a confidence if the question names what no fact holds: however well the rest fits, it is about something else."""

_PROMISED = 0.9
"""Confidence at least if an approved fact has the question for an example: above every preset, and below `_SURE`, for two may have it."""

_LIKELY = 0.5
"""Answerability from which on it would be wrong to say that the sources do not hold the answer."""

_TIE = 0.5
"""Share of the best confidence from which on a match elsewhere may just as well be meant. Where that is so (4 % of the answers of
our question sets), the best match is right in 41 % and the next one in 33 %."""

_TELLS_MORE = 1.0
"""Log-odds by which the reader must find that the best match tells better what was asked for it not to ask back: of 75 questions that would
be asked back in three sets, it spares 36, of which the best match is right in 30; of the other 39 it is in 10, and another in 14."""

_MOST_TIES = 4
"""Matches beside the best one among which a person can still choose at a glance."""

_SURE = 0.95
"""Confidence from which on the best match is said, however close another comes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of a question before anything is decided."""

    query: Query
    ranked: Sequence[Ranked]
    """The candidates that were given a confidence, best first."""
    facts: Mapping[int, Fact]
    """Row → fact of each."""
    answerability: float
    """Calibrated probability from 0 to 1 that the sources hold an answer."""
    verdicts: Mapping[int, float] = field(default_factory=dict)
    """Row → what the reader says, of those that it read."""


def decide(evidence: Evidence, threshold: float) -> Answer | NoAnswer:
    """Return what to say.

    Args:
        evidence: All that is known of the question.
        threshold: Confidence from which on the best match is an answer.
    """
    query, ranked, facts = evidence.query, evidence.ranked, evidence.facts
    ranked = _as_promised(query, ranked, facts)
    if query.is_phrase:
        ranked = [_about_phrase(candidate, threshold) for candidate in ranked]
    chosen = _approved_first(_distinct(ranked, facts), facts)[:LIMIT]
    matches = tuple(_match(evidence, same) for same in chosen)
    if not query.words:
        return NoAnswer(query.question, Reason.NO_QUESTION, (), threshold)
    if not matches:
        return NoAnswer(query.question, Reason.NOTHING_FOUND, (), threshold)
    answerability = max(evidence.answerability, matches[0].confidence)
    if strangers := tuple(word.written for word in query.words if word.is_stranger):
        doubtful = tuple(replace(match, confidence=match.confidence * _STRANGER) for match in matches)
        answerability *= _STRANGER
        return NoAnswer(
            query.question,
            Reason.UNKNOWN_NAME,
            doubtful,
            threshold,
            answerability,
            _topics(matches),
            strangers,
        )
    if reason := _reason_against(query, matches[0], threshold, answerability):
        return NoAnswer(query.question, reason, matches, threshold, answerability, _topics(matches))
    conflicts = _conflicts(query, chosen, matches)
    ties = () if conflicts else _ties(matches)
    said, *others = (_with_told(match, query) for match in (matches[0], *conflicts))
    return Answer(query.question, (said, *matches[1:]), threshold, answerability, tuple(others), ties)


def _as_promised(query: Query, ranked: Sequence[Ranked], facts: Mapping[int, Fact]) -> Sequence[Ranked]:
    """Be confident of a fact that a person has said to answer this very question, whatever it looks like."""
    asked = {_squeezed(text) for text in (query.question.text, query.question.meant)}
    promised = {
        row
        for row, fact in facts.items()
        if fact.status is Status.APPROVED and any(_squeezed(ask) in asked for ask in fact.asks)
    }
    raised = (
        msgspec.structs.replace(candidate, confidence=max(candidate.confidence, _PROMISED))
        if candidate.row in promised
        else candidate
        for candidate in ranked
    )
    return sorted(raised, key=lambda candidate: -candidate.confidence) if promised else ranked


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return " ".join(token.text for token in tokens(text))


def _reason_against(query: Query, best: Match, threshold: float, answerability: float) -> Reason | None:
    """Return why the best match is no answer, None where it is one."""
    is_sure, is_likely = best.confidence >= threshold, answerability >= _LIKELY
    if not (is_sure or is_likely):
        return Reason.NOT_IN_SOURCES
    if best.fact.parts and query.language.compares(query.question.meant, best.fact.statement):
        return Reason.NOT_COMPARED
    return None if is_sure else Reason.NOT_SURE


def _about_phrase(candidate: Ranked, threshold: float) -> Ranked:
    """Let a fact that holds all of a bare phrase be sure enough: whoever only names a thing wants to know what is said of it."""
    if candidate.signals.coverage < WHOLE:
        return candidate
    return msgspec.structs.replace(candidate, confidence=max(candidate.confidence, threshold))


def _distinct(ranked: Iterable[Ranked], facts: Mapping[int, Fact]) -> list[list[Ranked]]:
    """Group candidates of the very same words, an approved one at the head of its group."""
    groups: dict[str, list[Ranked]] = {}
    for candidate in ranked:
        groups.setdefault(fold(facts[candidate.row].statement), []).append(candidate)
    return [sorted(group, key=lambda candidate: -candidate.signals.approved) for group in groups.values()]


def _approved_first(groups: list[list[Ranked]], facts: Mapping[int, Fact]) -> list[list[Ranked]]:
    """Move an approved fact before the draft on top if both say the same, and let it inherit that one's confidence."""
    if not groups or groups[0][0].signals.approved:
        return groups
    top = groups[0][0]
    for position, (candidate, *rest) in enumerate(groups[:LIMIT]):
        if candidate.signals.approved and _say_the_same(facts[top.row], facts[candidate.row]):
            promoted = msgspec.structs.replace(
                candidate, confidence=max(candidate.confidence, top.confidence)
            )
            return [[promoted, *rest], *groups[:position], *groups[position + 1 :]]
    return groups


def _say_the_same(one: Fact, other: Fact) -> bool:
    said, told = ({token.text for token in tokens(fact.statement)} for fact in (one, other))
    return len(said & told) >= _SAME * len(said | told)


def _match(evidence: Evidence, same: Sequence[Ranked]) -> Match:
    """Return the match of a group; all of its facts' citations prove it."""
    query, facts, first = evidence.query, evidence.facts, same[0]
    cited = chain.from_iterable(facts[candidate.row].citations for candidate in same)
    found = [(word.written, bool(first.found >> n & 1)) for n, word in enumerate(query.words)]
    fact = facts[first.row]
    statement, citations = narrowed(fact, query), tuple(dict.fromkeys(cited))
    if (statement, citations) != (fact.statement, fact.citations):
        fact = replace(fact, statement=statement, citations=citations)
    return Match(
        fact=fact,
        confidence=first.confidence,
        found=tuple(written for written, is_found in found if is_found),
        missing=tuple(written for written, is_found in found if not is_found),
        verdict=evidence.verdicts.get(first.row),
    )


def _with_told(match: Match, query: Query) -> Match:
    return replace(match, told=told(query, match.fact))


def _topics(matches: Iterable[Match]) -> tuple[str, ...]:
    """Return what the nearest facts are about: their topics, or the innermost heading they stand under."""
    topics: dict[str, None] = {}
    for match in matches:
        sections = match.fact.citations[0].locator.sections
        topics.update(dict.fromkeys(match.fact.topics or sections[-1:]))
    return tuple(topics)


def _conflicts(
    query: Query, chosen: Sequence[Sequence[Ranked]], matches: Sequence[Match]
) -> tuple[Match, ...]:
    """Return the facts that hold as much of the question as the best one and contradict it: approved ones, or else drafts of other sources."""
    if matches[0].fact.status is not Status.APPROVED:
        return _other_values(query, chosen, matches)
    needed = _AS_NEAR * chosen[0][0].signals.coverage
    return tuple(
        match
        for (candidate, *_), match in zip(chosen[1:], matches[1:], strict=True)
        if match.fact.status is Status.APPROVED
        and candidate.signals.coverage >= needed
        and contradict(matches[0].fact, match.fact, query.language)
    )


def _other_values(
    query: Query, chosen: Sequence[Sequence[Ranked]], matches: Sequence[Match]
) -> tuple[Match, ...]:
    """Return the drafts of other sources that say what the best one says, but for a value."""
    best, sources = matches[0], _sources(matches[0].fact)
    return tuple(
        match
        for (candidate, *_), match in zip(chosen[1:], matches[1:], strict=True)
        if match.fact.status is Status.DRAFT
        and match.confidence >= _TIE * best.confidence
        and candidate.found & query.names == chosen[0][0].found & query.names
        and sources.isdisjoint(_sources(match.fact))
        and say_otherwise(best.fact.statement, match.fact.statement, query.language)
    )


def _ties(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches about as sure as an unsure best one, in other paragraphs; no draft rivals an approved fact."""
    best, *others = matches
    if best.confidence >= _SURE:
        return ()
    ties = (
        match
        for match in others
        if match.confidence >= _TIE * best.confidence
        and (best.fact.status is Status.DRAFT or match.fact.status is Status.APPROVED)
        and _paragraphs(best.fact).isdisjoint(_paragraphs(match.fact))
        and not _tells_more(best, match)
    )
    return tuple(islice(ties, _MOST_TIES))


def _tells_more(best: Match, other: Match) -> bool:
    """Tell whether the reader finds that the best match tells what was asked, and another clearly less."""
    if best.verdict is None or other.verdict is None:
        return False
    return best.verdict - other.verdict > _TELLS_MORE


def _sources(fact: Fact) -> set[str]:
    return {citation.source for citation in fact.citations}


def _paragraphs(fact: Fact) -> set[tuple[str, int]]:
    return {(citation.source, citation.locator.paragraph) for citation in fact.citations}
