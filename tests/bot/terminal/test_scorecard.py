import json

import pytest

from bot.terminal.scorecard import as_json, as_text, decisions, thresholds
from knowledge.answering.decision import PRESETS
from knowledge.answering.outcome import Match
from knowledge.evaluation.scores import Evaluation, Gold, Golden, Trial
from knowledge.model import Citation, Fact, Locator, Problem, Status

TIDE = Fact(
    "tide",
    "High water is at noon.",
    (Citation("tide.txt", Locator(0, 22, paragraph=1), "High water is at noon."),),
    Status.APPROVED,
)
NOON = Golden("When is high water?", Gold(fact="tide"), "golden.yaml:1", "“High water is at noon.” (tide)")
EBB = Golden("When is low water?", Gold(fact="ebb"), "golden.yaml:3", "“Low water is at six.” (ebb)")
MOON = Golden("How far is the moon?", Gold(), "golden.yaml:5", "no answer")
STALE = Problem("golden.yaml", 8, "There is no fact “sun” to answer with.")
EVALUATION = Evaluation(
    (
        Trial(NOON, Match(TIDE, 0.97), 1, 0.98, frozenset({0.4, 0.9})),
        Trial(EBB, Match(TIDE, 0.62), None, 0.7, frozenset({0.4})),
        Trial(MOON, None, None, 0.0, frozenset()),
    ),
    (0.4, 0.9),
)


def test_a_run_is_told_in_words_tables_and_failures():
    assert as_text(EVALUATION, 0.4, [STALE]).splitlines() == [
        "3 golden questions asked: 2 passed, 1 failed.",
        "Of the 2 that have an answer, the right one comes first for 50 % and among the first three for 50 %.",
        "",
        "threshold   answered  precision   wrong   refused",
        "0.40           100 %       50 %    50 %     100 %   in use",
        "0.90            50 %      100 %     0 %     100 %",
        "Answered and wrong are shares of the questions that have an answer, precision is the share of the",
        "answered ones that got the right answer, refused is a share of the questions that have none.",
        "",
        "confidence   how often the best match is right",
        "0.6 to 0.7   ····················    0 % of 1",
        "0.9 to 1.0   ████████████████████  100 % of 1",
        "",
        "golden.yaml:3: When is low water?",
        "  said:     “High water is at noon.” (tide), 62 % sure",
        "  expected: “Low water is at six.” (ebb)",
        "",
        "golden.yaml:8: There is no fact “sun” to answer with.",
    ]


def test_answers_where_a_refusal_is_due_are_counted():
    undue = Evaluation((Trial(MOON, Match(TIDE, 0.62), None, 0.7, frozenset({0.4})),), (0.4,))
    assert "1 question got an answer where a refusal is due." in as_text(undue, 0.4, []).splitlines()
    assert json.loads(as_json(undue, 0.4, []))["undue"] == 1


def test_what_was_not_said_is_told_as_the_nearest():
    said = as_text(EVALUATION, 0.9, []).splitlines()
    assert "  said:     no answer; nearest was “High water is at noon.” (tide), 62 % sure" in said


def test_a_run_without_questions_is_told_too():
    assert as_text(Evaluation((), (0.4,)), 0.4, [STALE]).endswith(str(STALE))


def test_the_same_is_told_as_json():
    told = json.loads(as_json(EVALUATION, 0.4, [STALE]))
    assert (told["asked"], told["passed"], told["answerable"], told["hit@1"]) == (3, 2, 2, 0.5)
    assert [row["precision"] for row in told["thresholds"]] == [0.5, 1.0]
    assert told["failures"] == [
        {
            "place": "golden.yaml:3",
            "question": "When is low water?",
            "expected": "“Low water is at six.” (ebb)",
            "answered": True,
            "fact": "tide",
            "statement": "High water is at noon.",
            "confidence": 0.62,
            "rank": None,
        }
    ]
    assert told["problems"] == [str(STALE)]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_named(name):
    threshold = PRESETS[name]
    assert f"{name}, in use" in "\n".join(decisions(Evaluation((), thresholds(threshold)), threshold))


def test_of_no_questions_there_are_no_tables():
    said = as_text(Evaluation((), thresholds(0.5)), 0.5, [])
    assert said == "0 golden questions asked: 0 passed, 0 failed."


def test_the_threshold_in_use_is_compared_once_and_first():
    assert thresholds(0.42)[0] == 0.42
    assert len(set(thresholds(0.9))) == len(thresholds(0.9))
