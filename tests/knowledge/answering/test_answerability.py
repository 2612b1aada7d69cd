import math

import pytest

from knowledge.answering.answerability import AnswerabilityInputs, answerability
from knowledge.answering.confidence import AskedWords
from knowledge.answering.linear_model import signs
from knowledge.answering.ranking import Ranked
from knowledge.answering.signals.signals import Signals
from knowledge.answering.weights import learned_weights

QUESTION = "Who is the mayor of the town?"


def ranked(confidence, **signals):
    values = Signals(**(dict.fromkeys(signs(Signals), 0.0) | signals))
    return Ranked(1, values, 0.0, 1, confidence=confidence)


def asked(harbour):
    return AskedWords.of(harbour.pipeline.understand(QUESTION))


def told(harbour, *candidates):
    return AnswerabilityInputs.of(asked(harbour), candidates)


def test_several_that_may_be_the_answer_make_it_likely_that_there_is_one(harbour):
    one, three = told(harbour, ranked(0.5)), told(harbour, *[ranked(0.5)] * 3)
    assert one.any == pytest.approx(0)
    assert three.any == pytest.approx(math.log(7))


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_certainty_is_bounded(harbour, confidence):
    values = told(harbour, ranked(confidence))
    assert abs(values.any) == abs(values.surest) < 10


def test_of_most_signals_the_best_among_the_candidates_counts(harbour):
    values = told(harbour, ranked(0.3, likeness=0.2), ranked(0.1, likeness=0.7, approved=1.0))
    assert (values.likeness, values.approved) == (0.7, 1.0)


@pytest.mark.parametrize(("asks", "lead"), [((0.9, 0.2, 0.6), 0.3), ((0.9,), 0.9)])
def test_the_nearest_example_question_leads_the_next_one(harbour, asks, lead):
    values = told(harbour, *(ranked(0.1, likeness_ask=ask) for ask in asks))
    assert values.likeness_ask_lead == pytest.approx(lead)
    assert values.likeness_ask_squared == pytest.approx(0.81)


def test_where_nothing_is_found_nothing_is_likely(harbour):
    assert answerability(asked(harbour), [], learned_weights().answerability) == 0


def test_what_the_sources_speak_of_is_likelier_there_than_what_they_do_not(harbour):
    pipeline = harbour.pipeline
    there, elsewhere = (
        pipeline.gather(pipeline.understand(text)).answerability
        for text in ("Who dug the harbour of Brede?", "Which actress won the first chess tournament?")
    )
    assert elsewhere < 0.5 < there


def test_where_the_nearest_fact_has_but_a_name_of_the_question_an_answer_is_unlikely(harbour):
    pipeline = harbour.pipeline
    evidence = pipeline.gather(pipeline.understand("How many children has Odile Marchand?"))
    assert evidence.ranked
    assert evidence.answerability < 0.2


def test_only_those_with_a_confidence_are_judged(harbour):
    evidence = harbour.pipeline.gather(harbour.pipeline.understand("harbour ferry mayor pier"))
    assert set(evidence.facts) == {candidate.row for candidate in evidence.ranked}
    assert all(candidate.confidence for candidate in evidence.ranked)
