"""Question × statement → whether this only tells when a house is closed, where somebody asks when it is open."""

from knowledge.answering.query import Query
from knowledge.languages import weekdays
from knowledge.languages.language import Language
from knowledge.languages.values import value_kinds


def asks_when_open(query: Query) -> bool:
    """Tell whether a question, or a few words that name something, ask for opening hours, and not those of one day."""
    if not (query.asked or query.is_phrase):  # Is it open at Easter? That it is closed then tells it.
        return False
    names_day = any(form.startswith(weekdays.MARK) for word in query.words for form in word.forms)
    return not names_day and query.language.tells_opening(query.question.meant)


def tells_when_closed(statement: str, spoken: Language) -> bool:
    """Tell whether a statement says that a house is closed, and neither that it is open nor from when to when."""
    return spoken.tells_closing(statement) and "time" not in value_kinds(statement, spoken)
