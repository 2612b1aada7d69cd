import pytest

from knowledge.answering.answerability import Judgement
from knowledge.answering.decision import contradict, decide
from knowledge.answering.features import FEATURES, Features
from knowledge.answering.ranking import Scored
from knowledge.languages.language import language
from knowledge.model import Citation, Fact, Locator, Reason, Status


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


# --- ties ----------------------------------------------------------------------------------------


def scored(row, confidence):
    return Scored(row, Features(**dict.fromkeys(FEATURES, 0.0)), confidence, 1, confidence=confidence)


def known_words(harbour):
    return harbour.snapshot.understand("Who is the mayor of the town?")


def stated(row, paragraph):
    words = f"Statement {row}."
    return Fact(
        str(row), words, (Citation("a.txt", Locator(0, 1, paragraph=paragraph), words),), Status.DRAFT
    )


@pytest.mark.parametrize(
    ("confidences", "paragraphs", "tied"),
    [
        ((0.7, 0.6, 0.1), (1, 2, 3), ["1"]),
        ((0.7, 0.3, 0.1), (1, 2, 3), []),
        ((0.7, 0.6, 0.6), (1, 1, 2), ["2"]),
        ((0.97, 0.9, 0.1), (1, 2, 3), []),
    ],
    ids=["about as sure", "far behind", "in the same paragraph", "sure enough"],
)
def test_what_may_just_as_well_be_meant_is_a_tie(harbour, confidences, paragraphs, tied):
    facts = {row: stated(row, paragraph) for row, paragraph in enumerate(paragraphs)}
    ranked = [scored(row, confidence) for row, confidence in enumerate(confidences)]
    outcome = decide(Judgement(known_words(harbour), ranked, facts, 0.5), 0.5)
    assert [match.fact.id for match in outcome.ties] == tied


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answerability", "reason"), [(0.2, Reason.NOT_IN_SOURCES), (0.8, Reason.NOT_SURE)])
def test_a_refusal_tells_an_answer_that_is_not_there_from_one_that_is_not_found(
    harbour, answerability, reason
):
    judgement = Judgement(known_words(harbour), [scored(0, 0.4)], {0: stated(0, 1)}, answerability)
    refusal = decide(judgement, 0.5)
    assert (refusal.reason, refusal.answerability) == (reason, max(answerability, 0.4))


def test_the_sources_hold_an_answer_at_least_as_surely_as_this_is_it(harbour):
    outcome = decide(Judgement(known_words(harbour), [scored(0, 0.9)], {0: stated(0, 1)}, 0.6), 0.5)
    assert outcome.answerability == 0.9


def test_what_no_source_mentions_makes_an_answer_unlikely(harbour):
    query = harbour.snapshot.understand("Who is Zacharias Bloom of Brede?")
    refusal = decide(Judgement(query, [scored(0, 0.9)], {0: stated(0, 1)}, 0.9), 0.5)
    assert refusal.reason is Reason.UNKNOWN_NAME
    assert refusal.answerability < 0.5
