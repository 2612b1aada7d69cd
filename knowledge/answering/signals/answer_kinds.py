"""Whether a sentence offers an answer of the kind that a question calls for: a name, a number or a reason.

Every signal of this family is 1 where it does, -1 where it does not, and 0 where the question calls for something else.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import msgspec

from knowledge.answering.query import Query
from knowledge.answering.signals.coverage import Occurrences
from knowledge.languages import weekdays
from knowledge.languages.schema import Asked
from knowledge.languages.values import MARK, terms_naming
from knowledge.storage.indexed_facts import IndexedFact

_ENTITY = frozenset({Asked.PERSON, Asked.PLACE})
_QUANTITY = frozenset({Asked.TIME, Asked.NUMBER})
_VALUED = frozenset({Asked.TIME, Asked.NUMBER, Asked.DEFINITION})
_REASON = frozenset({Asked.REASON})
_MANNER = frozenset({Asked.MANNER})
_DEFINITION = frozenset({Asked.DEFINITION})

_MARKS = {
    Asked.TIME: frozenset({f"{MARK}time", f"{MARK}date"}),
    Asked.PLACE: frozenset({f"{MARK}address"}),
}
"""Kind of answer → marks of the kinds of value that give one."""

_FEW = 3
"""Words of a question at the most that asks what something is, not something about it."""
_LEADING = 4
"""First words of a sentence among which it names what it explains."""
_NUMERAL = re.compile("[〇一二两兩三四五六七八九十百千万萬半]")
"""In a term of two letters, which no list of words holds."""
_BEFORE = 3
"""Words before a counted thing among which its number stands, as in "two hundred old ships"."""

_Terms = frozenset[str] | None
"""Terms that an answer of some kind often holds; None where no such answer is called for."""


class Offers(msgspec.Struct, frozen=True, gc=False):
    """The signals of this family; see `Signals`."""

    offers_entity: float
    offers_quantity: float
    offers_count: float
    offers_reason: float
    offers_manner: float
    offers_definition: float
    offers_value: float


@dataclass(frozen=True, slots=True)
class WantedAnswer:
    """What a question calls for."""

    entity: _Terms
    times: frozenset[str]
    """Terms of times, which are no entities although they are written like names."""
    quantity: _Terms
    counted: str | None
    """Term of what is to be counted, if something is."""
    numbers: frozenset[str]
    reason: _Terms
    manner: _Terms
    is_definition: bool
    named_values: frozenset[str]
    """Marks of the kinds of value that a word of it names, such as "phone"."""
    value_words: frozenset[str]
    """Terms of all words for those kinds, if one is wanted: whoever asks when it is open may be told that it is closed."""
    days: frozenset[str]
    """Terms of the days that it names."""
    is_number: bool
    """It asks how much or how many of something there is."""
    values: frozenset[str]
    """Those, and the marks of times and dates where a time is asked for, of addresses where a place is."""

    @classmethod
    def of(cls, query: Query) -> Self:
        """Return what a question calls for."""
        said_by = query.language.answer_terms

        def wanted(kinds: frozenset[Asked]) -> _Terms:
            asked = kinds & query.asked
            return frozenset().union(*map(said_by, asked)) if asked else None

        kinds = frozenset(chain.from_iterable(word.values for word in query.words))
        named = frozenset(f"{MARK}{kind}" for kind in kinds)
        naming = frozenset().union(*(terms_naming(kind, query.language) for kind in kinds))
        if kinds == {"price"}:  # that a deposit is lost does not say how much it is
            naming = naming.difference(*(word.terms for word in query.words))
        return cls(
            entity=wanted(_ENTITY),
            times=said_by(Asked.TIME),
            quantity=wanted(_QUANTITY),
            counted=query.counted,
            numbers=said_by(Asked.NUMBER),
            reason=wanted(_REASON),
            manner=wanted(_MANNER),
            is_definition=bool(_DEFINITION & query.asked) and len(query.words) <= _FEW,
            named_values=named,
            value_words=naming if _asks_for_value(query) else frozenset(),
            days=query.days,
            is_number=query.asked & _QUANTITY == {Asked.NUMBER},
            values=named.union(*(marks for kind, marks in _MARKS.items() if kind in query.asked)),
        )

    def offers(
        self, terms: Sequence[str], new_terms: Iterable[str], names: str, occurrences: Occurrences
    ) -> Offers:
        """Return what a sentence offers of it.

        Args:
            terms: Those of the sentence, in order.
            new_terms: Those that are no function words and not in the question.
            names: Those that are written like a name, between spaces.
            occurrences: Where the question's words stand in the sentence.
        """
        return Offers(
            offers_entity=self._offers_entity(new_terms, names),
            offers_quantity=self._offers_quantity(new_terms),
            offers_count=self._offers_count(terms),
            offers_reason=_offers_word(self.reason, terms),
            offers_manner=_offers_word(self.manner, terms),
            offers_definition=self._offers_definition(occurrences),
            offers_value=self._offers_value(terms),
        )

    def is_beside(self, terms: Sequence[str], fact: IndexedFact, offers: Offers, *, is_asked: bool) -> bool:
        """Tell whether a fact can be no answer.

        It holds no value of the kind that is named, no number where one is asked for, or speaks of other days.

        Args:
            terms: Those of its statement.
            fact: The fact.
            offers: What it offers.
            is_asked: It is known to answer this question or one much like it; then it does whatever it says: "What does it cost?" –
                "Nothing.".
        """
        if self.value_words and self._lacks_value(terms, fact, is_asked=is_asked):
            return True
        if self.days and self._is_of_other_days(terms):
            return True
        return self.is_number and not is_asked and offers.offers_quantity < 0 and not self._counts(terms)

    def _lacks_value(self, terms: Sequence[str], fact: IndexedFact, *, is_asked: bool) -> bool:
        asked_for_values = any(kinds & _QUANTITY for kinds in fact.ask_kinds)
        return (
            self.named_values.isdisjoint(terms)
            and self.value_words.isdisjoint((*terms, *fact.asks.split()))
            and not (is_asked and asked_for_values)
        )

    def _is_of_other_days(self, terms: Iterable[str]) -> bool:
        days = {term for term in terms if term.startswith(weekdays.MARK)}
        return bool(days) and self.days.isdisjoint(days)

    def _counts(self, terms: Sequence[str]) -> bool:
        return not self.times.isdisjoint(terms) or any(map(_NUMERAL.search, terms))

    def _offers_entity(self, new_terms: Iterable[str], names: str) -> float:
        if self.entity is None:
            return 0.0
        entities = set(names.split()) - self.times
        return _said(any(term in self.entity or term in entities for term in new_terms))

    def _offers_quantity(self, new_terms: Iterable[str]) -> float:
        if self.quantity is None:
            return 0.0
        return _said(any(term in self.quantity or term[0].isdigit() for term in new_terms))

    def _offers_count(self, terms: Sequence[str]) -> float:
        if self.counted is None:
            return 0.0
        places = (place for place, term in enumerate(terms) if term == self.counted)
        before = (term for place in places for term in terms[max(place - _BEFORE, 0) : place])
        return _said(any(term[0].isdigit() or term in self.numbers for term in before))

    def _offers_value(self, terms: Iterable[str]) -> float:
        if not self.values.isdisjoint(terms):
            return 1.0
        return -1.0 if self.named_values else 0.0

    def _offers_definition(self, occurrences: Occurrences) -> float:
        if not self.is_definition:
            return 0.0
        return _said(bool(occurrences.hits) and occurrences.hits[0][0] < _LEADING)


def _asks_for_value(query: Query) -> bool:
    """Tell whether a question in which a word names a kind of value wants one; which issues a movement did address is no address."""
    return query.asked <= _VALUED and (bool(query.asked) or query.is_phrase)


def _offers_word(wanted: _Terms, terms: Iterable[str]) -> float:
    return 0.0 if wanted is None else _said(not wanted.isdisjoint(terms))


def _said(is_offered: bool) -> float:
    return 1.0 if is_offered else -1.0
