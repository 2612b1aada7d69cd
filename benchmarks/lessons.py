"""Lessons: question sets laid out as homes, for `learn` to learn from. What a lesson's name means stands there."""

import argparse
import json
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from question_sets import gold, lines
from reader.edits import near_miss
from reader.rewordings import with_slip

from knowledge.answering.pipeline import Pipeline
from knowledge.base import KnowledgeBase
from knowledge.evaluation.scores import Gold
from knowledge.languages.detection import detect
from knowledge.languages.language import language
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import Fact

CUT_STEP = 4
"""Of the questions of a set every fourth loses its answer in the lesson SET/-."""
APPROVED_STEP = 5
"""Of the questions of a set every fifth is the example of an approved fact in the lesson SET/!."""
SMALL_HOMES = 24
"""Documents of a set that get a home of their own in the lesson SET/*."""
KEYWORDS_STEP = 4
"""Every how many questions the bare words of one are asked too."""
HELD_OUT = 5
"""Of the documents of a set about every fifth is held out."""
TRANSLATED = {"languages": ("0011", "0042", "0043"), "near_miss_lessons_pt": ("0006", "0029", "0030")}
"""Folder → documents that are held out there instead: the same three articles in all languages (Steam engine, Scottish Parliament, Islamism)."""
HELD_OUT_HOMES = (
    "shop",
    "town",
    "embassy",
    "co-op",
    "talk-museum",
    "talk-paper",
    "talk-repair",
    "de-talk-verein",
    "fr-talk-mairie",
)
"""Folders of `reader/written/` that are held out whole."""
NEAR_MISS_SEED = 5
SLIP_SEED = 6
UNION_STEP = 3
"""Of the questions of a union every third is asked, since each set also has a lesson of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, in one of its forms."""

    text: str
    gold: Gold
    is_held_out: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A home made for a lesson, and what is asked there."""

    lesson: str
    pipeline: Pipeline
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


def command_line(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of a program that learns from lessons."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lessons", nargs="+", metavar="LESSON")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth question only")
    return parser


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
    pipeline = _open(documents, [folder / "facts" for folder in sets], scratch, encoder)
    asked = [one for folder in sets for one in (*questions(folder), *_absent(folder, pipeline))]
    yield Home(lesson, pipeline, asked[:: UNION_STEP if len(sets) > 1 else 1])


def _small_homes(lesson: str, folder: Path, scratch: Path, encoder: Encoder | None) -> Iterator[Home]:
    asked = list(questions(folder))
    documents = sorted((folder / "documents").iterdir())
    for path in documents[:: max(1, len(documents) // SMALL_HOMES)]:
        own = [question for question in asked if question.gold.source == path.name]
        others = [question for question in asked if question.gold.source != path.name]
        foreign = [
            replace(question, gold=Gold()) for question in others[:: max(1, len(others) // max(len(own), 20))]
        ]
        yield Home(lesson, _open([path], [], scratch / path.name, encoder), own + foreign)


def _cut_home(lesson: str, folder: Path, scratch: Path, encoder: Encoder | None) -> Home:
    """Return a home whose documents have blanks where the answers to every few questions stood, so that all else keeps its place."""
    documents = sorted((folder / "documents").iterdir())
    plain = _open(documents, [], scratch / "plain", None)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in documents}
    asked = [question for question in questions(folder) if question.gold]
    cut: dict[str, list[Fact]] = {path.name: [] for path in documents}
    as_written = {question.gold: question for question in reversed(asked)}
    for question in list(as_written.values())[::CUT_STEP]:
        for fact in plain.facts(plain.rank(plain.understand(question.text))).values():
            if question.gold.is_met_by(fact):
                source, place = fact.citations[0].source, fact.citations[0].locator
                before, after = texts[source][: place.start], texts[source][place.end :]
                texts[source] = before + " " * (place.end - place.start) + after
                cut[source].append(fact)
    left = scratch / "left"
    left.mkdir()
    for name, text in texts.items():
        (left / name).write_bytes(text.encode("utf-8"))
    asked = [
        replace(question, gold=Gold())
        if any(map(question.gold.is_met_by, cut[question.gold.source]))
        else question
        for question in asked
    ]
    return Home(lesson, _open(sorted(left.iterdir()), [], scratch / "home", encoder), asked)


def _approved_home(lesson: str, folder: Path, scratch: Path, encoder: Encoder | None) -> Home:
    """Return a home in which every few questions are the example of an approved fact, which is then asked for misspelt, and missed by a word.

    What it teaches is restraint: the other questions are mostly on the same documents, and an example like them is not their answer.
    """
    documents = sorted((folder / "documents").iterdir())
    plain = _open(documents, [], scratch / "plain", None)
    approved, asked = [], []
    random = Random(NEAR_MISS_SEED)
    for number, line in enumerate(lines(folder / "questions.jsonl")):
        question = Asked(line["question"], gold(line), is_held_out(folder, line["document"]))
        if number % APPROVED_STEP:
            asked.append(question)
            continue
        facts = plain.facts(plain.rank(plain.understand(line["question"]))).values()
        fact = next(filter(question.gold.is_met_by, facts), None)
        if fact:
            cite = {"source": line["document"], "quote": fact.citations[0].quote}
            approved.append(
                {"id": f"a-{number}", "fact": fact.statement, "asks": [line["question"]], "cites": [cite]}
            )
            asked.append(replace(question, text=line["typo"]))
            others = [one.statement for one in facts if one is not fact]
            if missed := near_miss(line["question"], [fact.statement, *others], random):
                asked.append(replace(question, text=missed, gold=Gold()))
    made = scratch / "made"
    made.mkdir()
    (made / "facts.yaml").write_text(json.dumps(approved), "utf-8")  # YAML holds JSON
    pipeline = _open(documents, [made], scratch / "home", encoder)
    return Home(lesson, pipeline, [*asked, *_absent(folder, pipeline)])


def questions(folder: Path) -> Iterator[Asked]:
    """Yield the questions of a set in their forms."""
    for number, line in enumerate(lines(folder / "questions.jsonl")):
        held_out = is_held_out(folder, line.get("document") or line["fact"])
        for text in _forms(number, line["question"], line["typo"]):
            yield Asked(text, gold(line), held_out)


def _absent(folder: Path, pipeline: Pipeline) -> Iterator[Asked]:
    """Yield the questions of a set that have no answer in the same forms, held out with the document that they name, or else that the nearest fact is from."""
    random = Random(SLIP_SEED)
    for number, line in enumerate(lines(folder / "absent.jsonl")):
        text = line["question"]
        typo = with_slip(text, list(re.finditer(r"\w{4,}", text)), random) or text
        held_out = is_held_out(folder, line.get("document") or _nearest(text, pipeline))
        yield from (Asked(form, Gold(), held_out) for form in _forms(number, text, typo))


def _forms(number: int, question: str, typo: str) -> Iterator[str]:
    """Yield a question as written, misspelt, and now and then as bare words."""
    yield question
    yield typo
    if number % KEYWORDS_STEP == 0:
        yield _keywords(question)


def _nearest(question: str, pipeline: Pipeline) -> str:
    """Return the source of the nearest fact; empty where there is none."""
    nearest = pipeline.facts(pipeline.rank(pipeline.understand(question))[:1])
    return next((fact.citations[0].source for fact in nearest.values()), "")


def _keywords(question: str) -> str:
    """Return what a hurried person would type."""
    spoken = language(detect(question))
    content = (t for t in spoken.tokens(question) if spoken.stem(t.text) not in spoken.function_terms)
    return " ".join(question[token.start : token.end] for token in content)


def is_held_out(folder: Path, name: str) -> bool:
    """Tell whether a document of a set, or the set with all that is in it, is held out."""
    for part in folder.parts:
        if part in TRANSLATED:
            return Path(name).stem in TRANSLATED[part]
    return folder.name in HELD_OUT_HOMES or zlib.crc32(name.encode()) % HELD_OUT == 0


def _open(documents: Iterable[Path], facts: Iterable[Path], home: Path, encoder: Encoder | None) -> Pipeline:
    (home / "sources").mkdir(parents=True)
    for path in documents:
        shutil.copy(path, home / "sources")
    for folder in facts:
        if folder.is_dir():
            shutil.copytree(folder, home / "facts", dirs_exist_ok=True)
    base = KnowledgeBase(home, home / ".citebot", encoder=encoder)
    base.refresh()
    pipeline = base.pipeline
    assert pipeline is not None
    return pipeline
