r"""Learn knowledge/answering/weights.json, or with --encoder weights-encoder.json, from question sets.

    python benchmarks/learn.py LESSON... [--hold-out] [--encoder FOLDER]

A set is a folder with documents/, questions.jsonl and, where they apply, facts/ and absent.jsonl. A lesson is
    SET        the set as it is
    SET+SET    both in one home, where approved facts compete with the drafts of other documents
    SET/*      some of its documents, each in a home of its own, where the questions on others have no answer
    SET/-      the set without the sentences that answer some of its questions, on matters that are mentioned but not told (for the
               confidence only)
    SET/!      the set with some sentences approved, each with a question of the set as its example (for the confidence only:
               how far to trust a likeness; asked misspelt, the examples are too easy to learn an order from)

The ranking is a linear softmax over the candidates of each question, the confidence a logistic model over the first three of
them, the answerability another over all questions of the lessons that also ask what has no answer; all three are convex, so the
numbers depend on the lessons alone. With --hold-out nothing is written: the weights are learned from the questions on two thirds of each
set's documents and scored on the last third, to see whether they hold on unseen material.

It needs the dependency group "learn". The weights that ship were learned from five public sets in a folder D by

    python benchmarks/learn.py D/encyclopedia D/papers D/faq D/arabic D/chinese D/encyclopedia+D/faq \
        'D/encyclopedia/*' 'D/chinese/*' 'D/papers/*' D/encyclopedia/- D/papers/- 'D/encyclopedia/!' 'D/papers/!'

in thirteen minutes; with a third of the questions (--every 3, four minutes) they rank but some tenths of a per cent worse. Those for an encoder
(all-MiniLM-L6-v2) were learned from the lessons D/encyclopedia D/papers D/faq D/encyclopedia+D/faq 'D/encyclopedia/*' D/encyclopedia/-
'D/encyclopedia/!' with --every 3.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, replace
from pathlib import Path
from typing import Any

import numpy as np
from lessons import Home, RememberingEncoder, homes
from scipy.optimize import minimize

from knowledge.answering.answerability import ANSWERABILITY_FEATURES, answerability_features
from knowledge.answering.decision import THRESHOLD
from knowledge.answering.features import FEATURES
from knowledge.answering.ranking import CONFIDENCE_FEATURES, confidence_features
from knowledge.answering.weights import Logistic, Weights, weights_file
from knowledge.evaluation.scores import Evaluation, Golden, Trial, evaluate

PENALTY = 1e-3
"""Ridge penalty, against weights that only fit noise."""
CUT = 0.25
"""What a question of a lesson SET/- counts for the answerability, since most of them are those of SET again. At 1, what is mentioned but
not told is told apart a little better (AUROC 0.6), what is not mentioned a little worse (0.3)."""
JUDGED = 3
"""Candidates of a kind that the confidence learns from."""


def importances(classes: Iterable[Home]) -> dict[str, float]:
    """Return lesson → what one of its questions counts, so that a lesson's say grows with the root of its size."""
    sizes: dict[str, int] = {}
    for home in classes:
        sizes[home.lesson] = sizes.get(home.lesson, 0) + len(home.asked)
    return {lesson: size**-0.5 for lesson, size in sizes.items() if size}


def learn_ranking(classes: Sequence[Home]) -> dict[str, float]:
    """Return the weights under which the right candidate of each question is likeliest to come first among those of its kind."""
    rows, right, importance = [], [], []
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            ranked = home.snapshot.rank(home.snapshot.understand(question.text)) if question.gold else []
            facts = home.snapshot.facts(ranked)
            for is_approved in (0.0, 1.0):
                kind = [candidate for candidate in ranked if candidate.features.approved == is_approved]
                is_right = [question.gold.is_met_by(facts[candidate.row]) for candidate in kind]
                if any(is_right) and not all(is_right):
                    rows.append(
                        np.array([astuple(candidate.features) for candidate in kind], dtype=np.float32)
                    )
                    right.append(np.array(is_right))
                    importance.append(counts[home.lesson])
    x, y = np.concatenate(rows), np.concatenate(right)
    starts = np.cumsum([0, *map(len, right[:-1])])
    spread = x.std(axis=0) + 1e-6
    known = (x / spread, y, starts, np.array(importance))
    fitted = minimize(_softmax_loss, np.zeros(len(FEATURES)), known, jac=True, method="L-BFGS-B")
    return dict(zip(FEATURES, map(float, fitted.x / spread), strict=True))


