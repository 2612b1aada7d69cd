"""Learn knowledge/weights.json from question sets.

    python benchmarks/learn.py SET... [--hold-out]

A SET is a folder with documents/, questions.jsonl and, where they apply, facts/ and absent.jsonl. The ranking is a linear
softmax over the candidates of each question, the confidence a logistic model over the first three of them; both are
convex, so the numbers depend on the sets alone. With --hold-out nothing is written: the weights are learned from the questions on two
thirds of each set's documents and scored on the last third, to see whether they hold on material they have not seen.
"""

import argparse
import json
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from knowledge.base import KnowledgeBase
from knowledge.features import FEATURES
from knowledge.model import Fact
from knowledge.ranking import CONFIDENCE_FEATURES, Weights, confidence_features
from knowledge.snapshot import Snapshot

WEIGHTS = Path(__file__).parent.parent / "knowledge" / "weights.json"
FIXED = {"approved": 0.5}
"""Weights no set can teach, since none mixes approved facts with rival drafts: a person's word wins a near tie."""
PENALTY = 1e-3
"""Ridge penalty, against weights that only fit noise."""
JUDGED = 3
"""Candidates of a question that the confidence learns from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set."""

    text: str
    gold: Mapping[str, Any]
    """The set's line; empty for an absent question."""
    is_held_out: bool

    def is_answered_by(self, fact: Fact) -> bool:
        """Tell whether a fact is the right one, or cites a span that holds an answer."""
        if "fact" in self.gold:
            return bool(fact.id == self.gold["fact"])
        return any(
            citation.source == self.gold["document"]
            and citation.locator.start < end
            and start < citation.locator.end
            for citation in fact.citations
            for start, end in self.gold.get("spans", ())
        )


def questions(folder: Path) -> Iterator[Asked]:
    """Yield the questions of a set, as written and misspelt, then the absent ones."""
    for line in _lines(folder / "questions.jsonl"):
        held_out = _is_held_out(line.get("document") or line["fact"])
        for form in ("question", "typo"):
            if form in line:
                yield Asked(line[form], line, held_out)
    for line in _lines(folder / "absent.jsonl"):
        yield Asked(line["question"], {}, _is_held_out(line["question"]))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _is_held_out(name: str) -> bool:
    return zlib.crc32(name.encode()) % 3 == 0


def open_set(folder: Path, scratch: Path) -> Snapshot:
    """Return the snapshot of a home made from a set."""
    home = scratch / folder.name
    shutil.copytree(folder / "documents", home / "sources")
    if (folder / "facts").is_dir():
        shutil.copytree(folder / "facts", home / "facts")
    base = KnowledgeBase(home, home / ".citebot")
    base.refresh()
    assert base.snapshot is not None
    return base.snapshot


def learn_ranking(snapshots: Mapping[str, Snapshot], asked: Mapping[str, list[Asked]]) -> dict[str, float]:
    """Return the weights under which the right candidate of each question is likeliest to come first."""
    rows, right, starts, importance = [], [], [], []
    for name, snapshot in snapshots.items():
        for question in asked[name]:
            ranked = snapshot.rank(snapshot.understand(question.text))
            facts = snapshot.facts(ranked)
            is_right = [question.is_answered_by(facts[candidate.entry.row]) for candidate in ranked]
            if any(is_right) and not all(is_right):
                starts.append(sum(map(len, right)))
                rows.append(np.array([astuple(candidate.features) for candidate in ranked], dtype=np.float32))
                right.append(np.array(is_right))
                importance.append(1 / np.sqrt(len(asked[name])))
    x, y = np.concatenate(rows), np.concatenate(right)
    spread = x.std(axis=0) + 1e-6
    for name in FIXED:
        x[:, FEATURES.index(name)] = 0
    fitted = minimize(
        _softmax_loss,
        np.zeros(len(FEATURES)),
        (x / spread, y, np.array(starts), np.array(importance)),
        jac=True,
        method="L-BFGS-B",
    )
    return dict(zip(FEATURES, map(float, fitted.x / spread), strict=True)) | FIXED


