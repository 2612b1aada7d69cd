"""Let a large reader judge the passages of lessons, for a small one to learn from it.

    python benchmarks/reader/judge.py OUT.jsonl LESSONS.jsonl... --judge CHECKPOINT.pt --model FOLDER [--most N] [--seed N]

Lessons are drawn set by set as `train.py` draws them, none twice. Each is written with its first passages, one that is right among them, and the
`verdict` of the judge on each; `train.py` then learns from these beside what is right. A core judges about fifteen lessons a second.
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
from reader.school import PASSAGES, School, passage_of

from knowledge.answering.reading.reader import LONGEST

TOGETHER = 16
"""Texts of about the same length that are read together."""
AT_ONCE = 256
"""Lessons whose texts are sorted by length together."""


def judged(reader: Reader, tokenizer: Any, rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield some lessons with the verdicts of a reader on their first passages."""
    kept = [_kept(row["candidates"]) for row in rows]
    pairs = [
        (number, place, row["question"], passage_of(one).text(row["question"]))
        for number, (row, candidates) in enumerate(zip(rows, kept, strict=True))
        for place, one in enumerate(candidates)
    ]
    pairs.sort(key=lambda pair: len(pair[2]) + len(pair[3]))
    for start in range(0, len(pairs), TOGETHER):
        block = pairs[start : start + TOGETHER]
        encoded = tokenizer(
            [question for _, _, question, _ in block],
            [text for _, _, _, text in block],
            truncation="longest_first",
            max_length=LONGEST,
            padding=True,
            pad_to_multiple_of=8,
            return_token_type_ids=True,
            return_tensors="pt",
        )
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            verdicts, _ = reader(encoded["input_ids"], encoded["attention_mask"], encoded["token_type_ids"])
        for (number, place, _, _), verdict in zip(block, verdicts.tolist(), strict=True):
            kept[number][place]["verdict"] = round(verdict, 2)
    for row, candidates in zip(rows, kept, strict=True):
        yield {**row, "candidates": candidates}


def _kept(candidates: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return as many of the candidates as a lesson shows, one that is right among them if there is one."""
    right = [one for one in candidates if one["is_right"]][:1]
    wrong = [one for one in candidates if not one["is_right"]][: PASSAGES - len(right)]
    return [dict(one) for one in candidates if one in right or one in wrong]


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
