import pytest

from knowledge.answering.signals.coverage import QuestionWords
from knowledge.answering.signals.example_questions import AskedBefore
from knowledge.answering.signals.senses import compare_senses
from tests.asked import ENGLISH, indexed, query


def nearest(question, *asks):
    asked = query(question)
    fact = indexed("It does.", asks=asks)
    contents = [[t for t in ask.split() if t not in ENGLISH.function_terms] for ask in fact.asks.splitlines()]
    senses = compare_senses(asked, contents)
    return AskedBefore(QuestionWords(asked), asked.asked, senses, lambda _: 1.0).nearest(fact, contents)


def test_the_same_question_is_as_near_as_can_be():
    assert nearest("Where does the ferry land?", "Where does the ferry land?").likeness == pytest.approx(1)


def test_an_example_question_in_other_words_is_near_in_sense():
    same = nearest("How do I buy a film?", "How can I purchase a movie?")
    other = nearest("How do I buy a film?", "Where does the ferry land?")
    assert same.likeness == 0
    assert same.likeness_in_sense > 0.5 > other.likeness_in_sense


def test_an_example_that_asks_for_another_kind_is_half_as_near():
    assert nearest("Where does the ferry land?", "When does the ferry land?").likeness == pytest.approx(0.5)


def test_what_a_fee_is_and_how_much_it_is_are_the_same_question():
    assert nearest("How much is the fee?", "What is the fee?").likeness == pytest.approx(1)


def test_of_several_examples_the_nearest_counts():
    asks = ("What does bread cost?", "Where does the ferry land?", "Who leads the pilots?")
    assert nearest("Where does the ferry land?", *asks).likeness == pytest.approx(1)


def test_a_draft_has_none():
    assert nearest("Where does the ferry land?").likeness_in_sense == 0
