from dataclasses import replace

import pytest

from knowledge.answering.decision import Evidence, decide
from knowledge.answering.linear_model import signs
from knowledge.answering.outcome import Reason
from knowledge.answering.ranking import Ranked
from knowledge.answering.signals.signals import Signals
from knowledge.model import Citation, Fact, Locator, Part, Status


def ranked(row, confidence):
    return Ranked(row, Signals(**dict.fromkeys(signs(Signals), 0.0)), confidence, 1, confidence=confidence)


def known_words(harbour):
    return harbour.pipeline.understand("Who is the mayor of the town?")


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
    candidates = [ranked(row, confidence) for row, confidence in enumerate(confidences)]
    outcome = decide(Evidence(known_words(harbour), candidates, facts, 0.5), 0.5)
    assert [match.fact.id for match in outcome.ties] == tied


@pytest.mark.parametrize(
    ("verdicts", "tied"), [({0: 4.0, 1: 2.0}, []), ({0: 4.0, 1: 3.5}, ["1"]), ({0: 4.0}, ["1"])]
)
def test_what_the_reader_finds_to_tell_clearly_less_is_no_tie(harbour, verdicts, tied):
    facts = {row: stated(row, row) for row in range(2)}
    evidence = Evidence(known_words(harbour), [ranked(0, 0.7), ranked(1, 0.6)], facts, 0.5, verdicts)
    assert [match.fact.id for match in decide(evidence, 0.5).ties] == tied


def test_drafts_of_two_sources_that_differ_in_a_number_are_shown_together(harbour):
    def fee(row, euros, source):
        words = f"The mooring fee is {euros} euros a night."
        return Fact(str(row), words, (Citation(source, Locator(0, 1, paragraph=row), words),), Status.DRAFT)

    candidates = [ranked(0, 0.7), ranked(1, 0.6), ranked(2, 0.6)]
    facts = {0: fee(0, 18, "new.txt"), 1: fee(1, 14, "old.txt"), 2: fee(2, 12, "new.txt")}
    outcome = decide(Evidence(known_words(harbour), candidates, facts, 0.5), 0.5)
    assert [match.fact.id for match in outcome.conflicts] == ["1"]
    assert outcome.ties == ()


@pytest.mark.parametrize(("answerability", "reason"), [(0.2, Reason.NOT_IN_SOURCES), (0.8, Reason.NOT_SURE)])
def test_a_refusal_tells_an_answer_that_is_not_there_from_one_that_is_not_found(
    harbour, answerability, reason
):
    evidence = Evidence(known_words(harbour), [ranked(0, 0.4)], {0: stated(0, 1)}, answerability)
    refusal = decide(evidence, 0.5)
    assert (refusal.reason, refusal.answerability) == (reason, max(answerability, 0.4))


@pytest.mark.parametrize(
    ("confidence", "answerability", "reason"),
    [(0.9, 0.9, Reason.NOT_COMPARED), (0.3, 0.8, Reason.NOT_COMPARED), (0.3, 0.2, Reason.NOT_IN_SOURCES)],
)
def test_who_asks_for_the_most_or_least_of_rows_is_told_that_they_are_not_compared(
    harbour, confidence, answerability, reason
):
    query = harbour.pipeline.understand("Which town is the cheapest?")
    row = replace(stated(0, 1), parts=(Part("Fee", "9 €"),))
    assert decide(Evidence(query, [ranked(0, confidence)], {0: row}, answerability), 0.5).reason is reason


def test_the_sources_hold_an_answer_at_least_as_surely_as_this_is_it(harbour):
    outcome = decide(Evidence(known_words(harbour), [ranked(0, 0.9)], {0: stated(0, 1)}, 0.6), 0.5)
    assert outcome.answerability == 0.9


def test_what_no_source_mentions_makes_an_answer_unlikely(harbour):
    query = harbour.pipeline.understand("Who is Zacharias Bloom of Brede?")
    refusal = decide(Evidence(query, [ranked(0, 0.9)], {0: stated(0, 1)}, 0.9), 0.5)
    assert refusal.reason is Reason.UNKNOWN_NAME
    assert refusal.answerability < 0.5
