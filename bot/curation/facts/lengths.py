"""How long what somebody types may be to become part of a fact; sentences of sources and what files say may be longer."""

from bot.curation.facts.edit_errors import TooLongError
from bot.curation.facts.sameness import squeezed

LONGEST_STATEMENT = 1000
"""Characters. A fact is told in one message with its quote and where that stands, and a message of Telegram carries 4,096."""
LONGEST_QUESTION = 300
"""Characters. People ask in a sentence or two; what is longer is like nothing that they ask."""


def statement(words: str) -> str:
    """Return what a fact is to say, white space squeezed.

    Raises:
        TooLongError: If it is too long to be told.
    """
    return _within(LONGEST_STATEMENT, words)


def question(words: str) -> str:
    """Return a question that a fact is to answer, white space squeezed.

    Raises:
        TooLongError: If nobody asks like that.
    """
    return _within(LONGEST_QUESTION, words)


def _within(limit: int, words: str) -> str:
    said = squeezed(words)
    if len(said) > limit:
        raise TooLongError(len(said), limit)
    return said
