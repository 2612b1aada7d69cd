"""Fact × fact → whether they contradict each other."""

from dataclasses import dataclass
from functools import lru_cache

from knowledge.languages.language import Language
from knowledge.model import Fact
from knowledge.storage.indexed_facts import name_terms

_ALIKE = 0.6
"""Share of the plain words of the longer one that two facts must have in common to speak of the same thing."""


def contradict(one: Fact, other: Fact, language: Language) -> bool:
    """Tell whether two facts about the same thing differ in what matters: a number, a name, or a negation.

    They are about the same thing if they share an example question, or most of their words besides names and numbers. The rule cannot
    tell a contradiction from two true halves (greetings from A, greetings from B); both are shown in either case.
    """
    ours, theirs = (_claim(fact.statement, fact.asks, language) for fact in (one, other))
    if not _are_alike(ours, theirs) and not ours.asks & theirs.asks:
        return False
    differ = any(
        mine - yours and yours - mine
        for mine, yours in ((ours.names, theirs.names), (ours.numbers, theirs.numbers))
    )
    return differ or ours.is_negated != theirs.is_negated


@dataclass(frozen=True, slots=True)
class _Claim:
    """What of a fact can contradict another's, in terms."""

    plain: frozenset[str]
    """Those that are no function words, names or numbers."""
    names: frozenset[str]
    numbers: frozenset[str]
    asks: frozenset[str]
    """Example questions."""
    is_negated: bool


def _are_alike(ours: _Claim, theirs: _Claim) -> bool:
    return len(ours.plain & theirs.plain) >= _ALIKE * max(len(ours.plain), len(theirs.plain), 1)


@lru_cache(maxsize=4096)
def _claim(statement: str, asks: tuple[str, ...], language: Language) -> _Claim:
    said = frozenset(language.terms(statement)) - language.function_terms
    numbers = frozenset(term for term in said if term[0].isdigit())
    names = said & name_terms(statement, language)
    return _Claim(
        plain=said - names - numbers,
        names=names,
        numbers=numbers,
        asks=frozenset(" ".join(language.terms(ask)) for ask in asks),
        is_negated=language.is_negated(statement),
    )
