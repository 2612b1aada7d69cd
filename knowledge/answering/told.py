"""The words of a statement that tell what was asked, where there is no doubt which: the only time, number, price, name or cell that can be meant."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.answering.narrowing import asked_parts, holds
from knowledge.answering.query import Query
from knowledge.languages.schema import Asked
from knowledge.languages.values import kinds_named, value_kinds
from knowledge.languages.written_names import Name, written_names
from knowledge.languages.written_values import Value, written_values
from knowledge.model import Fact

Span = tuple[int, int]
"""[start, end) in characters."""

_CLAUSE = re.compile(r"(?:[^.;!?。；！？]|[.](?!\s))+[.;!?。；！？]?")
_HEAD, _TAIL = 3, 2
"""First and last words of a question, among which it says what it asks for; "what did she say when he came" asks for no time."""
_TIMES = frozenset({"date", "time"})
_AMOUNTS = frozenset({"number", "price"})
_UNLIKE = _TIMES | {"phone", "mail"}
"""Kinds of value that are told from any other number beside them."""
_NAMED = _UNLIKE | {"price"}
"""Kinds that a word of a question may ask for by itself."""


def told(query: Query, fact: Fact) -> Span | None:
    """Return where in a fact's statement stands what a question asks for; None where nothing does, or where another value may be meant.

    Args:
        query: The question.
        fact: What answers it.
    """
    if any(part.label for part in fact.parts):
        return _cell(query, fact)
    start, clause = _clause(query, fact.statement)
    found = _in_clause(query, clause)
    return (start + found[0], start + found[1]) if found else None


def _in_clause(query: Query, clause: str) -> Span | None:
    asked = _asked(query)
    if asked is None:
        return None
    if asked == {Asked.PLACE}:
        return _place(query, clause)
    is_described = Asked.DEFINITION in asked and all(word.is_name for word in query.words)  # who is Ada?
    if Asked.PERSON in asked and asked <= {Asked.PERSON, Asked.DEFINITION} and not is_described:
        return _person(query, clause)
    kinds = _kinds(query, asked)
    if kinds == _AMOUNTS and query.counted:
        return _count(query, clause)
    return _value(query, clause, kinds) if kinds else None


def _clause(query: Query, statement: str) -> tuple[int, str]:
    """Return where the clause begins that alone holds all that the statement holds of the question, and what it says; else the whole statement."""
    holding = [clause for clause in _CLAUSE.finditer(statement) if holds(clause.group(), query)]
    return (holding[0].start(), holding[0].group()) if len(holding) == 1 else (0, statement)


# --- what is asked for ---------------------------------------------------------------------------


def _asked(query: Query) -> frozenset[Asked] | None:
    """Return what the question words call for; None where they stand so deep inside that they may ask nothing."""
    text, spoken = query.question.meant, query.language
    said = list(spoken.tokens(text))
    if not query.asked or not said or spoken.data.cut:
        return query.asked
    head, tail = text[: said[:_HEAD][-1].end], text[said[-_TAIL:][0].start :]
    return query.asked if query.asked in (spoken.request(head).asked, spoken.request(tail).asked) else None


def _kinds(query: Query, asked: frozenset[Asked] | None) -> frozenset[str]:
    if asked is None:
        return frozenset()
    named = _NAMED.intersection(kind for word in query.words for kind in word.values)
    if asked == {Asked.TIME}:
        return _TIMES
    if asked == {Asked.NUMBER}:
        return (named & {"price"}) or _AMOUNTS
    if len(named) != 1 or not asked <= {Asked.DEFINITION}:
        return frozenset()
    return named if query.is_phrase or asked or _asks_which(query, *named) else frozenset()


def _asks_which(query: Query, kind: str) -> bool:
    """Tell whether a word for a kind of value stands right after a question word: what time."""
    text, spoken = query.question.meant, query.language
    said = [text[token.start : token.end].lower() for token in spoken.tokens(text)]
    asking = spoken.data.follow_ups.asking if spoken.data.follow_ups else frozenset[str]()
    return any(before in asking and kind in kinds_named(word, spoken) for before, word in pairwise(said))


# --- where it is told ----------------------------------------------------------------------------


def _cell(query: Query, fact: Fact) -> Span | None:
    """Return the cell of a table row that is asked for."""
    cells = asked_parts(fact, query)
    if len(cells) != 1 or not cells[0].label or fact.statement.count(str(cells[0])) != 1:
        return None
    kinds = _kinds(query, _asked(query))
    if not holds(cells[0].label, query) and kinds.isdisjoint(value_kinds(cells[0].text, query.language)):
        return None
    end = fact.statement.index(str(cells[0])) + len(str(cells[0]))
    return (end - len(cells[0].text), end) if not _is_known(query, cells[0].text) else None


def _value(query: Query, statement: str, kinds: frozenset[str]) -> Span | None:
    """Return the only value of some kinds, if no other value may be one of them."""
    values = _new_values(query, statement)
    names_day = any(query.language.weekdays.terms(query.question.meant))
    found = [value for value in values if value.kinds & kinds and not (names_day and "day" in value.kinds)]
    others = [value for value in values if not value.kinds & kinds]
    if kinds <= _UNLIKE:
        others = [value for value in others if kinds <= _TIMES and _is_bare(query, statement, value)]
    else:
        others = [value for value in others if value.kinds & _AMOUNTS]
    if len(found) != 1 or others:
        return None
    start, end = found[0].start, found[0].end
    unit_end = _word_after(query, statement, end)
    if unit_end is None or "number" not in found[0].kinds:
        return start, end
    is_of_what_is_known = _is_known(query, statement[end:unit_end]) and any(
        written_values(query.question.meant, query.language)
    )
    return None if is_of_what_is_known else (start, unit_end)  # 2 scoops, where the question speaks of two


def _count(query: Query, statement: str) -> Span | None:
    """Return the only number right before what is counted, or else the only number; another one without a thing of its own may be meant: "six members, later eight"."""
    terms, values = query.language.terms, _new_values(query, statement)
    numbers = [value for value in values if "number" in value.kinds]
    bare = [number for number in numbers if _is_bare(query, statement, number)]
    counting = [number for number in numbers if terms(statement[number.end :])[:1] == [query.counted]]
    counting += [
        value for value in values if terms(statement[value.start : value.end])[-1:] == [query.counted]
    ]
    if len(counting) == 1 and not bare:
        return counting[0].start, counting[0].end
    return (bare[0].start, bare[0].end) if len(numbers) == 1 and bare else None


def _person(query: Query, statement: str) -> Span | None:
    """Return the only new name, if it is a full one; where a question begins with another word than who, it must stand after the same one: to whom."""
    name = _only(_new_names(query, statement))
    if name is None or not name.is_full:
        return None
    first, head = query.said[0], " ".join(query.said[:_HEAD])
    is_by_another = Asked.PERSON in query.language.request(head).asked - query.language.request(first).asked
    if is_by_another and _before(query, statement, name) != first:
        return None
    return name.start, name.end


def _place(query: Query, statement: str) -> Span | None:
    """Return the only new name, if it stands right after a preposition and what follows is no part of it: in Oulu."""
    name = _only([name for name in _new_names(query, statement) if name.is_sure])
    if name is None or _before(query, statement, name) not in _prepositions(query):
        return None
    return (name.start, name.end) if _word_after(query, statement, name.end) is None else None


def _new_values(query: Query, statement: str) -> list[Value]:
    values = written_values(statement, query.language)
    return [value for value in values if not _is_known(query, statement[value.start : value.end])]


def _new_names(query: Query, statement: str) -> list[Name]:
    asked, terms = set(query.language.terms(query.question.meant)), query.language.terms
    return [
        name
        for name in written_names(statement, query.language)
        if asked.isdisjoint(terms(statement[name.start : name.end]))
    ]


def _only(names: Sequence[Name]) -> Name | None:
    return names[0] if len(names) == 1 and names[0].is_sure else None


def _is_known(query: Query, words: str) -> bool:
    """Tell whether a question holds some words itself."""
    return set(query.language.terms(words)).issubset(query.language.terms(query.question.meant))


def _is_bare(query: Query, statement: str, value: Value) -> bool:
    """Tell whether a number has nothing of its own that it counts: "in 2018, and 620 in 2019"."""
    return "number" in value.kinds and _word_after(query, statement, value.end) is None


def _word_after(query: Query, statement: str, end: int) -> int | None:
    """Return where the word ends that belongs to those before it; None where none does."""
    spoken = query.language
    following = next(spoken.tokens(statement[end:]), None)
    if following is None or statement[end : end + following.start].strip(" -"):
        return None
    is_of_next = (
        statement[end + following.end :].lstrip()[:1].isdigit()
    )  # "620 in the year 1938", where that is one word
    return None if is_of_next or following.text in spoken.data.function_words else end + following.end


def _before(query: Query, statement: str, name: Name) -> str:
    """Return the word right before some others; empty where something else stands between."""
    said = list(query.language.tokens(statement[: name.start]))
    return said[-1].text if said and not statement[said[-1].end : name.start].strip() else ""


def _prepositions(query: Query) -> Iterable[str]:
    follow_ups = query.language.data.follow_ups
    return follow_ups.prepositions if follow_ups else ()
