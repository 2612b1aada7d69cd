"""What `citebot eval` prints: an `Evaluation` in words and small tables, or as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bot.wording.figures import count, percent, preset
from knowledge.answering.decision import PRESETS
from knowledge.evaluation.scores import Evaluation, Trial
from knowledge.model import Problem

_BAR = 20
"""Columns of a full bar in the reliability diagram."""

_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def thresholds(in_use: float) -> tuple[float, ...]:
    """Return the thresholds worth comparing, the one in use first."""
    return tuple(dict.fromkeys((in_use, *PRESETS.values(), *_STEPS)))


def as_text(evaluation: Evaluation, threshold: float, problems: Sequence[Problem]) -> str:
    """Return how the golden questions went, for a person to read.

    Args:
        evaluation: How they went.
        threshold: The one in use, among those of the evaluation.
        problems: What is wrong in the files of golden questions.
    """
    tables = (decisions(evaluation, threshold), reliability(evaluation)) if evaluation.trials else ()
    parts = [
        "\n".join(_summary(evaluation, threshold)),
        *map("\n".join, tables),
        *(_failure(trial, threshold) for trial in evaluation.failures(threshold)),
        "\n".join(map(str, problems)),
    ]
    return "\n\n".join(filter(None, parts))


def _summary(evaluation: Evaluation, threshold: float) -> Iterator[str]:
    asked, failed = len(evaluation.trials), len(evaluation.failures(threshold))
    yield f"{count(asked, 'golden question')} asked: {asked - failed} passed, {failed} failed."
    if evaluation.answerable:
        first, among = percent(evaluation.hit(1) or 0), percent(evaluation.hit(3) or 0)
        yield (
            f"Of the {len(evaluation.answerable)} that have an answer, the right one comes first for {first} "
            f"and among the first three for {among}."
        )
    if undue := len(evaluation.undue(threshold)):
        yield f"{count(undue, 'question')} got an answer where a refusal is due."


def decisions(evaluation: Evaluation, threshold: float) -> Iterator[str]:
    """Yield a table of what is said at each threshold; presets and the one in use are marked."""
    yield f"{'threshold':9}{'answered':>11}{'precision':>11}{'wrong':>8}{'refused':>10}"
    for at in map(evaluation.at, sorted(evaluation.thresholds)):
        marks = (preset(at.threshold), "in use" if at.threshold == threshold else "")
        shares = f"{_share(at.answered):>11}{_share(at.precision):>11}{_share(at.wrong):>8}{_share(at.refused):>10}"
        yield f"{at.threshold:<9.2f}{shares}   {', '.join(filter(None, marks))}".rstrip()
    yield "Answered and wrong are shares of the questions that have an answer, precision is the share of the"
    yield "answered ones that got the right answer, refused is a share of the questions that have none."


def reliability(evaluation: Evaluation) -> Iterator[str]:
    """Yield a diagram of how often the best match answers, by its confidence."""
    yield "confidence   how often the best match is right"
    for part in evaluation.reliability():
        bar = "█" * round(part.right * _BAR)
        yield f"{part.least:.1f} to {part.most:.1f}   {bar:·<{_BAR}}{_share(part.right):>7} of {part.count}"


def _failure(trial: Trial, threshold: float) -> str:
    best = "nothing"
    if trial.best:
        best = f"“{trial.best.fact.statement}” ({trial.best.fact.id}), {percent(trial.confidence)} sure"
    said = best if threshold in trial.answered_at else f"no answer; nearest was {best}"
    golden = trial.golden
    return f"{golden.place}: {golden.text}\n  said:     {said}\n  expected: {golden.expected}"


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)


def as_json(evaluation: Evaluation, threshold: float, problems: Sequence[Problem]) -> str:
    """Return the same as one JSON object; shares and confidences from 0 to 1, null of nothing."""
    return json.dumps(
        {
            "asked": len(evaluation.trials),
            "passed": len(evaluation.trials) - len(evaluation.failures(threshold)),
            "undue": len(evaluation.undue(threshold)),
            "answerable": len(evaluation.answerable),
            "hit@1": evaluation.hit(1),
            "hit@3": evaluation.hit(3),
            "auroc": evaluation.separation(),
            "threshold": threshold,
            "thresholds": [
                {**asdict(evaluation.at(each)), "preset": preset(each) or None}
                for each in sorted(evaluation.thresholds)
            ],
            "reliability": [asdict(part) for part in evaluation.reliability()],
            "failures": [_as_object(trial, threshold) for trial in evaluation.failures(threshold)],
            "problems": list(map(str, problems)),
        },
        indent=2,
    )


def _as_object(trial: Trial, threshold: float) -> dict[str, Any]:
    return {
        "place": trial.golden.place,
        "question": trial.golden.text,
        "expected": trial.golden.expected,
        "answered": threshold in trial.answered_at,
        "fact": trial.best.fact.id if trial.best else None,
        "statement": trial.best.fact.statement if trial.best else None,
        "confidence": round(trial.confidence, 6),
        "rank": trial.rank,
    }
