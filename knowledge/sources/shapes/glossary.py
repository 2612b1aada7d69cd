"""Terms as headings, each with what it means below: "Quern", and under it "A small mill that is turned by hand."."""

from collections.abc import Sequence
from itertools import takewhile

from knowledge.languages.language import Language
from knowledge.languages.values import value_kinds
from knowledge.model import Kind
from knowledge.sources.shapes.claim import Claim, Context, Found, Unit
from knowledge.sources.shapes.questions import asks, definition_asks

_FEWEST = 3
"""Terms that stand one after another in a glossary."""
_LONGEST_TERM = 4
"""Words."""
_LONGEST = 300
"""Characters of what explains a term."""
_FEWEST_WORDS = 4
"""Of what explains one."""


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return what a heading means where it is a term among others; what is said of it further is left."""
    if not _is_entry(units, at, context.language):
        return None
    after = takewhile(lambda place: _is_entry(units, place, context.language), range(at, len(units), 2))
    before = takewhile(lambda place: _is_entry(units, place, context.language), range(at - 2, -1, -2))
    if sum(1 for _ in after) + sum(1 for _ in before) < _FEWEST:
        return None
    term, meaning = units[at], units[at + 1]
    first, *others = meaning.sentences
    claim = Claim(
        f"{term.line}: {first.text}",
        (first.start, first.end),
        definition_asks(term.line, context.language),
    )
    return Found((claim,), 2, meaning.without_first(1) if others else None)


def _is_entry(units: Sequence[Unit], at: int, language: Language) -> bool:
    """Tell whether a heading may be a term and the only paragraph under it its meaning, which does not name it and holds no value."""
    if at + 1 >= len(units):
        return False
    term, meaning = units[at], units[at + 1]
    is_alone = at + 2 == len(units) or units[at + 2].kind is Kind.HEADING
    if term.kind is not Kind.HEADING or meaning.kind is not Kind.PARAGRAPH or not is_alone:
        return False
    if not meaning.sentences or len(meaning.text) > _LONGEST or len(term.line.split()) > _LONGEST_TERM:
        return False
    told = meaning.sentences[0].text
    if len(told.split()) < _FEWEST_WORDS or asks(term.line, language) or asks(told, language):
        return False
    named = set(language.terms(term.line)) - language.function_terms
    speakers = language.data.follow_ups.speakers if language.data.follow_ups else ()
    said = list(language.tokens(told))
    is_about_us = any(token.text in speakers for token in said)
    return (
        bool(named)
        and not (is_about_us or value_kinds(told, language))
        and named.isdisjoint(language.terms(told))
    )
