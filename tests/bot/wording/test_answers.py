from dataclasses import replace

import pytest

from bot.reply import Style
from bot.wording.answers import answer, steps
from bot.wording.explanation import why
from bot.wording.places import called, where
from knowledge.answering.outcome import Answer, Match, Question, Repair
from knowledge.model import Citation, Locator
from tests.bot.wording.trade import APPROVED, DRAFT, LOCATOR, QUESTION, SOURCES, texts


def test_an_answer_is_the_statement_then_the_quote_then_the_place():
    assert texts(answer(Answer(QUESTION, (Match(APPROVED, 0.9),), 0.5, 0.95), SOURCES)) == [
        "Trade went up.",
        "“Trade grew.”",
        "Annual report · paragraph 4 · 3 May 2026",
    ]


def test_a_draft_is_marked_and_its_sentence_said_once():
    assert texts(answer(Answer(QUESTION, (Match(DRAFT, 0.9),), 0.5, 0.95), SOURCES)) == [
        "“Trade grew.”",
        "Annual report · paragraph 4 · 3 May 2026 · unreviewed",
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


def test_sources_that_disagree_are_named_the_newest_first():
    old, new = (
        replace(fact, citations=(Citation(source, LOCATOR, fact.statement),))
        for fact, source in (
            (APPROVED, "old.txt"),
            (replace(APPROVED, id="a2", statement="Trade went down."), "report.pdf"),
        )
    )
    outcome = Answer(QUESTION, (Match(old, 0.9), Match(new, 0.8)), 0.5, 0.95, (Match(new, 0.8),))
    assert texts(answer(outcome, SOURCES)) == [
        "Two of my sources disagree. The newest first:",
        "“Trade went down.”",
        "Annual report · paragraph 4 · 3 May 2026",
        "“Trade went up.”",
        "old.txt · paragraph 4 · undated",
    ]
    assert [(choice.label, choice.send) for choice in steps(outcome, SOURCES, sends_files=True)] == [
        ("Show in Annual report", "/show a2"),
        ("Show in old.txt", "/show a1"),
        ("Other answers", "/others What grew?"),
    ]


def test_a_source_is_called_by_its_title_where_no_other_has_that():
    twin = replace(SOURCES["report.pdf"], source="copy.pdf")
    assert called("report.pdf", SOURCES) == "Annual report"
    assert called("report.pdf", SOURCES | {"copy.pdf": twin}) == "report.pdf"
    assert called("gone.pdf", SOURCES) == "gone.pdf"


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        (Locator(0, 1, 4, page=3), "Annual report · page 3 · paragraph 4"),
        (
            Locator(0, 1, 4, page=3, page_label="i"),
            "Annual report · page i (no. 3 in the file) · paragraph 4",
        ),
        (Locator(0, 1, 4, row=7), "Annual report · row 7"),
        (Locator(0, 1, 4, page=3, legibility=0.99), "Annual report · page 3 · paragraph 4 · read by OCR"),
        (Locator(0, 1, 4, legibility=0.9), "Annual report · paragraph 4 · read by OCR, hardly legible"),
        (
            Locator(0, 1, 4, heading=("Annual report", "Trade", "Tea")),
            "Annual report · Trade › Tea · paragraph 4",
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
        "Trade went up. · Annual report",
        "Trade grew. · Annual report · unreviewed",
    ]
    assert reply.sends == ("/fact a1", "/fact d1")
    assert [choice.send for choice in steps(outcome, SOURCES, sends_files=True)] == ["/others What grew?"]
    assert "so I asked you which one you mean" in "".join(texts(why(outcome)))


def test_from_an_answer_one_can_go_on():
    outcome = Answer(QUESTION, (Match(DRAFT, 0.9), Match(APPROVED, 0.1)), 0.5, 0.95)
    assert [choice.send for choice in steps(outcome, SOURCES, sends_files=True)] == [
        "/show d1",
        "/others What grew?",
        "/file report.pdf",
        "/vote d1 up",
        "/vote d1 down",
    ]


def test_whoever_may_change_facts_does_so_from_the_answer_instead_of_voting():
    outcome = Answer(QUESTION, (Match(DRAFT, 0.9),), 0.5, 0.95)
    ways = {choice.label: choice.send for choice in steps(outcome, SOURCES, sends_files=False, curates=True)}
    assert ways == {
        "Show in source": "/show d1",
        "Approve": "/approve d1",
        "Edit": "/edit d1",
        "Add a question": "/alias d1",
        "Hide": "/hide d1",
    }
    approved = Answer(QUESTION, (Match(APPROVED, 0.9),), 0.5, 0.95)
    assert "Approve" not in [
        choice.label for choice in steps(approved, SOURCES, sends_files=False, curates=True)
    ]


def _bold(reply):
    return [span.text for block in reply.blocks for span in block.line if span.style is Style.BOLD]


def _said(statement, quote, told):
    fact = replace(DRAFT, statement=statement, citations=(Citation("memo.txt", LOCATOR, quote),))
    return answer(Answer(QUESTION, (Match(fact, 0.9, told=told),), 0.5, 0.95), {})


def test_the_words_that_tell_what_was_asked_stand_out_in_the_quote():
    reply = _said("40 ships & 40 boats came.", "40 ships & 40 boats came.", (11, 13))
    assert texts(reply)[0] == "“40 ships & 40 boats came.”"
    assert [span.text for span in reply.blocks[0].line] == ["“", "40 ships & ", "40", " boats came.", "”"]
    assert _bold(reply) == ["40"]


def test_they_stand_out_in_the_statement_and_once_in_the_quote_that_proves_it():
    assert _bold(_said("Dipper – Beds: 5", "Dipper | 5 | 155 euros", (15, 16))) == ["5", "5"]
    assert _bold(_said("Dipper – Beds: 5", "Dipper | 5 | 5 euros", (15, 16))) == ["5"]
    assert _bold(_said("Dipper – Beds: 5", "Dipper | five", (15, 16))) == ["5"]


def test_without_them_the_statement_stands_out():
    assert _bold(_said("Trade went up.", "Trade grew.", None)) == ["Trade went up."]


def test_they_stand_out_within_words_of_the_other_direction():
    line = _said("بني في عام 1931.", "بني في عام 1931.", (11, 15)).blocks[0].line
    assert "".join(span.text for span in line) == "“\u2068بني في عام 1931.\u2069”"
    assert [span.text for span in line if span.style is Style.BOLD] == ["1931"]


def test_they_stand_out_in_each_of_two_sources_that_disagree():
    old, new = (
        replace(DRAFT, id=number, statement=said, citations=(Citation(f"{number}.txt", LOCATOR, said),))
        for number, said in (("a1", "40 ships came."), ("a2", "42 ships came."))
    )
    matches = Match(old, 0.9, told=(0, 2)), Match(new, 0.8, told=(0, 2))
    reply = answer(Answer(QUESTION, matches, 0.5, 0.95, matches[1:]), {})
    assert _bold(reply) == ["40", "42"]
