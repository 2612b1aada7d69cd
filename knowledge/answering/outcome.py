"""What comes of a question: how it was understood, an answer with its proof, or an honest refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.languages.language import FALLBACK
from knowledge.model import Fact


@dataclass(frozen=True, slots=True)
class Repair:
    """A question word that was read as another one."""

    written: str
    read: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked and how it was understood."""

    text: str
    language: str
    repairs: tuple[Repair, ...] = ()
    understood_as: str | None = None
    """The question with its spelling repaired; None where nothing was repaired."""

    @property
    def meant(self) -> str:
        """Return the question as it was understood."""
        return self.understood_as or self.text


@dataclass(frozen=True, slots=True)
class Match:
    """A fact and how sure we are that it answers the question."""

    fact: Fact
    confidence: float
    """Calibrated probability from 0 to 1 that the fact answers the question."""
    found: tuple[str, ...] = ()
    """Words of the question that the fact or its surroundings hold, as the person wrote them or as they were read."""
    missing: tuple[str, ...] = ()
    """Words of the question that they do not hold."""
    verdict: float | None = None
    """Log-odds by the reader that it tells what was asked; None where it was not read and the signals alone decide."""
    told: tuple[int, int] | None = None
    """[start, end) of the words of its statement that tell what was asked; None where there is any doubt which, and of what is not said."""


class Reason(StrEnum):
    """Why there is no answer."""

    NO_QUESTION = "no question"
    """Nothing was asked: no word that could be looked up."""
    NO_FACTS = "no facts"
    """The base is empty."""
    NOTHING_FOUND = "nothing found"
    """No fact shares a word with the question."""
    UNKNOWN_NAME = "unknown name"
    """It names somebody or something, or a number, that no fact holds."""
    NOT_COMPARED = "not compared"
    """It asks for the most, the least or the number of rows of a table, each of which is known only by itself."""
    NOT_IN_SOURCES = "not in the sources"
    """The best match stays below the threshold, and hardly any of the sources holds an answer."""
    NOT_SURE = "not sure"
    """The best match stays below the threshold, although the sources likely hold an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best match, sure enough to be said."""

    question: Question
    matches: tuple[Match, ...]
    """Up to ten, best first; the first one is the answer."""
    threshold: float
    answerability: float
    """Calibrated probability from 0 to 1 that the sources hold an answer; not below that of the best match to be it."""
    conflicts: tuple[Match, ...] = ()
    """Facts that answer the same and say otherwise, approved ones or drafts of other sources; to be shown beside the first."""
    ties: tuple[Match, ...] = ()
    """What may just as well be meant; to be offered beside the first rather than guessed among."""

    @property
    def best(self) -> Match:
        """Return the match that is the answer."""
        return self.matches[0]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """An honest refusal."""

    question: Question
    reason: Reason
    matches: tuple[Match, ...]
    """Up to ten, best first, none of them sure enough."""
    threshold: float
    answerability: float = 0.0
    """Calibrated probability from 0 to 1 that the sources hold an answer all the same."""
    topics: tuple[str, ...] = ()
    """The nearest things that could be asked about."""
    unknown: tuple[str, ...] = ()
    """The names and numbers in question that no fact holds, as the person wrote them."""


def refusals(text: str, reason: Reason, thresholds: Sequence[float]) -> list[Answer | NoAnswer]:
    """Return a refusal at each of some thresholds, of a question that nothing was compared with."""
    question = Question(text=text, language=FALLBACK)
    return [NoAnswer(question, reason, (), threshold) for threshold in thresholds]
