r"""Learn knowledge/weights.json, or with --encoder weights-encoder.json, from question sets.

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
them; both are convex, so the numbers depend on the lessons alone. With --hold-out nothing is written: the weights are learned
from the questions on two thirds of each set's documents and scored on the last third, to see whether they hold on unseen material.

It needs the dependency group "learn". The weights that ship were learned from five public sets in a folder D by

    python benchmarks/learn.py D/encyclopedia D/papers D/faq D/arabic D/chinese D/encyclopedia+D/faq \
        'D/encyclopedia/*' 'D/chinese/*' 'D/papers/*' D/encyclopedia/- D/papers/- 'D/encyclopedia/!' 'D/papers/!' --every 3
"""

import argparse
import json
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from knowledge.base import KnowledgeBase
from knowledge.encoder import Encoder
from knowledge.features import FEATURES
from knowledge.languages import detect
from knowledge.model import Fact
from knowledge.ranking import CONFIDENCE_FEATURES, Weights, confidence_features, weights_file
from knowledge.snapshot import Snapshot
from knowledge.text import function_terms, stemmer, tokens

PENALTY = 1e-3
"""Ridge penalty, against weights that only fit noise."""
JUDGED = 3
"""Candidates of a kind that the confidence learns from."""
CUT_STEP = 4
"""Of the questions of a set every fourth loses its answer in the lesson SET/-."""
APPROVED_STEP = 5
"""Of the questions of a set every fifth is the example of an approved fact in the lesson SET/!."""
SMALL_HOMES = 24
"""Documents of a set that get a home of their own in the lesson SET/*."""
KEYWORDS_STEP = 4
"""Every how many questions the bare words of one are asked too."""
UNION_STEP = 3
"""Of the questions of a union every third is asked, since each set also has a lesson of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set."""

    text: str
    gold: Mapping[str, Any]
    """The set's line; empty for a question without an answer."""
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


@dataclass(frozen=True, slots=True)
class Home:
    """A home made for a lesson, and what is asked there."""

    lesson: str
    snapshot: Snapshot
    asked: Sequence[Asked]


