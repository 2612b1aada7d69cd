import pytest

from bot.wording.explanation import why
from bot.wording.figures import percent
from knowledge.answering.decision import PRESETS
from knowledge.answering.outcome import Answer, Match, NoAnswer, Question, Reason, Repair
from tests.bot.wording.trade import APPROVED, DRAFT, QUESTION, texts


def test_why_tells_how_the_decision_came_about():
    question = Question("What graw?", "en", (Repair("graw", "grew"),), "What grew?")
    matches = (Match(DRAFT, 0.93, found=("grew",), missing=("fast",)), Match(APPROVED, 0.2))
    assert texts(why(Answer(question, matches, 0.42, 0.95))) == [
        "You asked: What graw?",
        "I read “graw” as “grew”.",
        "Found in the fact or around it: grew.",
        "Not found there: fast.",
        "I went by these words alone, without reading the sentence itself.",
        "I was 93 % sure that this answers you. I answer from 42 % up.",
        "Next best (20 %):",
        "Trade went up.  /fact a1",
    ]


def test_why_says_when_a_language_is_known_by_name_only():
    said = texts(why(NoAnswer(Question("Kdy?", "cs"), Reason.NOTHING_FOUND, (), 0.6)))
    assert said[1] == "It seems to be Czech, which I know by name only: I compared its words as they stand."


def test_why_of_a_refusal_shows_what_came_nearest():
    said = texts(why(NoAnswer(QUESTION, Reason.NOT_IN_SOURCES, (Match(DRAFT, 0.499),), 0.6)))
    assert said[2:] == [
        "I was only 49 % sure that the nearest fact answers you. I answer from 60 % up, so I held back.",
        "The nearest I have (49 %):",
        "Trade grew.  /fact d1",
    ]


@pytest.mark.parametrize(
    ("match", "said"),
    [
        (Match(DRAFT, 0.9, verdict=2.0), "It seems to tell what you asked."),
        (Match(DRAFT, 0.9, verdict=-2.0), "It does not seem to tell what you asked."),
        (Match(DRAFT, 0.9), "without reading the sentence"),
    ],
)
def test_why_says_whether_it_was_read(match, said):
    assert said in texts(why(Answer(QUESTION, (match,), 0.5, 0.9)))[1]


@pytest.mark.parametrize("name", PRESETS)
def test_why_names_the_preset(name):
    decision = texts(why(Answer(QUESTION, (Match(DRAFT, 0.99),), PRESETS[name], 0.99)))[-1]
    assert decision.endswith(f"I answer from {percent(PRESETS[name])} up (“{name}”).")
