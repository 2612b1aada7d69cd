"""Question × statement → whether this tells of another thing of the same kind: of the blue ticket where the red one is asked for, when it is closed, not open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answering.opening import asks_when_open, tells_when_closed
from knowledge.answering.query import Query
from knowledge.languages.language import Language
from knowledge.languages.values import names_day
from knowledge.model import Fact

_SIDES = (-1, 1)
"""Where the thing may stand that a word tells apart from its like: before it, or behind."""


@dataclass(frozen=True, slots=True)
class ToldApart:
    """A thing that a question tells apart from its like by a word, in terms: the ticket that is red."""

    word: str
    thing: str
    side: int
    language: Language

    @classmethod
    def in_question(cls, text: str, language: Language) -> "tuple[ToldApart, ...]":
        """Return those that a question asks about.

        Args:
            text: As it was understood.
            language: Its own.
        """
        said = _content(text, language) if language.rivals else []
        return tuple(
            cls(word, said[at + side], side, language)
            for at, word in enumerate(said)
            if word in language.rivals
            for side in _SIDES
            if 0 <= at + side < len(said)
        )

    def is_another_in(self, statement: str) -> bool:
        """Tell whether a statement has a rival of the word beside the thing, and nowhere the word itself or one that means the same."""
        told = _content(statement, self.language)
        rivals = self.language.rivals[self.word]
        is_held = not {self.word, *self.language.relatives(self.word, self.word)}.isdisjoint(told)
        return not is_held and any(
            other in rivals and 0 <= at + self.side < len(told) and told[at + self.side] == self.thing
            for at, other in enumerate(told)
        )


def of_others(query: Query, facts: Mapping[int, Fact]) -> frozenset[int]:
    """Return the rows of those facts that tell of another thing than the one asked for."""
    asked = ToldApart.in_question(query.question.meant, query.language)
    are_hours_asked = asks_when_open(query)
    days = query.days
    return frozenset(
        row
        for row, fact in facts.items()
        if any(one.is_another_in(_context(fact)) for one in asked)
        or (are_hours_asked and tells_when_closed(fact.statement, query))
        or (days and _is_of_another_day(fact, days, query.language))
    )


def _is_of_another_day(fact: Fact, days: Collection[str], spoken: Language) -> bool:
    """Tell whether a fact is a row about a day, and not about one of some."""
    subject = fact.lead.partition(" (")[0]
    return names_day(subject, spoken) and set(spoken.weekdays.terms(subject)).isdisjoint(days)


def _context(fact: Fact) -> str:
    """Return what a fact says, and under which headings."""
    return " \n ".join((fact.statement, *fact.asks, *fact.citations[0].locator.heading))


def _content(text: str, language: Language) -> Sequence[str]:
    return [term for term in language.terms(text) if term not in language.function_terms]
