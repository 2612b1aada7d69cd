"""Let a large reader judge the passages of lessons, for a small one to learn from it.

    python benchmarks/reader/judge.py OUT.jsonl LESSONS.jsonl... --judge CHECKPOINT.pt --model FOLDER [--most N] [--seed N]

Lessons are drawn set by set as `train.py` draws them, none twice. Each is written with its first passages, one that is right among them, and the
`verdict` of the judge on each; `train.py` then learns from these beside what is right. The judge is taught by
`train.py --model FOLDER`, FOLDER being that of all-mpnet-base-v2. A core judges about fifteen lessons a second.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).parents[1]))

from reader.encoder import Reader, reader_of, tokenizer_of
from reader.school import BLANK, PASSAGES, Lesson, School, Shown, passage_of
from reader.train import read

AT_ONCE = 256
"""Lessons that are read together, and then written."""


def judged(reader: Reader, tokenizer: Any, rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield some lessons with the verdicts of a reader on their first passages."""
    kept = [_kept(row["candidates"]) for row in rows]
    lessons = [
        Lesson(row["question"], [_shown(row["question"], one) for one in _filled(candidates)], PASSAGES)
        for row, candidates in zip(rows, kept, strict=True)
    ]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        verdicts, _ = read(reader, tokenizer, lessons)
    for row, candidates, own in zip(rows, kept, verdicts.tolist(), strict=True):
        told = zip(candidates, own, strict=False)  # what was filled up is not written
        yield {**row, "candidates": [{**one, "verdict": round(verdict, 2)} for one, verdict in told]}


def _kept(candidates: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return as many of the candidates as a lesson shows, one that is right among them if there is one."""
    right = [one for one in candidates if one["is_right"]][:1]
    wrong = [one for one in candidates if not one["is_right"]][: PASSAGES - len(right)]
    return [one for one in candidates if one in right or one in wrong]


def _filled(candidates: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [*candidates, *[BLANK] * (PASSAGES - len(candidates))]


def _shown(question: str, candidate: Mapping[str, Any]) -> Shown:
    return Shown(passage_of(candidate).text(question), None)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("lessons", nargs="+", type=Path)
    parser.add_argument("--judge", type=Path, required=True, metavar="CHECKPOINT")
    parser.add_argument("--model", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--most", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    rows = [json.loads(line) for path in arguments.lessons for line in path.open(encoding="utf-8")]
    school = School([row for row in rows if not row["is_held_out"]], 0.0, arguments.seed)
    reader, tokenizer = reader_of(arguments.model), tokenizer_of(arguments.model)
    reader.load_state_dict(torch.load(arguments.judge))
    drawn = school.rows(arguments.most)
    random.Random(arguments.seed).shuffle(drawn)
    with arguments.out.open("w", encoding="utf-8") as out:
        for start in range(0, len(drawn), AT_ONCE):
            for row in judged(reader, tokenizer, drawn[start : start + AT_ONCE]):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
