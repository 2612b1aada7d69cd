"""Questions with known answers → how often the right fact comes first, what is declined, and how far to trust the confidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.answering.outcome import Answer, Match, NoAnswer
from knowledge.model import Fact

_BINS = 10
"""Parts of the reliability diagram, each a tenth of confidence wide."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What answers a question: one fact, or any of some spans of a source. Left empty, nothing does."""

    fact: str = ""
    """Id of the fact that answers."""
    source: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    """(start, end) in the source's text."""

    def __bool__(self) -> bool:
        """Tell whether anything answers."""
        return bool(self.fact or self.spans)

    def is_met_by(self, fact: Fact) -> bool:
        """Tell whether a fact is the right one, or cites words of one of the spans."""
        if self.fact:
            return fact.id == self.fact
        return any(
            citation.source == self.source and citation.locator.start < end and start < citation.locator.end
            for citation in fact.citations
            for start, end in self.spans
        )


@dataclass(frozen=True, slots=True)
class Golden:
    """A question and what is known to answer it."""

    text: str
    gold: Gold
    place: str = ""
    """Where it is written down, as "file:line"."""
    expected: str = ""
    """What answers it, for a person to read."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A golden question and what came of asking it."""

    golden: Golden
    best: Match | None
    rank: int | None
    """Place of the first match that answers, from 1."""
    answerability: float
    """How likely the sources hold an answer, as the bot sees it."""
    answered_at: frozenset[float]
    """Thresholds at which the best match is said."""

    @property
    def confidence(self) -> float:
        """Return how sure the best match is; 0 if there is none."""
        return self.best.confidence if self.best else 0.0

    def passes(self, threshold: float) -> bool:
        """Tell whether the right thing is said at a threshold, or nothing where nothing answers."""
        is_answered = threshold in self.answered_at
        return is_answered and self.rank == 1 if self.golden.gold else not is_answered


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is said at one threshold. Shares from 0 to 1, None of nothing."""

    threshold: float
    answered: float | None
    """Of the questions that have an answer, those that get one."""
    precision: float | None
    """Of these, those that get the right one."""
    wrong: float | None
    """Of the questions that have an answer, those that get another."""
    refused: float | None
    """Of the questions without an answer, those that get none."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One line of a reliability diagram: the questions whose best match is about equally sure."""

    least: float
    most: float
    count: int
    right: float
    """Share of best matches that answer, from 0 to 1; what the confidence should be."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All trials and what they say together."""

    trials: tuple[Trial, ...]
    thresholds: tuple[float, ...]

    @property
    def answerable(self) -> tuple[Trial, ...]:
        """Return the trials of questions that have an answer."""
        return tuple(trial for trial in self.trials if trial.golden.gold)

    @property
    def absent(self) -> tuple[Trial, ...]:
        """Return the trials of questions that have none."""
        return tuple(trial for trial in self.trials if not trial.golden.gold)

    def hit(self, k: int) -> float | None:
        """Return the share of answerable questions with an answer among the first k matches, however sure."""
        trials = self.answerable
        return _share(sum(trial.rank is not None and trial.rank <= k for trial in trials), len(trials))

    def at(self, threshold: float) -> Decisions:
        """Return what is said at one of the thresholds."""
        answerable, absent = self.answerable, self.absent
        answered = [trial for trial in answerable if threshold in trial.answered_at]
        right = sum(trial.rank == 1 for trial in answered)
        return Decisions(
            threshold=threshold,
            answered=_share(len(answered), len(answerable)),
            precision=_share(right, len(answered)),
            wrong=_share(len(answered) - right, len(answerable)),
            refused=_share(len(absent) - len(self.undue(threshold)), len(absent)),
        )

    def failures(self, threshold: float) -> tuple[Trial, ...]:
        """Return the trials that do not pass at one of the thresholds."""
        return tuple(trial for trial in self.trials if not trial.passes(threshold))

    def undue(self, threshold: float) -> tuple[Trial, ...]:
        """Return the trials in which something is said at one of the thresholds although nothing answers."""
        return tuple(trial for trial in self.absent if not trial.passes(threshold))

    def separation(self) -> float | None:
        """Return the area under the ROC curve, answerable against absent; see `auroc`."""
        answerable, absent = self.answerable, self.absent
        return auroc([t.answerability for t in answerable], [t.answerability for t in absent])

    def reliability(self) -> tuple[Bin, ...]:
        """Return how often the best match answers, by its confidence (a reliability diagram; DeGroot and Fienberg, 1983)."""
        bins: dict[int, list[bool]] = {}
        for trial in self.trials:
            if trial.best:
                number = min(int(trial.confidence * _BINS), _BINS - 1)
                bins.setdefault(number, []).append(trial.rank == 1)
        return tuple(
            Bin(number / _BINS, (number + 1) / _BINS, len(right), sum(right) / len(right))
            for number, right in sorted(bins.items())
        )


class Answers(Protocol):
    """Whoever can be asked: a base, or one of its pipelines."""

    def ask_at(self, text: str, thresholds: Sequence[float]) -> list[Answer | NoAnswer]:
        """Return what a question comes to at each of some thresholds."""


def evaluate(asked: Answers, questions: Iterable[Golden], thresholds: Sequence[float]) -> Evaluation:
    """Ask every question once and decide on it at every threshold.

    Args:
        asked: Who is asked.
        questions: What is asked.
        thresholds: Confidences from which on a match is an answer. The confidence of a trial is that at the first of them.
    """
    return Evaluation(tuple(_try(asked, golden, thresholds) for golden in questions), tuple(thresholds))


def _try(asked: Answers, golden: Golden, thresholds: Sequence[float]) -> Trial:
    outcomes = dict(zip(thresholds, asked.ask_at(golden.text, thresholds), strict=True))
    matches = outcomes[thresholds[0]].matches
    places = (place for place, match in enumerate(matches, 1) if golden.gold.is_met_by(match.fact))
    return Trial(
        golden=golden,
        best=matches[0] if matches else None,
        rank=next(places, None),
        answerability=outcomes[thresholds[0]].answerability,
        answered_at=frozenset(t for t, outcome in outcomes.items() if isinstance(outcome, Answer)),
    )


def auroc(answerable: Sequence[float], absent: Sequence[float]) -> float | None:
    """Return the chance that a random answerable question is thought more answerable than a random absent one; a tie counts half.

    Args:
        answerable: What the bot thinks of them, on any scale.
        absent: The same, on the same scale.
    """
    ranked = sorted(absent)
    below = sum(bisect_left(ranked, value) + bisect_right(ranked, value) for value in answerable)
    return _share(below / 2, len(answerable) * len(absent))


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
