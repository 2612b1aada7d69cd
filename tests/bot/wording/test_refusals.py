from dataclasses import replace

import pytest

from bot.wording.explanation import why
from bot.wording.refusals import refusal
from bot.wording.translation import speaking
from knowledge.answering.outcome import Match, NoAnswer, Reason
from tests.bot.wording.trade import APPROVED, DRAFT, QUESTION, SCOPE, texts


def test_a_refusal_says_what_was_searched_and_offers_what_is_near():
    outcome = NoAnswer(
        QUESTION,
        Reason.NOT_IN_SOURCES,
        (Match(APPROVED, 0.3), Match(DRAFT, 0.2)),
        0.5,
        0.3,
        ("tea", "salt", "silk"),
    )
    reply = refusal(outcome, SCOPE, near_topics=2)
    assert "Not in my sources. I searched 1,200 facts from 1 source, refreshed 4 May 2026" in texts(reply)[0]
    assert texts(reply)[1:] == [
        "Perhaps you mean one of these:",
        "Trade went up. · Annual report",
        "You could ask about:",
    ]
    assert reply.sends == ("/fact a1", "/facts tea", "/facts salt")


def test_where_the_sources_likely_answer_it_is_not_said_that_they_do_not():
    outcome = NoAnswer(QUESTION, Reason.NOT_SURE, (Match(APPROVED, 0.2), Match(DRAFT, 0.1)), 0.5, 0.8)
    assert texts(refusal(outcome, SCOPE, near_topics=2)) == [
        "I am not sure. My sources may say it, but I cannot tell where.",
        "Perhaps you mean one of these:",
        "Trade went up. · Annual report",
        "Trade grew. · Annual report · unreviewed",
    ]
    assert texts(why(outcome))[2] == (
        "I was 80 % sure that my sources hold an answer, but only 20 % sure that the nearest fact answers you. "
        "I answer from 50 % up (“careful”), so I held back."
    )


def test_it_is_said_what_the_nearest_says_nothing_of():
    nearest = Match(APPROVED, 0.4, found=("prime", "minister"), missing=("deputy",))
    outcome = NoAnswer(QUESTION, Reason.NOT_SURE, (nearest,), 0.5, 0.8)
    assert texts(refusal(outcome, SCOPE, near_topics=2))[0].endswith(
        "The nearest speaks of “prime” and “minister”, but not of “deputy”."
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("de", "spricht von „öffnet“, aber nicht von „Markt“ oder „Samstag“."),
        ("fr", "parle de «\u00a0öffnet\u00a0», mais pas de «\u00a0Markt\u00a0» ou «\u00a0Samstag\u00a0»."),
        ("ru", "есть «öffnet», но нет «Markt» или «Samstag»."),
    ],
)
def test_the_words_of_a_person_are_quoted(code, told):
    nearest = Match(APPROVED, 0.4, found=("öffnet",), missing=("Markt", "Samstag"))
    with speaking(code):
        outcome = NoAnswer(QUESTION, Reason.NOT_SURE, (nearest,), 0.5, 0.8)
        assert texts(refusal(outcome, SCOPE, near_topics=2))[0].endswith(told)


def test_what_is_shown_is_neither_offered_again_as_a_topic_nor_shown_at_length():
    fact = replace(DRAFT, statement="Tea " * 500, asks=("Is there tea?",))
    outcome = NoAnswer(QUESTION, Reason.NOT_SURE, (Match(fact, 0.4),), 0.5, 0.8, ("Is there tea?", "salt"))
    reply = refusal(outcome, SCOPE, near_topics=2)
    assert reply.sends == (f"/fact {fact.id}", "/facts salt")
    assert "Tea… · Annual report" in texts(reply)[2]


def test_a_person_is_offered_where_the_question_can_be_passed_on():
    outcome = NoAnswer(QUESTION, Reason.NOT_IN_SOURCES, (Match(APPROVED, 0.3),), 0.5)
    assert refusal(outcome, SCOPE, near_topics=2, gap_id=7).sends == ("/fact a1", "/ask_person 7")


def test_a_question_that_is_far_off_is_not_offered():
    outcome = NoAnswer(QUESTION, Reason.NOT_IN_SOURCES, (Match(APPROVED, 0.1),), 0.5)
    assert refusal(outcome, SCOPE, near_topics=2).choices == ()


@pytest.mark.parametrize(
    ("reason", "start"),
    [
        (Reason.NO_QUESTION, "Ask me something"),
        (Reason.NO_FACTS, "I have no sources yet"),
        (Reason.NOTHING_FOUND, "Not in my sources"),
    ],
)
def test_each_reason_for_a_refusal_has_its_words(reason, start):
    outcome = NoAnswer(QUESTION, reason, (), 0.5)
    assert texts(refusal(outcome, SCOPE, 3))[0].startswith(start)
    assert texts(why(outcome))[0] == "You asked: What grew?"
    assert len(texts(why(outcome))) == 2
