"""Learn what is small talk: writes bot/conversation/talk-model.msgpack.

    python benchmarks/learn_talk.py DATA [--held-out]

DATA is a folder with talk/talk.jsonl and talk/not_talk.jsonl (lines of {"text", "intent"}) and with question sets, whose questions are
what small talk is not; so are those of the made-up homes in `reader/written/` that are not held out. The examples of the language files are learned too, and the lines of talk.txt and
not_talk.txt beside this file.
With --held-out nothing is written: a third of the lines is kept back, and how they fare is printed.
"""

import argparse
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
from conversation_files import conversations
from lessons import HELD_OUT_HOMES
from reader.written import WRITTEN, blocks
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.conversation.message_features import features, words
from bot.conversation.small_talk import recognised
from bot.conversation.talk_model import FILE, Kept, opened, strangers
from knowledge.answering.outcome import NoAnswer, Question, Reason
from knowledge.languages.language import language
from knowledge.languages.talk import Talk
from knowledge.model import Fact

PENALTY = 1e-5
"""Ridge penalty a line, against weights that only fit noise."""
LEAST_TALK, LEAST_QUESTIONS = 2, 12
"""Lines a feature must be in to be learned."""
MOST_QUESTIONS = 3000
"""Questions of a set that are learned from, spread evenly, besides those in the words of small talk."""
EVERY = 3
"""Of the questions on a made-up home every third is learned from."""
SMALLEST = 2
"""Weights up to this, of eight bits, are nothing."""
FILLINGS = 12
"""Things that are put in the place of each {}."""

LEARNED = ("en", "es", "de", "fr", "ru", "zh", "ar", "pt", "el", "tr", "vi", "th", "hi", "ro")
"""Languages of which there are questions too. Of others only the examples count, as they stand."""

MEANT = {
    "greeting": Talk.GREETING, "goodbye": Talk.GOODBYE, "thank_you": Talk.THANKS, "yes": Talk.AGREEMENT,
    "no": Talk.DISAGREEMENT, "maybe": Talk.MAYBE, "repeat": Talk.REPEAT, "cancel": Talk.CANCEL,
    "tell_joke": Talk.JOKE, "fun_fact": Talk.TRIVIA, "meaning_of_life": Talk.LIFE,
    "do_you_have_pets": Talk.PERSONAL, "what_are_your_hobbies": Talk.PERSONAL, "are_you_a_bot": Talk.NATURE,
    "who_made_you": Talk.MAKER, "who_do_you_work_for": Talk.EMPLOYER, "what_is_your_name": Talk.NAME,
    "how_old_are_you": Talk.AGE, "where_are_you_from": Talk.ORIGIN, "what_can_i_ask_you": Talk.TOPICS,
    "change_language": Talk.TONGUE,
}  # fmt: skip
"""Kind of a line of talk.jsonl → what is meant."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message whose meaning is known."""

    text: str
    talk: Talk | None
    """None where it is no small talk."""


def own(fillings: Sequence[str]) -> list[Line]:
    """Return the examples of the language files and of talk.txt, and what is easily taken for them; where {} stands, with each of some things in its place.

    Args:
        fillings: Words of questions.
    """
    spoken = (language(code).data.talk for code in LEARNED)
    talk = [Line(text, talk) for data in spoken for talk, texts in data.items() for text in texts]
    written = blocks(Path(__file__).with_name("talk.txt").read_text("utf-8"))
    talk += [Line(text, Talk(name)) for name, texts in written for text in texts]
    other = Path(__file__).with_name("not_talk.txt").read_text("utf-8").splitlines()
    lines = [*talk, *(Line(text, None) for text in other if not text.startswith("#"))]
    drawn = random.Random(0)
    return [
        Line(line.text.replace("{}", thing), line.talk)
        for line in lines
        for thing in (drawn.sample(fillings, FILLINGS) if "{}" in line.text else [""])
    ]


def things(questions: Sequence[str]) -> list[str]:
    """Return the last one, two and three words of questions, which name something more often than not."""
    return [" ".join(text.rstrip("?؟。 ").split()[-(1 + n % 3) :]) for n, text in enumerate(questions)]


