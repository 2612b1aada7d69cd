import json

from bot.wording.outcome_json import as_json, kind, talk_as_json
from knowledge.answering.outcome import Answer, Match, NoAnswer, Question, Reason
from knowledge.languages.talk import Talk
from knowledge.model import Citation, Fact, Locator, Status

FACT = Fact(
    "d1",
    "Trade\u2028grew.",
    (Citation("report.pdf", Locator(118, 240, 2, heading=("Trade",), page=3), "Trade\u2028grew."),),
    Status.DRAFT,
)


def test_an_answer_has_the_form_that_evaluation_reads():
    outcome = Answer(
        Question("What graw?", "en", understood_as="What grew?"),
        (Match(FACT, 0.93, told=(6, 10)),),
        0.5,
        0.97,
    )
    assert json.loads(as_json([outcome], 1.8)) == {
        "question": "What graw?",
        "kind": "answer",
        "answered": True,
        "reason": None,
        "confidence": 0.97,
        "threshold": 0.5,
        "took_ms": 1.8,
        "understood_as": "What grew?",
        "candidates": [
            {
                "fact": "d1",
                "status": "draft",
                "is_under_review": False,
                "statement": "Trade\u2028grew.",
                "told": [6, 10],
                "confidence": 0.93,
                "citations": [
                    {
                        "source": "report.pdf",
                        "page": 3,
                        "page_label": None,
                        "heading": ["Trade"],
                        "paragraph": 2,
                        "sentence": None,
                        "row": None,
                        "legibility": None,
                        "start": 118,
                        "end": 240,
                        "quote": "Trade\u2028grew.",
                    }
                ],
            }
        ],
        "conflicts": [],
        "more": [],
    }


def test_a_refusal_keeps_its_candidates_and_says_why():
    told = json.loads(
        as_json([NoAnswer(Question("x", "en"), Reason.NOT_SURE, (Match(FACT, 0.4),), 0.5, 0.8)], 0.1)
    )
    assert (told["answered"], told["reason"], told["confidence"]) == (False, "not sure", 0.8)
    assert [(candidate["fact"], candidate["confidence"]) for candidate in told["candidates"]] == [("d1", 0.4)]


def test_the_kind_says_in_a_word_what_came_of_it():
    question, match = Question("x", "en"), Match(FACT, 0.9)
    outcomes: list[Answer | NoAnswer] = [
        Answer(question, (match,), 0.5, 0.9),
        Answer(question, (match,), 0.5, 0.9, conflicts=(match,)),
        Answer(question, (match,), 0.5, 0.9, ties=(match,)),
        NoAnswer(question, Reason.NOT_IN_SOURCES, (), 0.5),
        NoAnswer(question, Reason.NOT_SURE, (match,), 0.5),
    ]
    assert list(map(kind, outcomes)) == ["answer", "conflict", "unsure", "no_answer", "unsure"]


def test_what_is_no_question_has_the_same_form():
    greeting = json.loads(talk_as_json("hi", Talk.GREETING, 0.1))
    asked = json.loads(as_json([NoAnswer(Question("x", "en"), Reason.NOTHING_FOUND, (), 0.5)], 0.1))
    assert set(greeting) == {*asked, "talk"}
    assert (greeting["kind"], greeting["talk"], greeting["answered"]) == ("talk", "greeting", False)
    assert json.loads(talk_as_json("who are you", Talk.NATURE, 0.1))["kind"] == "about"


def test_each_question_of_a_message_has_its_outcome():
    first, second = (NoAnswer(Question(text, "en"), Reason.NOTHING_FOUND, (), 0.5) for text in ("a", "b"))
    told = json.loads(as_json([first, second], 0.1))
    assert (told["question"], [other["question"] for other in told["more"]]) == ("a", ["b"])


def test_without_candidates_the_confidence_is_nought():
    told = json.loads(as_json([NoAnswer(Question("x", "en"), Reason.NOTHING_FOUND, (), 0.5)], 0.1))
    assert (told["confidence"], told["candidates"]) == (0.0, [])


def test_each_outcome_is_one_line_whatever_it_holds():
    assert (
        len(as_json([Answer(Question("a\x85b\nc", "en"), (Match(FACT, 0.9),), 0.5, 0.9)], 0.1).splitlines())
        == 1
    )
