from dataclasses import replace

import pytest

from knowledge.answering.outcome import Answer, NoAnswer


def test_a_question_is_asked_once_and_decided_at_every_threshold(harbour):
    low, high = harbour.pipeline.ask_at("Who dug the harbour of Brede?", (0.3, 1.0))
    assert isinstance(low, Answer)
    assert isinstance(high, NoAnswer)
    assert [replace(match, told=None) for match in low.matches] == list(high.matches)


def test_other_weights_rank_otherwise_on_the_same_facts(harbour):
    pipeline = harbour.pipeline
    ranking = pipeline.weights.ranking
    nothing = replace(ranking, weights=dict.fromkeys(ranking.weights, 0.0))
    other = replace(pipeline, weights=replace(pipeline.weights, ranking=nothing))
    query = pipeline.understand("Who dug the harbour of Brede?")
    assert {candidate.score for candidate in other.rank(query)} == {0.0}
    assert {candidate.row for candidate in other.rank(query)} == {one.row for one in pipeline.rank(query)}


def test_a_pipeline_keeps_answering_from_its_generation(home, harbour):
    before = harbour.pipeline
    home.delete("sources/harbour.txt")
    home.write({"sources/bread.txt": "Bread is baked at night."})
    harbour.refresh()
    (outcome,) = before.ask_at("Who dug the harbour of Brede?", (0.3,))
    assert "Marchand" in outcome.best.fact.statement
    assert harbour.pipeline is not before


TICKETS = "The blue ticket costs 4 euros. The red ticket costs 5 euros."


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        (TICKETS, "What does the red ticket cost?", "The red ticket costs 5 euros."),
        (
            "The library is closed on Good Friday.\n\nOpening hours\n\nMonday: 9:00-17:00\nSaturday: 10:00-12:00\n",
            "When is the library open?",
            "Monday: 9:00-17:00; Saturday: 10:00-12:00",
        ),
    ],
)
def test_what_tells_of_another_thing_or_when_it_is_closed_comes_last(home, text, question, told):
    home.write({"sources/a.txt": text})
    with home.open() as base:
        base.refresh()
        (outcome,) = base.pipeline.ask_at(question, (0.0,))
        assert told in outcome.matches[0].fact.statement


def test_a_time_is_found_however_it_is_written(home):
    home.write(
        {"sources/a.txt": "The lake day.\n\nSUNDAY\n13:30 Boat race, mere\n15:00 Puppet theatre, hall\n"}
    )
    with home.open() as base:
        base.refresh()
        (outcome,) = base.pipeline.ask_at("What is on at 3 pm on Sunday?", (0.0,))
        assert "Puppet theatre" in outcome.matches[0].fact.statement
