import json
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase

SET = Path(__file__).parents[2] / "benchmarks" / "sets" / "library"


def lines(name):
    return [json.loads(line) for line in (SET / name).read_text("utf-8").splitlines()]


QUESTIONS, ABSENT = lines("questions.jsonl"), lines("absent.jsonl")


def test_spans_cover_the_words_that_answer():
    for line in QUESTIONS:
        if "document" in line:
            text = (SET / "documents" / line["document"]).read_text("utf-8")
            assert [text[start:end] for start, end in line["spans"]] == line["answers"], line["id"]
            assert text.count(line["answers"][0]) == 1 or line["document"] == "fees.txt", line["id"]


def test_every_question_is_asked_once_and_misspelt_once():
    every = [line["question"] for line in (*QUESTIONS, *ABSENT)]
    assert len(set(every)) == len(every)
    assert len({line["id"] for line in (*QUESTIONS, *ABSENT)}) == len(every)
    assert all(line["typo"] != line["question"] for line in QUESTIONS)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    home = tmp_path_factory.mktemp("library")
    (home / "sources").symlink_to(SET / "documents")
    (home / "facts").symlink_to(SET / "facts")
    with KnowledgeBase(home, home / ".citebot") as opened:
        opened.refresh()
        yield opened


def test_the_documents_and_facts_are_in_order(base):
    assert base.problems() == ()


def test_the_facts_that_answer_are_there(base):
    assert all(base.fact(line["fact"]) for line in QUESTIONS if "fact" in line)


def test_three_languages_are_spoken(base):
    assert {summary.language for summary in base.sources()} == {"en", "es", "de"}
