from dataclasses import replace

import pytest

from bot.wording.answers import answer, steps, where
from bot.wording.explanation import why
from knowledge.answering.outcome import Answer, Match, Question, Repair
from knowledge.model import Citation, Locator
from tests.bot.wording.trade import APPROVED, DRAFT, LOCATOR, QUESTION, SOURCES, texts


def test_an_answer_is_the_statement_then_the_quote_then_the_place():
    assert texts(answer(Answer(QUESTION, (Match(APPROVED, 0.9),), 0.5, 0.95), SOURCES)) == [
        "Trade went up.",
        "“Trade grew.”",
        "report.pdf · paragraph 4 · 3 May 2026",
    ]


def test_a_draft_is_marked_and_its_sentence_said_once():
    assert texts(answer(Answer(QUESTION, (Match(DRAFT, 0.9),), 0.5, 0.95), SOURCES)) == [
        "“Trade grew.”",
        "report.pdf · paragraph 4 · 3 May 2026 · unreviewed",
    ]


def test_a_statement_that_explains_its_quote_is_said_before_it():
    explained = replace(DRAFT, statement="It [trade] grew.")
    assert texts(answer(Answer(QUESTION, (Match(explained, 0.9),), 0.5, 0.95), {}))[:2] == [
        "It [trade] grew.",
        "“Trade grew.”",
    ]


def test_every_citation_is_shown():
    other = Citation("memo.txt", LOCATOR, "Trade rose.")
    fact = replace(APPROVED, citations=(*APPROVED.citations, other))
    assert texts(answer(Answer(QUESTION, (Match(fact, 0.9),), 0.5, 0.95), SOURCES))[3:] == [
        "“Trade rose.”",
        "memo.txt · paragraph 4",
    ]


def test_repaired_spelling_is_shown():
    question = Question("What graw?", "en", (Repair("graw", "grew"),), "What grew?")
    assert (
        texts(answer(Answer(question, (Match(DRAFT, 0.9),), 0.5, 0.95), {}))[-1]
        == "Understood as: What grew?"
    )


def test_facts_that_contradict_each_other_are_shown_together():
    other = replace(APPROVED, id="a2", statement="Trade went down.")
    outcome = Answer(QUESTION, (Match(APPROVED, 0.9), Match(other, 0.8)), 0.5, 0.95, (Match(other, 0.8),))
    said = texts(answer(outcome, SOURCES))
    assert said[0].startswith("My sources disagree")
    assert said.index("Trade went up.") < said.index("Trade went down.")
    assert "Other approved facts say otherwise" in "".join(texts(why(outcome)))


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        (Locator(0, 1, 4, page=3), "report.pdf · page 3 · paragraph 4"),
        (Locator(0, 1, 4, page=3, page_label="i"), "report.pdf · page i (no. 3 in the file) · paragraph 4"),
        (Locator(0, 1, 4, row=7), "report.pdf · row 7"),
        (Locator(0, 1, 4, page=3, legibility=0.99), "report.pdf · page 3 · paragraph 4 · read by OCR"),
        (Locator(0, 1, 4, legibility=0.9), "report.pdf · paragraph 4 · read by OCR, hardly legible"),
        (
            Locator(0, 1, 4, heading=("Annual report", "Trade", "Tea")),
            "report.pdf · Trade › Tea · paragraph 4",
        ),
    ],
)
def test_a_place_is_named_as_a_person_would_look_for_it(locator, place):
    assert where(Citation("report.pdf", locator, "x"), SOURCES) == f"{place} · 3 May 2026"


def test_several_that_may_be_meant_are_offered_instead_of_guessing():
    outcome = Answer(
        QUESTION, (Match(APPROVED, 0.6), Match(DRAFT, 0.5)), 0.5, 0.95, ties=(Match(DRAFT, 0.5),)
    )
    reply = answer(outcome, SOURCES)
    assert texts(reply) == [
        "I am not sure which of these you mean:",
        "Trade went up. · report.pdf",
        "Trade grew. · report.pdf · unreviewed",
    ]
    assert reply.sends == ("/fact a1", "/fact d1")
    assert [choice.send for choice in steps(outcome, sends_files=True)] == ["/others What grew?"]
    assert "so I asked you which one you mean" in "".join(texts(why(outcome)))


def test_from_an_answer_one_can_go_on():
    outcome = Answer(QUESTION, (Match(DRAFT, 0.9), Match(APPROVED, 0.1)), 0.5, 0.95)
    assert [choice.send for choice in steps(outcome, sends_files=True)] == [
        "/show d1",
        "/others What grew?",
        "/file report.pdf",
        "/vote d1 up",
        "/vote d1 down",
    ]
