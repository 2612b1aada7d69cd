"""A sentence → what it claims, in terms; two claims → whether they say the same of the same thing, but for a value or a name."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.tokenization import Token
from knowledge.storage.indexed_facts import name_terms

_ALIKE = 0.6
"""Share of the plain terms of two sentences that both must have, where both answer the same question."""
_CLAUSE_END = re.compile(r"[,;(–—]|:\s")
_NOTHING_MORE = re.compile(r"(?<=\d)[.,:]00?$", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What a sentence claims, in terms."""

    said: tuple[str, ...]
    """The terms of the sentence in order; a time of day is one."""
    plain: frozenset[str]
    """Those that are no function words, names or values, and of words that mean the same the same one."""
    names: tuple[str, ...]
    values: tuple[str, ...]
    """Numbers, months and days of the week."""
    is_negated: bool
    whole: "Claim | None" = None
    """What the whole sentence claims, where this is its first clause alone."""

    @property
    def all_values(self) -> frozenset[str]:
        """Return the values of the whole sentence."""
        return frozenset((self.whole or self).values)

    def are_together(self, terms: Collection[str]) -> bool:
        """Tell whether some of its terms, at least one, stand side by side, as those of a date or of a name do."""
        places = self._places(terms)
        return bool(places) and places[-1] - places[0] < len(places) == len(terms)

    def before(self, terms: Collection[str]) -> str:
        """Return the last term before some others of them that is no function word; empty where there is none."""
        weighty = self.plain.union(self.names, self.values)
        return next((term for term in reversed(self.said[: self._places(terms)[0]]) if term in weighty), "")

    def behind(self, terms: Collection[str]) -> frozenset[str]:
        """Return the plain terms behind some others of them."""
        return self.plain.intersection(self.said[self._places(terms)[-1] + 1 :])

    def are_last(self, values: Collection[str]) -> bool:
        """Tell whether no values stand behind some of them, but for those right behind, as the year behind a day.

        Of several numbers the first ones say what is spoken of: berth 3 is 14 metres long, in 1904 it had 300 members. A time of day never does.
        """
        if all(":" in value for value in values):
            return True
        last = self._places(values)[-1] + 1
        while last < len(self.said) and self.said[last] in self.values:
            last += 1
        return not set(self.said[last:]).intersection(self.values)

    def _places(self, terms: Collection[str]) -> list[int]:
        return [place for place, term in enumerate(self.said) if term in terms]


def claims(statement: str, spoken: Language) -> Iterator[Claim]:
    """Yield what a sentence claims, and what its first clause with a value claims by itself: "it opens at 8 and is free".

    Args:
        statement: The sentence.
        spoken: Its language.
    """
    words = list(spoken.tokens(statement))
    whole = _claim(statement, words, spoken)
    yield whole
    end = _clause_end(statement, words, spoken)
    if end < len(words):
        yield replace(_claim(statement, words[:end], spoken), whole=whole)


def say_otherwise(one: str, other: str, spoken: Language) -> bool:
    """Tell whether two sentences that answer the same question are alike and differ in one value."""
    return any(
        len(ours.plain & theirs.plain) >= _ALIKE * len(ours.plain | theirs.plain) > 0
        and differ_in_a_value(ours, theirs)
        for ours, theirs in product(claims(one, spoken), tuple(claims(other, spoken)))
    )


def differ_in_a_value(one: Claim, other: Claim) -> bool:
    """Tell whether two claims that are alike say otherwise of the same thing, in one number, time, price, day or date.

    One may say more of the thing that both speak of (the joint conference), but nothing behind the value, where it is said for whom it holds.
    A clause by itself may lack what makes it a claim, so that one of them is a whole sentence.
    """
    ours, theirs = set(one.values) - other.all_values, set(other.values) - one.all_values
    return (
        not (one.whole and other.whole)
        and one.is_negated == other.is_negated
        and set(one.names) == set(other.names)
        and (one.plain <= other.plain or other.plain <= one.plain)
        and _are_rivals(one, ours, other, theirs)
        and one.behind(ours) == other.behind(theirs)
        and one.are_last(ours)
        and other.are_last(theirs)
    )


def differ_in_a_name(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say the same of something that both name, but for another name behind that."""
    ours, theirs = set(one.names).difference(other.said), set(other.names).difference(one.said)
    return (
        one.is_negated == other.is_negated
        and set(one.values) == set(other.values)
        and not set(one.names).isdisjoint(other.names)
        and _are_rivals(one, ours, other, theirs)
        and bool(one.before(ours))
    )


def _are_rivals(one: Claim, ours: set[str], other: Claim, theirs: set[str]) -> bool:
    """Tell whether what only one claim says stands in the place of what only the other does."""
    return one.are_together(ours) and other.are_together(theirs) and one.before(ours) == other.before(theirs)


def _claim(statement: str, words: Sequence[Token], spoken: Language) -> Claim:
    capitals = name_terms(statement, spoken, words)
    said: list[str] = []
    plain: set[str] = set()
    values: list[str] = []
    names: list[str] = []
    was_opening = ""
    for token, between in zip(words, _between(statement, words), strict=True):
        term, written = spoken.stem(token.text), statement[token.start : token.end]
        if between == ":" and values and said[-1] == values[-1] and token.text.isdecimal():
            said[-1] = values[-1] = _value(f"{said[-1]}:{written}")
            continue
        if token.text[0].isdigit() or token.text in _calendar(spoken):
            term = _value(term)
            values.append(term)
        elif term in capitals and spoken.is_name(written):
            names += [was_opening, term] if was_opening else [term]
        elif term not in _empty(spoken):
            term = _one_of_alike(term, spoken)
            plain.add(term)
        was_opening = term if not said and spoken.is_name(written) else ""
        said.append(term)
    is_negated = any(token.text in spoken.data.negations for token in words)
    return Claim(tuple(said), frozenset(plain.difference(names)), tuple(names), tuple(values), is_negated)


def _clause_end(statement: str, words: Sequence[Token], spoken: Language) -> int:
    """Return the number of words up to the end of the first clause with a value."""
    joins = spoken.data.chatter.joins if spoken.data.chatter else ()
    has_value = False
    for place, (token, between) in enumerate(zip(words, _between(statement, words), strict=True)):
        if has_value and (token.text in joins or _CLAUSE_END.search(between)):
            return place
        has_value = has_value or token.text[0].isdigit() or token.text in _calendar(spoken)
    return len(words)


def _between(statement: str, words: Sequence[Token]) -> Iterator[str]:
    """Yield what stands before each word, behind the one before it."""
    end = 0
    for token in words:
        yield statement[end : token.start]
        end = token.end


def _value(term: str) -> str:
    """Return a number as others write it too: 17:00, 17.00 and 17 are the same, 84,000 and 84000."""
    return _NOTHING_MORE.sub("", _THOUSANDS.sub("", term.lstrip("0") or "0")) if term[0].isdigit() else term


@lru_cache(maxsize=4096)
def _one_of_alike(term: str, spoken: Language) -> str:
    """Return the same term for all that mean the same: start, begin."""
    return min((term, *spoken.relatives("", term)))


@cache
def _empty(spoken: Language) -> frozenset[str]:
    """Return the terms that say nothing that could be said otherwise: function words, and now, then, again."""
    known = spoken.data.follow_ups
    return spoken.function_terms | (spoken.terms_of(known.fillers) if known else frozenset())


@cache
def _calendar(spoken: Language) -> frozenset[str]:
    """Return the folded names of months and of days of the week."""
    words = spoken.shapes
    return frozenset(map(fold, (*words.months, *(name for day in words.weekdays for name in day))))
