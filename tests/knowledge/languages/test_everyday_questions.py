"""Everyday questions on an office's notice and a club's rules in six languages; everyday/questions.tsv holds part of the right sentence."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.answering.outcome import Answer
from knowledge.base import KnowledgeBase
from knowledge.sources.readers.guard import Limits

FOLDER = Path(__file__).with_name("everyday")
FIRST, ANSWERED = 0.95, 0.75
"""Shares of the questions whose right sentence must come first, and that must be answered."""

QUESTIONS = [line.split("\t") for line in (FOLDER / "questions.tsv").read_text("utf-8").splitlines()]
LANGUAGES = sorted({code for code, _, _ in QUESTIONS})


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Return (language, question, statement that came first, whether it was answered) of every question."""
    replies = []
    for code in LANGUAGES:
        home = tmp_path_factory.mktemp(code)
        (home / "sources").mkdir()
        (home / "facts").mkdir()
        for number, part in enumerate((FOLDER / f"{code}.md").read_text("utf-8").split("\n# ")):
            (home / "sources" / f"{number}.md").write_text("# " + part.removeprefix("# "), encoding="utf-8")
        with KnowledgeBase(home, home / ".citebot", limits=Limits(processes=1)) as base:
            base.refresh()
            for language, question, right in QUESTIONS:
                if language == code:
                    outcome = base.ask(question)
                    first = outcome.matches[0].fact.statement if outcome.matches else ""
                    replies.append((code, question, first, right in first, isinstance(outcome, Answer)))
    return replies


def test_the_right_sentence_comes_first(asked):
    wrong = [(question, first) for _, question, first, is_right, _ in asked if not is_right]
    assert len(wrong) <= (1 - FIRST) * len(asked), wrong


def test_most_questions_are_answered(asked):
    refused = [question for _, question, _, _, is_answered in asked if not is_answered]
    assert len(refused) <= (1 - ANSWERED) * len(asked), refused


def test_no_language_is_left_behind(asked):
    answered = Counter(code for code, _, _, is_right, is_answered in asked if is_right and is_answered)
    assert min(answered[code] for code in LANGUAGES) >= 5, answered
