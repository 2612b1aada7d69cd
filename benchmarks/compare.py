"""Hold Citebot against its peers, and against itself with parts taken away.

    python benchmarks/compare.py SET [--limit N] [--encoder FOLDER] [--ablate]

SET is a folder as `question_sets` describes it; one comes with the project: benchmarks/sets/library. All systems rank the same
texts, the drafts' statements and the statements and example questions of approved facts, each in a process and a thread of its own.
The dependency group "bench" has the peers; what is not installed is said to be missing. Columns, in per cent unless said otherwise:

    hit@k      questions with an answer among the first k facts       typos   the same at 1, asked misspelt
    auroc      chance that a question with an answer gets a higher score than one without
    p50 p95    milliseconds a question      cost   mean time of a question over that of rapidfuzz token_set_ratio
    build      seconds to get ready, for Citebot reading the documents included      MB   by which the process grows

Then follow, for Citebot alone, what each threshold costs and how far its confidence can be trusted. With --ablate, also what is lost
without a part of it. Features are taken away by setting their weight in the ranking to zero; nothing is learned anew, so what
another feature could make up for still counts as lost.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ablation
import question_sets
from peers import PEERS, Found
from question_sets import QuestionSet

from bot.terminal.scorecard import decisions, reliability, thresholds
from knowledge.answering.decision import THRESHOLD
from knowledge.answering.pipeline import Pipeline
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase
from knowledge.evaluation.scores import Gold, auroc, evaluate
from knowledge.model import Fact

YARDSTICK = "rapidfuzz token_set_ratio"
"""The peer whose time the others' is measured by."""
_FOUND = f"{'hit@1':>7}{'hit@3':>7}{'typos':>7}{'auroc':>7}"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def facts_by_text(base: KnowledgeBase) -> dict[str, list[Fact]]:
    """Return what the peers search: each statement and example question → the facts it belongs to."""
    facts, _ = base.facts(limit=base.size)
    texts: dict[str, list[Fact]] = {}
    for fact in facts:
        for text in (fact.statement, *fact.asks):
            texts.setdefault(text, []).append(fact)
    return texts


def run(name: str, job: dict[str, Any]) -> dict[str, Any]:
    """Return what a peer found, or what is missing for it, as `peers` prints it."""
    script = Path(__file__).with_name("peers.py")
    environment = os.environ | _ONE_THREAD | {"PYTHONPATH": str(script.parent.parent)}
    done = subprocess.run(  # noqa: S603 - a script beside this one
        [sys.executable, str(script), name],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
    )
    came: dict[str, Any] = json.loads(done.stdout)
    return came


def found_shares(
    found: Sequence[Found], asked: QuestionSet, facts: Sequence[Sequence[Fact]]
) -> tuple[float | None, float | None, float | None, float | None]:
    """Return hit@1, hit@3, hit@1 with typos and auroc, from 0 to 1.

    Args:
        found: What was found for the plain, the misspelt and the absent questions in turn.
        asked: These questions.
        facts: Those that each text belongs to.
    """
    n = len(asked.plain)
    plain, misspelt, absent = found[:n], found[n : 2 * n], found[2 * n :]
    ranks = [rank(golden.gold, hits, facts) for golden, hits in zip(asked.plain, plain, strict=True)]
    typos = [rank(golden.gold, hits, facts) for golden, hits in zip(asked.misspelt, misspelt, strict=True)]
    return _within(ranks, 1), _within(ranks, 3), _within(typos, 1), auroc(_scores(plain), _scores(absent))


def rank(gold: Gold, hits: Found, facts: Sequence[Sequence[Fact]]) -> int | None:
    """Return the place, from 1, of the first fact that answers; a fact found by several of its texts takes one place."""
    places: dict[str, bool] = {}
    for number, _ in hits:
        places.setdefault(facts[number][0].id, any(map(gold.is_met_by, facts[number])))
    return next((place for place, is_right in enumerate(places.values(), 1) if is_right), None)


def _within(ranks: Sequence[int | None], k: int) -> float:
    return sum(place is not None and place <= k for place in ranks) / len(ranks)


def _scores(found: Sequence[Found]) -> list[float]:
    return [hits[0][1] if hits else 0.0 for hits in found]


