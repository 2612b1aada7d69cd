"""What of a fact made of parts is told: of a table row the cells that were asked for, of an address its telephone."""

from collections.abc import Sequence

from knowledge.answering.query import Query
from knowledge.languages.values import MARK, value_kinds
from knowledge.model import Fact, Part


def narrowed(fact: Fact, query: Query) -> str:
    """Return the statement of a fact, with only those of its parts that a question asks for.

    A part is asked for by its label, by its day, or by the kind of its value ("what does it cost"). What a value says finds the row, not the
    cell: those parts are told as well. Where nothing shows which part is wanted, all are told.
    """
    if not fact.parts:
        return fact.statement
    days = _of_day(fact.parts, query)
    asked = days or asked_parts(fact, query)
    if not asked or len(asked) == len(fact.parts):
        return fact.statement
    named = [] if fact.lead else fact.parts[:1]  # by which a row is known
    told = days or [part for part in fact.parts if part in named or part in asked or holds(part.text, query)]
    if fact.lead.endswith(":"):
        return f"{fact.lead} {'; '.join(map(str, told))}"
    words = "; ".join(map(str, told))
    return f"{fact.lead} – {words}" if fact.lead else words


def asked_parts(fact: Fact, query: Query) -> list[Part]:
    """Return the parts of a fact that a question asks for; often none."""
    return _of_day(fact.parts, query) or [part for part in fact.parts if _is_asked_for(part, query)]


def _of_day(parts: Sequence[Part], query: Query) -> list[Part]:
    """Return the parts of a day that a question names, where each day has its own."""
    days = query.days
    named = [set(query.language.weekdays.terms(part.label or part.text)) for part in parts] if days else []
    if sum(map(bool, named)) < 2:
        return []
    return [part for part, of in zip(parts, named, strict=True) if days & of]


def _is_asked_for(part: Part, query: Query) -> bool:
    if part.label and holds(part.label, query):
        return True
    marks = {f"{MARK}{kind}" for kind in value_kinds(part.text, query.language)}
    return any(marks.intersection(word.forms) for word in query.words)


def holds(text: str, query: Query) -> bool:
    """Tell whether a text holds a word of a question, in any form."""
    terms = {*query.language.terms_and_parts(text), *query.language.weekdays.terms(text)}
    return any(terms.intersection((*word.terms, *word.forms)) for word in query.words)