class RememberingEncoder(Encoder):
    """An encoder that encodes no text twice, since the lessons share their documents."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[tuple[str, bool], bytes] = {}

    def encode(self, texts: Sequence[str], *, is_question: bool = False) -> list[bytes]:
        """Return the vector of each text."""
        new = list(dict.fromkeys(text for text in texts if (text, is_question) not in self._known))
        for text, vector in zip(new, super().encode(new, is_question=is_question), strict=True):
            self._known[text, is_question] = vector
        return [self._known[text, is_question] for text in texts]


def homes(lesson: str, scratch: Path, encoder: Encoder | None) -> Iterator[Home]:
    """Yield the homes of a lesson, made in a scratch folder."""
    if lesson.endswith("/*"):
        yield from _small_homes(lesson, Path(lesson[:-2]), scratch, encoder)
        return
    if lesson.endswith("/-"):
        yield _cut_home(lesson, Path(lesson[:-2]), scratch, encoder)
        return
    if lesson.endswith("/!"):
        yield _approved_home(lesson, Path(lesson[:-2]), scratch, encoder)
        return
    sets = [Path(part) for part in lesson.split("+")]
    documents = [path for folder in sets for path in sorted((folder / "documents").iterdir())]
    asked = [question for folder in sets for question in questions(folder)]
    snapshot = _open(documents, [folder / "facts" for folder in sets], scratch, encoder)
    yield Home(lesson, snapshot, asked[:: UNION_STEP if len(sets) > 1 else 1])


def _small_homes(lesson: str, folder: Path, scratch: Path, encoder: Encoder | None) -> Iterator[Home]:
    asked = list(questions(folder))
    documents = sorted((folder / "documents").iterdir())
    for path in documents[:: max(1, len(documents) // SMALL_HOMES)]:
        own = [question for question in asked if question.gold.get("document") == path.name]
        others = [question for question in asked if question.gold.get("document") != path.name]
        foreign = [
            replace(question, gold={}) for question in others[:: max(1, len(others) // max(len(own), 20))]
        ]
        yield Home(lesson, _open([path], [], scratch / path.name, encoder), own + foreign)


def _cut_home(lesson: str, folder: Path, scratch: Path, encoder: Encoder | None) -> Home:
    """Return a home whose documents have blanks where the answers to every few questions stood, so that all else keeps its place."""
    documents = sorted((folder / "documents").iterdir())
    plain = _open(documents, [], scratch / "plain", None)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in documents}
    asked = [question for question in questions(folder) if question.gold]
    numbers = {line["question"]: n for n, line in enumerate(_lines(folder / "questions.jsonl"))}
    cut: dict[str, list[Fact]] = {path.name: [] for path in documents}
    for question in asked:
        if numbers[question.gold["question"]] % CUT_STEP:
            continue
        for fact in plain.facts(plain.rank(plain.understand(question.gold["question"]))).values():
            if question.is_answered_by(fact):
                source, place = fact.citations[0].source, fact.citations[0].locator
                texts[source] = (
                    texts[source][: place.start]
                    + " " * (place.end - place.start)
                    + texts[source][place.end :]
                )
                cut[source].append(fact)
    left = scratch / "left"
    left.mkdir()
    for name, text in texts.items():
        (left / name).write_bytes(text.encode("utf-8"))
    asked = [
        replace(question, gold={})
        if any(map(question.is_answered_by, cut[question.gold["document"]]))
        else question
        for question in asked
    ]
    return Home(lesson, _open(sorted(left.iterdir()), [], scratch / "home", encoder), asked)


def _approved_home(lesson: str, folder: Path, scratch: Path, encoder: Encoder | None) -> Home:
    """Return a home in which every few questions are the example of an approved fact, which is then asked for misspelt.

    What it teaches is restraint: the other questions are mostly on the same documents, and an example like them is not their answer.
    """
    documents = sorted((folder / "documents").iterdir())
    plain = _open(documents, [], scratch / "plain", None)
    lines = _lines(folder / "questions.jsonl")
    approved, asked = [], []
    for number, line in enumerate(lines):
        question = Asked(line["question"], line, _is_held_out(line["document"]))
        if number % APPROVED_STEP:
            asked.append(question)
            continue
        ranked = plain.rank(plain.understand(line["question"]))
        fact = next((fact for fact in plain.facts(ranked).values() if question.is_answered_by(fact)), None)
        if fact:
            cite = {"source": line["document"], "quote": fact.citations[0].quote}
            approved.append(
                {"id": f"a-{number}", "fact": fact.statement, "asks": [line["question"]], "cites": [cite]}
            )
            asked.append(replace(question, text=line["typo"]))
    made = scratch / "made"
    made.mkdir()
    (made / "facts.yaml").write_text(json.dumps(approved), "utf-8")  # YAML holds JSON
    return Home(lesson, _open(documents, [made], scratch / "home", encoder), asked)


def questions(folder: Path) -> Iterator[Asked]:
    """Yield the questions of a set, as written, misspelt, and now and then as bare words; then those without an answer."""
    for number, line in enumerate(_lines(folder / "questions.jsonl")):
        held_out = _is_held_out(line.get("document") or line["fact"])
        forms = [line["question"], line["typo"]]
        if number % KEYWORDS_STEP == 0:
            forms.append(_keywords(line["question"]))
        yield from (Asked(text, line, held_out) for text in forms)
    for line in _lines(folder / "absent.jsonl"):
        yield Asked(line["question"], {}, _is_held_out(line["question"]))


def _keywords(question: str) -> str:
    """Return what a hurried person would type."""
    code = detect(question)
    stem, skipped = stemmer(code), function_terms(code)
    return " ".join(question[t.start : t.end] for t in tokens(question) if stem(t.text) not in skipped)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _is_held_out(name: str) -> bool:
    return zlib.crc32(name.encode()) % 3 == 0


def _open(documents: Iterable[Path], facts: Iterable[Path], home: Path, encoder: Encoder | None) -> Snapshot:
    (home / "sources").mkdir(parents=True)
    for path in documents:
        shutil.copy(path, home / "sources")
    for folder in facts:
        if folder.is_dir():
            shutil.copytree(folder, home / "facts", dirs_exist_ok=True)
    base = KnowledgeBase(home, home / ".citebot", encoder=encoder)
    base.refresh()
    assert base.snapshot is not None
    return base.snapshot


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
                is_right = [question.is_answered_by(facts[candidate.row]) for candidate in kind]
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


def learn_confidence(classes: Sequence[Home]) -> tuple[dict[str, float], float]:
    """Return the weights and the bias under which confidence is the frequency of being right."""
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
                right.append(question.is_answered_by(facts[candidate.row]))
                importance.append(counts[home.lesson])
    x = np.array(rows)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    known = ((x - mean) / spread, np.array(right, dtype=float), np.array(importance))
    fitted = minimize(_logistic_loss, np.zeros(x.shape[1] + 1), known, jac=True, method="L-BFGS-B")
    weights = fitted.x[1:] / spread
    return dict(zip(CONFIDENCE_FEATURES, map(float, weights), strict=True)), float(
        fitted.x[0] - weights @ mean
    )


def _logistic_loss(
    weights: np.ndarray, x: np.ndarray, right: np.ndarray, importance: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return minus the log-likelihood of what was right, and its gradient."""
    importance = importance / importance.sum()
    logits = weights[0] + x @ weights[1:]
    penalty = PENALTY * weights[1:] @ weights[1:]
    loss = (importance * (np.logaddexp(0, logits) - right * logits)).sum() + penalty
    pull = importance * (1 / (1 + np.exp(-logits)) - right)
    return float(loss), np.concatenate([[pull.sum()], x.T @ pull + 2 * PENALTY * weights[1:]])


