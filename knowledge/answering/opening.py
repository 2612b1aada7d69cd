"""Question × statement → whether this only tells when a house is closed, where somebody asks when it is open."""

from knowledge.answering.query import Query
from knowledge.languages.clock import times
from knowledge.languages.values import value_kinds


def asks_when_open(query: Query) -> bool:
    """Tell whether a question, or a few words that name something, ask for opening hours."""
    # Is it open at Easter? That it is closed then tells it.
    return bool(query.asked or query.is_phrase) and query.language.tells_opening(query.question.meant)


def tells_when_closed(statement: str, query: Query) -> bool:
    """Tell whether a statement says that a house is closed, and neither that it is open nor from when to when.

    Where a question names a day, it must be closed on a date: that it is closed on Mondays tells when it is open on Mondays.
    """
    spoken = query.language
    if not spoken.tells_closing(statement) or any(times(statement, spoken)):
        return False
    return not query.days or "date" in value_kinds(statement, spoken)