def given(data: Path) -> list[Line]:
    """Return the lines of talk.jsonl and not_talk.jsonl."""
    lines = [
        json.loads(row)
        for name in ("talk", "not_talk")
        for row in (data / "talk" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return [Line(line["text"], MEANT.get(line["intent"])) for line in lines]


def questions(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each question set and its questions, misspelt ones included."""
    for path in sorted(data.rglob("questions.jsonl")):
        rows = [*path.read_text("utf-8").splitlines()]
        absent = path.with_name("absent.jsonl")
        rows += absent.read_text("utf-8").splitlines() if absent.exists() else []
        told = [json.loads(row) for row in rows]
        yield path.parent.name, [text for one in told for text in (one["question"], one.get("typo")) if text]


def made_up() -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each made-up home that is not held out and what is asked there: questions, and the turns of conversations."""
    for path in sorted(WRITTEN.glob("*/*/*.txt")):
        if path.parent.name in HELD_OUT_HOMES:
            continue
        if path.name == "conversations.txt":
            yield path.parent.name, [turn.text for said in conversations(path) for turn in said]
        else:
            lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
            yield path.parent.name, [line[2:].partition(" | ")[0] for line in lines[::EVERY]]


def familiar(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words that small talk is made of: those of more than one line of it."""
    counts = Counter(word for line in lines if line.talk for word in set(words(line.text)))
    return frozenset(word for word, count in counts.items() if count > 1)


def telling(asked: Sequence[Line], known: frozenset[str]) -> list[Line]:
    """Return the questions of a set that are learned from: some of them, and all that hold no other words than small talk does."""
    share = max(len(asked) // MOST_QUESTIONS, 1)
    return [line for n, line in enumerate(asked) if n % share == 0 or known.issuperset(words(line.text))]


def fit(lines: Sequence[Line]) -> Kept:
    """Return the model of some lines."""
    said = [words(line.text) for line in lines]
    is_talk = [line.talk is not None for line in lines]
    known = familiar(lines)
    seen = [{*features(one), strangers(one, known)} for one in said]
    in_talk = Counter(f for one, talks in zip(seen, is_talk, strict=True) if talks for f in one)
    in_questions = Counter(f for one, talks in zip(seen, is_talk, strict=True) if not talks for f in one)
    names = sorted(
        {f for f, n in in_talk.items() if n >= LEAST_TALK}
        | {f for f, n in in_questions.items() if n >= LEAST_QUESTIONS}
    )
    rows = {name: row for row, name in enumerate(names)}
    found = [[rows[f] for f in one if f in rows] for one in seen]
    x = csr_matrix(
        (
            np.ones(sum(map(len, found)), np.float32),
            np.concatenate([np.array(one, np.int64) for one in found]),
            np.cumsum([0, *map(len, found)]),
        ),
        shape=(len(lines), len(names)),
    )
    kinds = [0 if line.talk is None else 1 + list(Talk).index(line.talk) for line in lines]
    weights, bias = _fitted(x, np.array(kinds))
    steps = np.abs(weights).max(axis=0) / 127 + 1e-12
    whole = np.round(weights / steps).astype(np.int8)
    kept = [row for row in range(len(names)) if np.abs(whole[row]).max() > SMALLEST]
    return Kept(
        [names[row] for row in kept],
        whole[kept].tobytes(),
        list(map(float, steps)),
        list(map(float, bias)),
        sorted(known),
    )


def _fitted(x: csr_matrix, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    count, width = 1 + len(Talk), x.shape[1]
    is_kind = np.eye(count, dtype=np.float32)[kinds]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(width + 1, count).astype(np.float32)
        scores = x @ weights[:-1] + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        likely /= likely.sum(axis=1, keepdims=True)
        off = (likely - is_kind) / len(kinds)
        cost = -np.log((likely * is_kind).sum(axis=1) + 1e-12).mean() + PENALTY * (weights[:-1] ** 2).sum()
        slope = np.vstack([x.T @ off + 2 * PENALTY * weights[:-1], off.sum(axis=0)])
        return float(cost), slope.astype(np.float64).ravel()

    found = minimize(
        loss, np.zeros((width + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    )
    weights = found.x.reshape(width + 1, count)
    return weights[:-1], weights[-1]


def is_kept_back(line: Line) -> bool:
    """Tell whether a line is for measuring."""
    return zlib.crc32(line.text.encode()) % 3 == 0


class NoSources:
    """Sources that hold nothing, so that the message alone decides."""

    def knows(self, _word: str) -> bool:
        """Hold no word."""
        return False

    def curated(self) -> tuple[Fact, ...]:
        """Hold no fact."""
        return ()

    def ask(self, text: str) -> NoAnswer:
        """Answer nothing."""
        return NoAnswer(Question(text, "en"), Reason.NOTHING_FOUND, (), 0.0)


def measure(kept: Kept, lines: Sequence[Line]) -> str:
    """Return how lines fare by a model, and which are taken for what they are not."""
    model, sources = opened(kept), NoSources()
    found = [(line, recognised(line.text, sources, model)) for line in lines]
    talk = [(line.talk, told.talk if told else None) for line, told in found if line.talk]
    wrong = [line.text for line, told in found if told and line.talk is None]
    others = len(found) - len(talk)
    return (
        f"of {len(talk)} lines of talk {sum(told is not None for _, told in talk)} recognised, {sum(one is told for one, told in talk)} as "
        f"what they are; of {others} others {len(wrong)} taken for talk: {wrong[:40]}"
    )


def main() -> None:
    """Learn, and either write the model or say how lines fare that it was not learned from."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--held-out", action="store_true")
    chosen = parser.parse_args()
    lines = given(chosen.data)
    learned = [line for line in lines if not (chosen.held_out and is_kept_back(line))]
    known = familiar([*learned, *own([""] * FILLINGS)])
    kept_back: list[Line] = []
    for _, asked in chain(questions(chosen.data), made_up()):
        others = [Line(text, None) for text in asked]
        if chosen.held_out:
            kept_back += filter(is_kept_back, others)
            others = [line for line in others if not is_kept_back(line)]
        learned += telling(others, known)
    learned += own(things([line.text for line in learned if line.talk is None][2000:]))
    kept = fit(learned)
    packed = msgspec.msgpack.encode(kept)
    print(f"{len(learned)} lines, {len(kept.features)} features, {len(packed) / 1e6:.1f} MB")
    if chosen.held_out:
        print(measure(kept, list(filter(is_kept_back, lines))))
        print(measure(kept, kept_back))
    else:
        FILE.write_bytes(packed)


if __name__ == "__main__":
    main()