def _softmax_loss(
    weights: np.ndarray, x: np.ndarray, right: np.ndarray, starts: np.ndarray, importance: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return minus the log-probability that a right candidate is drawn, and its gradient."""
    importance = importance / importance.sum()
    lengths = np.diff(np.append(starts, len(x)))
    scores = x @ weights
    scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
    likely = np.exp(scores)
    among_all = np.add.reduceat(likely, starts)
    among_right = np.add.reduceat(likely * right, starts) + 1e-300
    loss = -(importance * np.log(among_right / among_all)).sum() + PENALTY * weights @ weights
    pull = (
        np.repeat(importance / among_all, lengths) * likely
        - np.repeat(importance / among_right, lengths) * likely * right
    )
    return float(loss), x.T @ pull + 2 * PENALTY * weights


def learn_confidence(
    snapshots: Mapping[str, Snapshot], asked: Mapping[str, list[Asked]]
) -> tuple[dict[str, float], float]:
    """Return the weights and the bias under which confidence is the frequency of being right."""
    rows, right, importance = [], [], []
    for name, snapshot in snapshots.items():
        for question in asked[name]:
            query = snapshot.understand(question.text)
            ranked = snapshot.rank(query)
            facts = snapshot.facts(ranked[:JUDGED])
            for position, candidate in enumerate(ranked[:JUDGED]):
                rows.append(confidence_features(query, ranked, position))
                right.append(question.is_answered_by(facts[candidate.entry.row]))
                importance.append(1 / np.sqrt(len(asked[name])))
    x, y = np.array(rows), np.array(right, dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    fitted = minimize(
        _logistic_loss,
        np.zeros(x.shape[1] + 1),
        ((x - mean) / spread, y, np.array(importance)),
        jac=True,
        method="L-BFGS-B",
    )
    weights = fitted.x[1:] / spread
    return dict(zip(CONFIDENCE_FEATURES, map(float, weights), strict=True)), float(
        fitted.x[0] - weights @ mean
    )


def _logistic_loss(
    weights: np.ndarray, x: np.ndarray, right: np.ndarray, importance: np.ndarray
) -> tuple[float, np.ndarray]:
    importance = importance / importance.sum()
    logits = weights[0] + x @ weights[1:]
    loss = (importance * (np.logaddexp(0, logits) - right * logits)).sum() + PENALTY * weights[1:] @ weights[
        1:
    ]
    pull = importance * (1 / (1 + np.exp(-logits)) - right)
    return float(loss), np.concatenate([[pull.sum()], x.T @ pull + 2 * PENALTY * weights[1:]])


def score(snapshot: Snapshot, asked: Iterable[Asked]) -> dict[str, float]:
    """Return hit@1 in per cent and how many questions it was measured on."""
    hits = total = 0
    for question in asked:
        if question.gold:
            ranked = snapshot.rank(snapshot.understand(question.text))[:1]
            hits += any(question.is_answered_by(fact) for fact in snapshot.facts(ranked).values())
            total += 1
    return {"hit@1": round(100 * hits / max(total, 1), 1), "questions": total}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        snapshots = {folder.name: open_set(folder, Path(scratch)) for folder in arguments.sets}
        everything = {folder.name: list(questions(folder)) for folder in arguments.sets}
        taught = {
            name: [question for question in asked if not (arguments.hold_out and question.is_held_out)]
            for name, asked in everything.items()
        }
        unlearned = Weights(dict.fromkeys(FEATURES, 0.0), dict.fromkeys(CONFIDENCE_FEATURES, 0.0), 0.0)
        snapshots = {name: snapshot.with_weights(unlearned) for name, snapshot in snapshots.items()}
        weights = replace(unlearned, ranking=learn_ranking(snapshots, taught))
        snapshots = {name: snapshot.with_weights(weights) for name, snapshot in snapshots.items()}
        confidence, bias = learn_confidence(snapshots, taught)
        weights = replace(weights, confidence=confidence, bias=bias)
        for name, snapshot in snapshots.items():
            held_out = [question for question in everything[name] if question.is_held_out]
            print(name, score(snapshot, held_out if arguments.hold_out else everything[name]))
    if not arguments.hold_out:
        rounded = {
            "ranking": {name: round(value, 4) for name, value in weights.ranking.items()},
            "confidence": {name: round(value, 4) for name, value in weights.confidence.items()},
            "bias": round(weights.bias, 4),
        }
        WEIGHTS.write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
