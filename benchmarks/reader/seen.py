"""What an edit sees: the words of a question, and what stands in the passage beside it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

NAME = re.compile(
    r"(?<!^)(?<![.?!:\"“] )\b[A-Z][\w'’-]*\w(?: (?:of |the |de |and |von |van )?[A-Z][\w'’-]*\w)*"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a passage."""

    text: str
    """All of it."""
    answer: str
    """The words that tell; empty where that is not known."""
    words: frozenset[str]
    """Of it and whatever else is shown, in lower case."""
    names: Sequence[str]
    """Of the same documents."""

    def lacks(self, pattern: str) -> bool:
        """Tell whether nothing like this stands in the passage."""
        return not re.search(pattern, self.text, re.IGNORECASE)


Maker = Callable[[str, Seen, Random], str | None]
"""Makes an edit of a question; None where none is safe."""


def names_in(text: str) -> list[str]:
    """Return the names in a text, as their capitals show them."""
    return [found.group() for found in NAME.finditer(text)]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def swapped(question: str, found: re.Match[str], new: str) -> str:
    """Return a question with new words in one place."""
    return question[: found.start()] + new + question[found.end() :]


def places_of(question: str, words: Iterable[str]) -> list[re.Match[str]]:
    """Return where any of some words stands in a question."""
    return list(re.finditer(rf"\b(?:{'|'.join(words)})\b", question))
