"""Write what a reader learns from: the questions of some lessons, and what the program finds for each.

    python benchmarks/reader/examples.py OUT.jsonl LESSON... [--every N]

Lessons are named as in `benchmarks/learn.py`. A line of OUT.jsonl holds the `question` as it was understood, the `lesson`, `is_held_out`,
`is_answered` (by anything in the home), and the `candidates`, surest first: each a passage as the reader sees it, the `odds` (log) of its confidence
without a reader, whether it `is_right`, and of a right one the characters of its statement that `tell` the answer, [start, end), where that is known.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from lessons import Home, homes

from knowledge.answering.answerability import log_odds
from knowledge.answering.pipeline import Pipeline
from knowledge.answering.reading.passage import passages
from knowledge.evaluation.scores import Gold
from knowledge.model import Fact

CANDIDATES = 8
"""Of a question; more than the product reads, so that there are enough wrong ones to learn from."""
LONGEST_TELLING = 100
"""Characters of an answer within a statement; a longer one is the statement."""


def examples(home: Home) -> Iterator[dict[str, Any]]:
    """Yield a line for each question of a home for which something is found."""
    pipeline = home.pipeline
    documents = map(
        pipeline.snapshot.store.document, (summary.source for summary in pipeline.snapshot.sources)
    )
    texts = {document.source: document.text for document in documents if document}
    for asked in home.asked:
        query = pipeline.understand(asked.text)
        ranked = pipeline.rank(query)[:CANDIDATES]
        if not ranked:
            continue
        facts = pipeline.facts(ranked)
        candidates = shown(facts, asked.gold, pipeline, texts)
        yield {
            "question": query.question.meant,
            "language": query.language.code,
            "lesson": home.lesson,
            "is_held_out": asked.is_held_out,
            "is_answered": bool(asked.gold),
            "candidates": [
                candidates[one.row] | {"odds": round(log_odds(one.confidence), 3)} for one in ranked
            ],
        }


def shown(
    facts: Mapping[int, Fact], gold: Gold, pipeline: Pipeline, texts: Mapping[str, str]
) -> dict[int, dict[str, Any]]:
    """Return row → a candidate of a line without its odds, for each of some facts; `texts` are those of the documents by name."""
    return {
        row: asdict(passage)
        | {
            "is_right": gold.is_met_by(facts[row]),
            "tell": _telling(gold, facts[row], passage.statement, texts),
        }
        for row, passage in passages(facts, pipeline.snapshot).items()
    }


def _telling(gold: Gold, fact: Fact, statement: str, texts: Mapping[str, str]) -> tuple[int, int] | None:
    """Return where in a statement the shortest span stands that answers, if it is no longer than a phrase."""
    if not gold.is_met_by(fact) or gold.fact:
        return None
    for start, end in sorted(gold.spans, key=lambda span: span[1] - span[0]):
        words = " ".join(texts[gold.source][start:end].split())
        expected = len(" ".join(texts[gold.source][fact.citations[0].locator.start : start].split()))
        places = [found.start() for found in re.finditer(re.escape(words), statement)]
        if places and 0 < len(words) <= LONGEST_TELLING:
            place = min(places, key=lambda place: abs(place - expected))
            return place, place + len(words)
    return None


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("lessons", nargs="+", metavar="LESSON")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth question only")
    arguments = parser.parse_args()
    with arguments.out.open("w", encoding="utf-8") as out, tempfile.TemporaryDirectory() as scratch:
        for number, lesson in enumerate(arguments.lessons):
            written = 0
            for home in homes(lesson, Path(scratch) / str(number), None):
                asked = home.asked[:: arguments.every]
                for example in examples(Home(lesson, home.pipeline, asked)):
                    out.write(json.dumps(example, ensure_ascii=False) + "\n")
                    written += 1
            print(lesson, written, flush=True)


if __name__ == "__main__":
    main()
