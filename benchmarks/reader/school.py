"""Lessons for a reader: questions with a few passages, drawn set by set from what `examples.py` wrote, some of them edited."""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.answering.reading.passage import Passage
from knowledge.languages.language import language

sys.path.insert(0, str(Path(__file__).parents[1]))

from reader import foreign_edits
from reader.edits import edited
from reader.seen import names_in

PASSAGES = 4
"""A question."""
SHARES = {
    "near_miss_lessons": 0.08,
    "near_miss_lessons, none": 0.1,
    "encyclopedia": 0.07,
    "written_encyclopedia": 0.16,
    "written_encyclopedia, none": 0.2,
    "papers": 0.04,
    "faq": 0.03,
    "faq_documents": 0.05,
    "reviews": 0.04,
    "posts": 0.04,
    "written_reviews": 0.02,
    "written_reviews, none": 0.04,
    "written_posts": 0.01,
    "written_posts, none": 0.02,
    "written_papers": 0.015,
    "written_papers, none": 0.025,
    "written_near_miss_lessons": 0.02,
    "written_near_miss_lessons, none": 0.03,
    "homes": 0.2,
    "homes, none": 0.14,
    "arabic": 0.18,
    "chinese": 0.18,
    "written_arabic": 0.11,
    "written_arabic, none": 0.12,
    "written_chinese": 0.11,
    "written_chinese, none": 0.12,
    "abroad": 0.8,
    "abroad, none": 0.8,
    "everyday": 0.06,
    "everyday, none": 0.04,
    "near_miss_lessons_pt": 0.2,
    "near_miss_lessons_pt, none": 0.35,
}
"""Of the questions of a set among the lessons, however many they are; near misses that people wrote count as a set of their own."""
MANY = ("everyday", "homes", "abroad")
"""Folders of small sets that count as one."""
OTHER_SHARE = 0.08
"""Of any other set: those in other languages."""
NONE_TELLS = 0.12
"""Of the answered questions are shown with none of the passages that answer them."""
FIRST_OF_SEVERAL = 0.7
"""Of the questions that several passages answer are shown with the first of them, the others with any."""
NO_EXAMPLE = 0.3
"""Of the passages are shown without their example questions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as it is shown with a question."""

    text: str
    telling: tuple[int, int] | None
    """Characters of the text that tell the answer, where that is known."""
    verdict: float | None = None
    """What a larger reader says of it, where it was asked (`judge.py`)."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, what is shown with it, and which of that tells it."""

    question: str
    shown: Sequence[Shown]
    right: int
    """Number of the passage that tells it; as many as there are passages if none does."""


class School:
    """The lessons there are, drawn set by set."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], edits: float, seed: int) -> None:
        self._rows = [row for row in rows if right_of(row) or not row["is_answered"]]
        sets = [set_of(row) for row in self._rows]
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
                find = names_in if row.get("language", "en") == "en" else foreign_edits.names_in
                self._names[one["above"]].update(find(row["question"]))
        print(len(self._rows), dict(count), flush=True)

    def rows(self, most: int) -> list[Mapping[str, Any]]:
        """Return so many of the questions, or all, none twice."""
        size = min(most, len(self._rows))
        return [
            self._rows[number]
            for number in self._draw.choice(len(self._rows), size, replace=False, p=self._weights)
        ]

    def batch(self, size: int) -> list[Lesson]:
        """Return some lessons."""
        drawn = self._draw.choice(len(self._rows), size, p=self._weights)
        return [self.lesson(self._rows[number]) for number in drawn]

    def lesson(self, row: Mapping[str, Any]) -> Lesson:
        """Return one lesson of a question."""
        right = right_of(row)
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
                code = row.get("language", "en")
                spoken = None if code == "en" else language(code)
                if edit := edited(question, chosen, names, self._random, shown[1:], spoken):
                    question, is_told = edit.question, edit.is_told
                    shown = [{**one, "verdict": None} for one in shown]
        while len(shown) < PASSAGES:
            shown.append(self._random.choice(wrong) if wrong else BLANK)
        return Lesson(question, [self._show(question, one) for one in shown], 0 if is_told else PASSAGES)

    def _show(self, question: str, one: Mapping[str, Any]) -> Shown:
        verdict = one.get("verdict")  # on the passage with its example questions
        asks = () if verdict is None and self._random.random() < NO_EXAMPLE else tuple(one["asks"])
        text = replace(passage_of(one), asks=asks).text(question)
        at = text.find(one["statement"])
        telling = (at + one["tell"][0], at + one["tell"][1]) if one["tell"] else None
        return Shown(text, telling, verdict)


BLANK: Mapping[str, Any] = {
    "statement": "",
    "above": "",
    "before": "",
    "asks": [],
    "tell": None,
    "is_right": False,
}


def right_of(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the candidates that answer the question of a line."""
    return [one for one in row["candidates"] if one["is_right"]]


def set_of(row: Mapping[str, Any]) -> str:
    """Return the name of the set that a line is from."""
    folder = Path(row["lesson"].removesuffix("/*").removesuffix("/!").removesuffix("/-"))
    return folder.parent.name if folder.parent.name in MANY else folder.name


def title_of(row: Mapping[str, Any]) -> str:
    """Return the title of the document that a line is about: that answers it, or else the nearest one."""
    (first, *_) = right_of(row) or row["candidates"]
    return str(first["above"].partition(" > ")[0])


def passage_of(candidate: Mapping[str, Any]) -> Passage:
    """Return a candidate of a line as the reader sees it."""
    return Passage(candidate["statement"], candidate["above"], candidate["before"], tuple(candidate["asks"]))
