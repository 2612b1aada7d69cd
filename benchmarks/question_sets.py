"""Question sets on disk: documents/, questions.jsonl and, where they apply, facts/ and absent.jsonl.

A line of questions.jsonl holds a `question`, the same misspelt as `typo`, and what answers it: the id of a `fact`, or a `document`
and `spans` of it, [start, end) in characters. A line of absent.jsonl holds a `question` that nothing in the set answers.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.evaluation.scores import Gold, Golden


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of a set."""

    name: str
    plain: tuple[Golden, ...]
    """As written."""
    misspelt: tuple[Golden, ...]
    """The same, misspelt, in the same order."""
    absent: tuple[Golden, ...]
    """Questions that nothing answers."""


def read(folder: Path, limit: int | None = None) -> QuestionSet:
    """Return the questions of a set, or an even spread of `limit` of each kind, the same every time."""
    asked = _spread(lines(folder / "questions.jsonl"), limit)
    absent = _spread(lines(folder / "absent.jsonl"), limit)
    return QuestionSet(
        name=folder.name,
        plain=tuple(Golden(line["question"], gold(line)) for line in asked),
        misspelt=tuple(Golden(line["typo"], gold(line)) for line in asked),
        absent=tuple(Golden(line["question"], Gold()) for line in absent),
    )


def gold(line: Mapping[str, Any]) -> Gold:
    """Return what answers the question of a line."""
    spans = tuple((start, end) for start, end in line.get("spans", ()))
    return Gold(fact=line.get("fact", ""), source=line.get("document", ""), spans=spans)


def lay_out(folder: Path, home: Path) -> None:
    """Copy the documents and facts of a set into a new home."""
    shutil.copytree(folder / "documents", home / "sources")
    if (folder / "facts").is_dir():
        shutil.copytree(folder / "facts", home / "facts")


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file, none if it is not there."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _spread(lines: list[dict[str, Any]], limit: int | None) -> list[dict[str, Any]]:
    if not limit or len(lines) <= limit:
        return lines
    return [lines[number * len(lines) // limit] for number in range(limit)]
