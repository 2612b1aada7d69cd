from dataclasses import replace

import pytest

from knowledge.answering.pipeline import Pipeline
from knowledge.answering.reading.reader import ENGLISH, MULTILINGUAL
from knowledge.answering.reranking import READ, READ_FURTHER, ReadInputs, rerank
from tests.knowledge.conftest import HARBOUR, Opinionated

QUESTION = "When was the harbour of Brede dug?"


def asked(base, words, question=QUESTION):
    reader = Opinionated(words)
    pipeline: Pipeline = replace(base.pipeline, readers=[reader])
    (outcome,) = pipeline.ask_at(question, [0.5])
    return outcome, reader


def sureness(outcome, words):
    return next(match.confidence for match in outcome.matches if words in match.fact.statement)


def test_what_the_reader_believes_is_surer_and_what_it_does_not_less_so(harbour):
    outcome, _ = asked(harbour, "three quays")
    without = harbour.ask(QUESTION)
    assert sureness(outcome, "three quays") > sureness(without, "three quays")
    assert sureness(outcome, "1871") < sureness(without, "1871")
    assert {match.verdict for match in outcome.matches} >= {4.0, -4.0}


def test_where_the_reader_believes_nothing_the_bot_is_less_sure(harbour):
    without = harbour.ask(QUESTION)
    outcome, _ = asked(harbour, "nothing of the kind")
    assert outcome.matches[0].confidence < without.matches[0].confidence
    assert outcome.answerability < without.answerability


def test_only_the_first_candidates_are_read_where_one_of_them_tells(harbour):
    _, reader = asked(harbour, "three quays")
    assert 0 < len(reader.read_so_far) <= READ


def test_further_candidates_are_read_where_none_of_the_first_tells(harbour):
    _, reader = asked(harbour, "nothing of the kind")
    assert READ < len(reader.read_so_far) <= READ_FURTHER


def test_what_leads_is_surer_than_what_is_as_likely_beside_a_rival(harbour):
    model = harbour.pipeline.weights.worth["en"].read
    one, *_ = harbour.pipeline.rank(harbour.pipeline.understand(QUESTION))
    alone, rivalled = (
        model.probability(ReadInputs.of(one.row, {one.row: 1.0, -1: other}, {one.row: 2.0, -1: other}))
        for other in (-3.0, 1.0)
    )
    assert alone > rivalled


def test_none_is_surer_than_it_is_likely_that_there_is_an_answer(harbour):
    pipeline = harbour.pipeline
    ranked = pipeline.rank(pipeline.understand(QUESTION))
    read = pipeline.weights.worth["en"].read
    assert all(one.confidence < 0.3 for one in rerank(ranked, {ranked[0].row: 6.0}, read, 0.3))


def test_what_was_not_read_is_no_surer_than_what_was(harbour):
    pipeline = harbour.pipeline
    query = pipeline.understand(QUESTION)
    ranked = pipeline.rank(query)
    verdicts = {ranked[0].row: -6.0}
    read, *unread = rerank(ranked, verdicts, pipeline.weights.worth["en"].read, 1.0)
    assert unread
    assert all(one.confidence <= read.confidence for one in unread)


@pytest.mark.parametrize(
    "question", ["Wann wurde der Hafen von Brede gebaut?", "Quand le port de Brede a-t-il été creusé ?"]
)
def test_a_question_in_a_language_it_does_not_read_goes_by_the_words(harbour, question):
    outcome, reader = asked(harbour, "1871", question)
    assert reader.read_so_far == []
    assert not any(match.verdict for match in outcome.matches)


PORTO = """O porto

O porto de Brede foi construído em 1871 pela engenheira Odile Marchand. Tem três cais e um farol.

A balsa para Osterholm sai do cais norte e leva quarenta carros.
"""


def test_beside_an_approved_fact_only_the_one_for_english_reads(home):
    fact = "- id: quay\n  fact: O porto de Brede foi construído em 1871.\n  cites:\n  - source: notes.txt\n    quote: O porto de Brede foi construído em 1871\n"
    home.write({"sources/notes.txt": PORTO, "facts/quay.yaml": fact})
    reader = Opinionated("1871", MULTILINGUAL)
    with home.open() as base:
        base.refresh()
        (outcome,) = replace(base.pipeline, readers=[reader]).ask_at(
            "Quem construiu o porto de Brede?", [0.5]
        )
    assert any(match.fact.id == "quay" for match in outcome.matches)
    assert not reader.read_so_far


@pytest.mark.parametrize(
    ("text", "question", "who"),
    [
        (PORTO, "Quem construiu o porto de Brede?", MULTILINGUAL),
        (HARBOUR, QUESTION, ENGLISH),
        (HARBOUR, "Quem construiu o porto de Brede?", None),
    ],
)
def test_it_is_read_by_the_one_who_knows_the_language_of_both_sides(home, text, question, who):
    home.write({"sources/notes.txt": text})
    readers = [Opinionated("1871", name) for name in (ENGLISH, MULTILINGUAL)]
    with home.open() as base:
        base.refresh()
        (outcome,) = replace(base.pipeline, readers=readers).ask_at(question, [0.5])
    assert [reader.name for reader in readers if reader.read_so_far] == ([who] if who else [])
    assert any(match.verdict == 4.0 for match in outcome.matches) is bool(who)