@dataclass(frozen=True, slots=True)
class Row:
    """How one system did; shares from 0 to 1, None of nothing."""

    name: str
    missing: str = ""
    """What is not installed, if it could not be run; then the rest says nothing."""
    first: float | None = None
    third: float | None = None
    misspelt: float | None = None
    auroc: float | None = None
    p50_ms: float = 0
    p95_ms: float = 0
    cost: float = 0
    """Mean time of a question over that of the yardstick."""
    build_s: float = 0
    mb: float = 0


def peers(asked: QuestionSet, base: KnowledgeBase, job: dict[str, Any]) -> Iterator[Row]:
    """Yield a row about each system, as soon as it is known."""
    texts = facts_by_text(base)
    job |= {
        "texts": list(texts),
        "questions": [g.text for g in (*asked.plain, *asked.misspelt, *asked.absent)],
    }
    yardstick = run(YARDSTICK, job)
    unit = statistics.mean(yardstick["took_ms"][: len(asked.plain)])
    for name in PEERS:
        came = yardstick if name == YARDSTICK else run(name, job)
        if "missing" in came:
            yield Row(name, came["missing"])
            continue
        took_ms = sorted(came["took_ms"][: len(asked.plain)])
        p50, p95 = (took_ms[len(took_ms) * part // 100] for part in (50, 95))
        shares = found_shares(came["found"], asked, list(texts.values()))
        yield Row(name, "", *shares, p50, p95, statistics.mean(took_ms) / unit, came["build_s"], came["mb"])


def peers_table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line about each system."""
    yield f"{'system':26}{_FOUND}{'p50':>9}{'p95':>8}{'cost':>7}{'build':>7}{'MB':>6}"
    for row in rows:
        if row.missing:
            yield f"{row.name:26} not installed ({row.missing})"
            continue
        shares = percent(row.first, row.third, row.misspelt, row.auroc)
        yield f"{row.name:26}{shares}{row.p50_ms:9.2f}{row.p95_ms:8.2f}{row.cost:7.2f}{row.build_s:7.1f}{row.mb:6.0f}"


def ablation_table(asked: QuestionSet, pipeline: Pipeline) -> Iterator[str]:
    """Yield a line about Citebot as it is and one without each of its parts."""
    yield f"{'Citebot':36}{_FOUND}{'answered':>12}{'precision':>12}{'refused':>12}"
    for name, without in ablation.variants(pipeline):
        plain = evaluate(without, [*asked.plain, *asked.absent], (THRESHOLD,))
        misspelt = evaluate(without, asked.misspelt, (THRESHOLD,))
        found = percent(plain.hit(1), plain.hit(3), misspelt.hit(1), plain.separation())
        said = plain.at(THRESHOLD)
        yield f"{name:36}{found}{percent(said.answered, said.precision, said.refused, width=12)}"


def percent(*shares: float | None, width: int = 7) -> str:
    """Return shares in per cent with one decimal, each right-aligned."""
    return "".join(f"{'–' if share is None else format(100 * share, '.1f'):>{width}}" for share in shares)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path, metavar="SET")
    parser.add_argument(
        "--limit", type=int, metavar="N", help="ask an even spread of N questions of each kind"
    )
    parser.add_argument(
        "--encoder", metavar="FOLDER", help="model.onnx and tokenizer.json of a sentence encoder"
    )
    parser.add_argument(
        "--ablate", action="store_true", help="also take parts of Citebot away, one at a time"
    )
    arguments = parser.parse_args()
    asked = question_sets.read(arguments.set, arguments.limit)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        question_sets.lay_out(arguments.set, home)
        with KnowledgeBase(home, Path(scratch) / "derived", readers=Reader.shipped()) as base:
            base.refresh()
            assert base.pipeline is not None
            print(
                f"{asked.name}: {len(asked.plain)} questions with an answer and {len(asked.absent)} without, {base.size:,} facts\n"
            )
            job = {"home": str(home), "encoder": arguments.encoder}
            show(peers_table(peers(asked, base, job)))
            evaluation = evaluate(base, [*asked.plain, *asked.absent], thresholds(THRESHOLD))
            show(decisions(evaluation, THRESHOLD))
            show(reliability(evaluation))
            if arguments.ablate:
                show(ablation_table(asked, base.pipeline))


def show(lines: Iterator[str]) -> None:
    """Print lines as they come, then an empty one."""
    for line in lines:
        print(line, flush=True)
    print()


if __name__ == "__main__":
    main()
