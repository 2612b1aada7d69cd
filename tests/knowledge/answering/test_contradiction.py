import pytest

from knowledge.answering.contradiction import contradict
from knowledge.languages.language import language
from knowledge.model import Fact, Status


def fact(statement, *asks):
    return Fact("x", statement, (), Status.APPROVED, asks)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pier is 120 metres long.", "The pier is 150 metres long."),
        ("The talks were held in Brede on Monday.", "The talks were held in Osterholm on Monday."),
        ("The harbour is closed in winter.", "The harbour is not closed in winter."),
    ],
)
def test_facts_that_differ_in_a_number_a_name_or_a_negation_contradict(one, other):
    assert contradict(fact(one), fact(other), language("en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pier is 120 metres long.", "The pier is 120 metres long and made of oak."),
        ("The pier is 120 metres long.", "The ferry carries 40 cars."),
        ("The harbour is closed in winter.", "The harbour is closed in the winter months."),
        ("Lindqvist brought greetings from Odile Marchand.", "Odile Marchand is the engineer of Brede."),
    ],
)
def test_facts_that_add_or_speak_of_something_else_do_not(one, other):
    assert not contradict(fact(one), fact(other), language("en"))


def test_one_example_question_with_two_numbers_is_a_contradiction():
    ask = "How long is the pier?"
    assert contradict(fact("It measures 120 metres.", ask), fact("Its length: 150 m.", ask), language("en"))