def _softmax_loss(
    weights: np.ndarray, x: np.ndarray, right: np.ndarray, starts: np.ndarray, importance: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return minus the log-probability that a right candidate is drawn, and its gradient."""
    importance = importance / importance.sum()
    lengths = np.diff(np.append(starts, len(x)))
    scores = x @ weights
    likely = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths))
    among_all = np.add.reduceat(likely, starts)
    among_right = np.add.reduceat(likely * right, starts) + 1e-300
    loss = -(importance * np.log(among_right / among_all)).sum() + PENALTY * weights @ weights
    pull = np.repeat(importance / among_all, lengths) - np.repeat(importance / among_right, lengths) * right
    return float(loss), x.T @ (pull * likely) + 2 * PENALTY * weights


def learn_confidence(classes: Sequence[Home]) -> Logistic:
    """Return the model under which confidence is the frequency of being right."""
    rows, right, importance = [], [], []
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            query = home.snapshot.understand(question.text)
            ranked = home.snapshot.rank(query)
            judged = [candidate for candidate in ranked if candidate.place < JUDGED]
            facts = home.snapshot.facts(judged)
            for candidate in judged:
                rows.append(confidence_features(query, candidate))
                right.append(question.gold.is_met_by(facts[candidate.row]))
                importance.append(counts[home.lesson])
    return _fitted(CONFIDENCE_FEATURES, rows, right, importance)


def learn_answerability(classes: Sequence[Home]) -> Logistic:
    """Return the model under which answerability is the frequency of questions that have an answer."""
    rows, is_answerable, importance = [], [], []
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            query = home.snapshot.understand(question.text)
            if ranked := home.snapshot.rank(query):
                rows.append(answerability_features(query, ranked))
                is_answerable.append(bool(question.gold))
                importance.append(counts[home.lesson] * (CUT if home.lesson.endswith("/-") else 1))
    return _fitted(ANSWERABILITY_FEATURES, rows, is_answerable, importance)


def _fitted(
    names: Sequence[str],
    rows: Sequence[Sequence[float]],
    is_so: Sequence[bool],
    importance: Sequence[float],
) -> Logistic:
    x = np.array(rows)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    known = ((x - mean) / spread, np.array(is_so, dtype=float), np.array(importance))
    fitted = minimize(_logistic_loss, np.zeros(x.shape[1] + 1), known, jac=True, method="L-BFGS-B")
    weights = fitted.x[1:] / spread
    return Logistic(dict(zip(names, map(float, weights), strict=True)), float(fitted.x[0] - weights @ mean))


def _logistic_loss(
    weights: np.ndarray, x: np.ndarray, is_so: np.ndarray, importance: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return minus the log-likelihood of what is so, and its gradient."""
    importance = importance / importance.sum()
    logits = weights[0] + x @ weights[1:]
    penalty = PENALTY * weights[1:] @ weights[1:]
    loss = (importance * (np.logaddexp(0, logits) - is_so * logits)).sum() + penalty
    pull = importance * (1 / (1 + np.exp(-logits)) - is_so)
    return float(loss), np.concatenate([[pull.sum()], x.T @ pull + 2 * PENALTY * weights[1:]])


def learn(classes: Sequence[Home]) -> Weights:
    """Return the weights that the homes' questions teach."""
    unlearned = Weights(
        dict.fromkeys(FEATURES, 0.0),
        Logistic(dict.fromkeys(CONFIDENCE_FEATURES, 0.0), 0.0),
        Logistic(dict.fromkeys(ANSWERABILITY_FEATURES, 0.0), 0.0),
    )
    ordering = [home for home in classes if not home.lesson.endswith(("/!", "/-"))]
    weights = replace(unlearned, ranking=learn_ranking(_taught(ordering, unlearned)))
    weights = replace(weights, confidence=learn_confidence(_taught(classes, weights)))
    return replace(
        weights, answerability=learn_answerability(_taught(filter(_asks_in_vain, classes), weights))
    )


def _asks_in_vain(home: Home) -> bool:
    return any(not question.gold for question in home.asked)


def _taught(classes: Iterable[Home], weights: Weights) -> list[Home]:
    return [replace(home, snapshot=home.snapshot.with_weights(weights)) for home in classes]


def report(classes: Iterable[Home], threshold: float = THRESHOLD) -> None:
    """Print how each lesson went, in per cent."""
    trials: dict[str, tuple[Trial, ...]] = {}
    for home in classes:
        asked = (Golden(question.text, question.gold) for question in home.asked)
        trials[home.lesson] = trials.get(home.lesson, ()) + evaluate(home.snapshot, asked, [threshold]).trials
    for lesson, tried in trials.items():
        went = Evaluation(tried, (threshold,))
        at = went.at(threshold)
        shares = {
            "hit@1": went.hit(1),
            "answered": at.answered,
            "precision": at.precision,
            "refused": at.refused,
            "auroc": went.separation(),
        }
        name = "+".join(
            Path(part).name if part[-1] not in "*!-" else "/".join(Path(part).parts[-2:])
            for part in lesson.split("+")
        )
        figures = (f"{key} {100 * share:5.1f}" for key, share in shares.items() if share is not None)
        print(f"{name:24} n {len(tried):5}", *figures)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lessons", nargs="+", metavar="LESSON")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--encoder", type=Path, metavar="FOLDER", help="rank with a sentence encoder")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth question only")
    arguments = parser.parse_args()
    encoder = RememberingEncoder(arguments.encoder) if arguments.encoder else None
    with tempfile.TemporaryDirectory() as scratch:
        classes = [
            home
            for number, lesson in enumerate(arguments.lessons)
            for home in homes(lesson, Path(scratch) / str(number), encoder)
        ]
        classes = [replace(home, asked=home.asked[:: arguments.every]) for home in classes]
        if not any(map(_asks_in_vain, classes)):
            parser.error("add a lesson with questions that have no answer, such as SET/* or SET/-")
        taught = tested = classes
        if arguments.hold_out:
            taught = [replace(home, asked=[q for q in home.asked if not q.is_held_out]) for home in classes]
            tested = [replace(home, asked=[q for q in home.asked if q.is_held_out]) for home in classes]
        weights = learn(taught)
        report(_taught(tested, weights))
    if not arguments.hold_out:
        text = json.dumps(_rounded(asdict(weights)), indent=2) + "\n"
        weights_file(is_encoded=encoder is not None).write_text(text, "utf-8")


def _rounded(numbers: Any) -> Any:
    if isinstance(numbers, dict):
        return {name: _rounded(value) for name, value in numbers.items()}
    return round(numbers, 4)


if __name__ == "__main__":
    main()
