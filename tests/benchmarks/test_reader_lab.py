from dataclasses import replace
from pathlib import Path

import pytest
from lessons import homes
from reader.examples import examples

pytest.importorskip("scipy", reason="the dependency group “learn” is not installed")

from reader.weigh import as_bold, readings, weigh

from knowledge.answering.decision import THRESHOLD
from knowledge.answering.reading.reader import ENGLISH
from knowledge.answering.reranking import rerank

LIBRARY = Path(__file__).parents[2] / "benchmarks" / "sets" / "library"


class Knowing:
    """Stands where the model stands, and knows what is right."""

    name = ENGLISH
    knows_approved = True

    def __init__(self, right):
        self.right = right

    def reads(self, _languages):
        return True

    def read(self, question, passages):
        return [3.0 if passage.statement in self.right.get(question, ()) else -3.0 for passage in passages]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    (home,) = homes(str(LIBRARY), tmp_path_factory.mktemp("library"), None)
    return replace(home, asked=[*home.asked[::4], *(one for one in home.asked if not one.gold)])


@pytest.fixture(scope="module")
def lines(library):
    return list(examples(library))


def test_an_example_is_a_question_with_what_was_found_for_it(lines):
    answered = [line for line in lines if line["is_answered"]]
    right = [one for line in answered for one in line["candidates"] if one["is_right"]]
    assert len(right) > len(answered) / 2
    assert not any(one["is_right"] for line in lines if not line["is_answered"] for one in line["candidates"])


def test_the_words_that_tell_stand_in_the_statement(lines):
    telling = [
        one["statement"][slice(*one["tell"])] for line in lines for one in line["candidates"] if one["tell"]
    ]
    assert telling
    assert all(words and words == words.strip() for words in telling)


def test_verdicts_that_know_better_get_weight(library, lines):
    right = {
        line["question"]: {one["statement"] for one in line["candidates"] if one["is_right"]}
        for line in lines
    }
    pipeline = library.pipeline
    taught = [replace(library, pipeline=replace(pipeline, readers=[Knowing(right)]))]
    worth = weigh(list(readings(taught)), pipeline.weights).worth["en"]
    assert worth.read.weights["verdict"] + worth.read.weights["verdict_lead"] > 0.2
    assert not worth.read.contradictions()
    assert not worth.told.contradictions()


def test_in_other_languages_as_many_questions_are_answered_as_unread(library, lines):
    right = {
        line["question"]: {one["statement"] for one in line["candidates"]} for line in lines
    }  # it believes everything
    reader = Knowing(right)
    reader.knows_approved = False  # as the one for other languages
    taught = [replace(library, pipeline=replace(library.pipeline, readers=[reader]))]
    read = [one for one in readings(taught) if one.is_answered]
    worth = library.pipeline.weights.worth["en"]
    model = as_bold(worth.read, worth.told, read)
    unread = sum(one.ranked[0].confidence >= THRESHOLD for one in read)
    told = [worth.told.probability(one.told_inputs()) for one in read]
    reread = [
        rerank(one.ranked, one.verdicts, model, likely)[0].confidence
        for one, likely in zip(read, told, strict=True)
    ]
    replies = sum(confidence >= THRESHOLD - 1e-9 for confidence in reread)
    # No bias gets a reply to what is thought more likely to have no answer.
    assert 0 < replies == min(unread, sum(likely > THRESHOLD for likely in told))