def learn(classes: Sequence[Home]) -> Weights:
    """Return the weights that the homes' questions teach."""
    unlearned = Weights(dict.fromkeys(FEATURES, 0.0), dict.fromkeys(CONFIDENCE_FEATURES, 0.0), 0.0)
    ordering = [_taught(home, unlearned) for home in classes if not home.lesson.endswith(("/!", "/-"))]
    weights = replace(unlearned, ranking=learn_ranking(ordering))
    confidence, bias = learn_confidence([_taught(home, weights) for home in classes])
    return replace(weights, confidence=confidence, bias=bias)


def _taught(home: Home, weights: Weights) -> Home:
    return replace(home, snapshot=home.snapshot.with_weights(weights))


def report(classes: Iterable[Home], threshold: float = 0.5) -> None:
    """Print for each lesson, in per cent: hit@1, and at the threshold precision, answered, and refused of those without an answer."""
    totals: dict[str, list[int]] = {}
    for home in classes:
        total = totals.setdefault(home.lesson, [0] * 6)
        for question in home.asked:
            ranked = home.snapshot.rank(home.snapshot.understand(question.text))[:1]
            facts = home.snapshot.facts(ranked)
            is_right = any(question.is_answered_by(facts[candidate.row]) for candidate in ranked)
            is_answered = any(candidate.confidence >= threshold for candidate in ranked)
            gold = bool(question.gold)
            for place, count in enumerate(
                (
                    gold,
                    gold and is_right,
                    gold and is_answered,
                    gold and is_answered and is_right,
                    not gold,
                    not gold and not is_answered,
                )
            ):
                total[place] += count
    for lesson, (n, hits, answered, right, absent, refused) in totals.items():
        name = "+".join(
            Path(part).name if part[-1] not in "*!-" else "/".join(Path(part).parts[-2:])
            for part in lesson.split("+")
        )
        rates = {
            "hit@1": (hits, n),
            "answered": (answered, n),
            "precision": (right, answered),
            "refused": (refused, absent),
        }
        print(
            f"{name:24} n {n:5}",
            *(f"{key} {100 * part / max(whole, 1):5.1f}" for key, (part, whole) in rates.items()),
        )


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
        taught = tested = classes
        if arguments.hold_out:
            taught = [replace(home, asked=[q for q in home.asked if not q.is_held_out]) for home in classes]
            tested = [replace(home, asked=[q for q in home.asked if q.is_held_out]) for home in classes]
        weights = learn(taught)
        report(_taught(home, weights) for home in tested)
    if not arguments.hold_out:
        rounded = {
            "ranking": {name: round(value, 4) for name, value in weights.ranking.items()},
            "confidence": {name: round(value, 4) for name, value in weights.confidence.items()},
            "bias": round(weights.bias, 4),
        }
        weights_file(is_encoded=encoder is not None).write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
