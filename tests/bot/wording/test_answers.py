import datetime as dt
from dataclasses import replace

import pytest

from bot.reply import Listing, Reply
from bot.wording.answers import answer, steps, where
from bot.wording.explanation import why
from bot.wording.figures import Scope, count, day, percent, searched
from bot.wording.refusals import refusal
from knowledge.answering.decision import PRESETS
from knowledge.model import (
    Answer,
    Citation,
    Fact,
    Locator,
    Match,
    NoAnswer,
    Question,
    Reason,
    Repair,
    SourceSummary,
    Status,
)

LOCATOR = Locator(0, 10, paragraph=4)
SOURCES = {
    "report.pdf": SourceSummary(
        "report.pdf", "Annual report", "pdf", dt.date(2026, 5, 3), "en", 12, 48, 90, 2
    )
}
SCOPE = Scope(SOURCES, 1200, dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC))
QUESTION = Question("What grew?", "en")
DRAFT = Fact("d1", "Trade grew.", (Citation("report.pdf", LOCATOR, "Trade grew."),), Status.DRAFT)
APPROVED = replace(
    DRAFT, id="a1", statement="Trade went up.", status=Status.APPROVED, asks=("What went up?",)
)


def texts(reply: Reply) -> list[str]:
    blocks = [block.entries if isinstance(block, Listing) else (block,) for block in reply.blocks]
    return ["".join(span.text for span in entry.line) for entries in blocks for entry in entries]


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
        (
            Locator(0, 1, 4, heading=("Annual report", "Trade", "Tea")),
            "report.pdf · Trade › Tea · paragraph 4",
        ),
    ],
)
def test_a_place_is_named_as_a_person_would_look_for_it(locator, place):
    assert where(Citation("report.pdf", locator, "x"), SOURCES) == f"{place} · 3 May 2026"


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
        "Trade went up. · report.pdf",
        "You could ask about:",
    ]
    assert reply.sends == ("/fact a1", "/facts tea", "/facts salt")


def test_where_the_sources_likely_answer_it_is_not_said_that_they_do_not():
    outcome = NoAnswer(QUESTION, Reason.NOT_SURE, (Match(APPROVED, 0.2), Match(DRAFT, 0.1)), 0.5, 0.8)
    assert texts(refusal(outcome, SCOPE, near_topics=2)) == [
        "I am not sure. My sources may say it, but I cannot tell where.",
        "Perhaps you mean one of these:",
        "Trade went up. · report.pdf",
        "Trade grew. · report.pdf · unreviewed",
    ]
    assert texts(why(outcome))[1] == (
        "I was 80 % sure that my sources hold an answer, but only 20 % sure that the nearest fact answers you. "
        "I answer from 50 % up (“careful”), so I held back."
    )


def test_a_person_is_offered_where_the_question_can_be_passed_on():
    outcome = NoAnswer(QUESTION, Reason.NOT_IN_SOURCES, (Match(APPROVED, 0.3),), 0.5)
    assert refusal(outcome, SCOPE, near_topics=2, gap_id=7).sends == ("/fact a1", "/ask_person 7")


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


def test_why_tells_how_the_decision_came_about():
    question = Question("What graw?", "en", (Repair("graw", "grew"),), "What grew?")
    matches = (Match(DRAFT, 0.93, found=("grew",), missing=("fast",)), Match(APPROVED, 0.2))
    assert texts(why(Answer(question, matches, 0.42, 0.95))) == [
        "You asked: What graw?",
        "I read “graw” as “grew”.",
        "Found in the fact or around it: grew.",
        "Not found there: fast.",
        "I was 93 % sure that this answers you. I answer from 42 % up.",
        "Next best (20 %):",
        "Trade went up.  /fact a1",
    ]


def test_why_says_when_a_language_is_known_by_name_only():
    said = texts(why(NoAnswer(Question("Kdy?", "cs"), Reason.NOTHING_FOUND, (), 0.6)))
    assert said[1] == "It seems to be Czech, which I know by name only: I compared its words as they stand."


def test_why_of_a_refusal_shows_what_came_nearest():
    said = texts(why(NoAnswer(QUESTION, Reason.NOT_IN_SOURCES, (Match(DRAFT, 0.499),), 0.6)))
    assert said[1:] == [
        "I was only 49 % sure that the nearest fact answers you. I answer from 60 % up, so I held back.",
        "The nearest I have (49 %):",
        "Trade grew.  /fact d1",
    ]


@pytest.mark.parametrize("name", PRESETS)
def test_why_names_the_preset(name):
    decision = texts(why(Answer(QUESTION, (Match(DRAFT, 0.99),), PRESETS[name], 0.99)))[-1]
    assert decision.endswith(f"I answer from {percent(PRESETS[name])} up (“{name}”).")


@pytest.mark.parametrize(
    ("confidence", "said"), [(0.29, "29 %"), (0.999, "99 %"), (1.0, "100 %"), (0.0, "0 %")]
)
def test_confidence_never_reads_higher_than_it_is(confidence, said):
    assert percent(confidence) == said


def test_numbers_agree_with_their_nouns():
    assert [count(n, "fact") for n in (0, 1, 2, 1200)] == ["0 facts", "1 fact", "2 facts", "1,200 facts"]
    assert day(dt.date(2026, 5, 3)) == "3 May 2026"
    assert searched(Scope({}, 0, None)) == "0 facts from 0 sources"
