import math

import pytest

from knowledge.answering.answerability import ANSWERABILITY_FEATURES, answerability, answerability_features
from knowledge.answering.features import FEATURES, Features
from knowledge.answering.ranking import Scored
from knowledge.answering.weights import learned_weights

QUESTION = "Who is the mayor of the town?"


def scored(confidence, **features):
    values = Features(**(dict.fromkeys(FEATURES, 0.0) | features))
    return Scored(1, values, 0.0, 1, confidence=confidence)


def told(harbour, *ranked):
    values = answerability_features(harbour.snapshot.understand(QUESTION), ranked)
    return dict(zip(ANSWERABILITY_FEATURES, values, strict=True))


def test_several_that_may_be_the_answer_make_it_likely_that_there_is_one(harbour):
    one, three = told(harbour, scored(0.5)), told(harbour, *[scored(0.5)] * 3)
    assert one["any"] == pytest.approx(0)
    assert three["any"] == pytest.approx(math.log(7))


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_certainty_is_bounded(harbour, confidence):
    values = told(harbour, scored(confidence))
    assert abs(values["any"]) == abs(values["surest"]) < 10


def test_of_each_feature_the_best_among_the_candidates_counts(harbour):
    values = told(harbour, scored(0.3, likeness=0.2), scored(0.1, likeness=0.7, approved=1.0))
    assert (values["likeness"], values["approved"]) == (0.7, 1.0)


@pytest.mark.parametrize(("asks", "lead"), [((0.9, 0.2, 0.6), 0.3), ((0.9,), 0.9)])
def test_the_nearest_example_question_leads_the_next_one(harbour, asks, lead):
    values = told(harbour, *(scored(0.1, likeness_ask=ask) for ask in asks))
    assert values["likeness_ask_lead"] == pytest.approx(lead)
    assert values["likeness_ask_squared"] == pytest.approx(0.81)


def test_where_nothing_is_found_nothing_is_likely(harbour):
    query = harbour.snapshot.understand(QUESTION)
    assert answerability(query, [], learned_weights()) == 0


def test_what_the_sources_speak_of_is_likelier_there_than_what_they_do_not(harbour):
    snapshot = harbour.snapshot
    there, elsewhere = (
        snapshot.judge(snapshot.understand(text)).answerability
        for text in ("Who dug the harbour of Brede?", "Which actress won the first chess tournament?")
    )
    assert elsewhere < 0.5 < there


def test_where_the_nearest_fact_has_but_a_name_of_the_question_an_answer_is_unlikely(harbour):
    snapshot = harbour.snapshot
    judgement = snapshot.judge(snapshot.understand("How many children has Odile Marchand?"))
    assert judgement.ranked
    assert judgement.answerability < 0.2


def test_only_those_with_a_confidence_are_judged(harbour):
    judgement = harbour.snapshot.judge(harbour.snapshot.understand("harbour ferry mayor pier"))
    assert set(judgement.facts) == {candidate.row for candidate in judgement.ranked}
    assert all(candidate.confidence for candidate in judgement.ranked)
