import pytest

from knowledge.answering.confidence import (
    SHORTLIST,
    AskedWords,
    ConfidenceInputs,
    is_doubtful,
    with_confidence,
)
from knowledge.answering.linear_model import signs
from knowledge.answering.ranking import Ranked
from knowledge.answering.signals.signals import Signals
from knowledge.answering.weights import learned_weights
from tests.asked import query

QUESTION = "When did Ada Brandt leave the harbour?"
ADA, BRANDT, LEAVE, HARBOUR = (1 << n for n in range(4))


def candidate(found, **signals):
    return Ranked(1, Signals(**(dict.fromkeys(signs(Signals), 0.0) | signals)), 0.0, found)


def asked(text=QUESTION):
    return AskedWords.of(query(text))


def test_what_matters_is_what_is_asked_about_whoever_is_named():
    words = asked()
    assert words.matter(ADA | BRANDT) == 0
    assert words.matter(LEAVE) == pytest.approx(words.weights[2] / (words.weights[2] + words.weights[3]))
    assert words.matter(LEAVE | HARBOUR) == pytest.approx(1)


def test_where_only_names_are_asked_for_all_that_matters_is_there():
    assert asked("1911").matter(0) == 1


def test_of_what_is_missing_the_weightiest_word_counts():
    words = asked()
    assert words.rarest_missing(ADA | BRANDT | LEAVE | HARBOUR) == 0
    assert words.rarest_missing(0) == 1


def test_the_words_that_were_found_are_counted():
    some, all_of_them = (ConfidenceInputs.of(asked(), candidate(found)).found for found in (LEAVE, 0b1111))
    assert some < all_of_them


def test_a_fact_that_holds_but_a_name_and_offers_no_answer_of_the_kind_is_doubtful():
    assert is_doubtful(asked(), candidate(ADA | BRANDT, offers_quantity=-1.0))
    assert not is_doubtful(asked(), candidate(ADA | BRANDT, offers_quantity=1.0))
    assert not is_doubtful(asked(), candidate(ADA | LEAVE, offers_quantity=-1.0))


def test_function_words_alone_are_doubtful_unless_an_example_question_has_them_so():
    assert is_doubtful(asked("Who are you?"), candidate(0b1, ask=0.9))
    assert not is_doubtful(asked("Who are you?"), candidate(0b1, ask=1.0))


def test_only_a_shortlist_is_given_a_confidence():
    kind = [candidate(LEAVE)] * (SHORTLIST + 2)
    sure = with_confidence(asked(QUESTION), kind, learned_weights().confidence)
    assert [one.confidence > 0 for one in sure] == [True] * SHORTLIST + [False] * 2
