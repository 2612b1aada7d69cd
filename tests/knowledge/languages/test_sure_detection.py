"""A language that a text shows to be its own."""

import pytest

from knowledge.languages.detection import surely
from tests.knowledge.languages.test_detection import questions


@pytest.mark.parametrize(("file", "share"), [("questions.tsv", 0.85), ("questions_held_out.tsv", 0.65)])
def test_most_questions_show_their_language_and_hardly_one_another(file, share):
    asked = questions(file)
    told = [(surely(question), code) for code, question in asked]
    assert sum(shown == code for shown, code in told) >= share * len(asked)
    assert sum(shown not in (None, code) for shown, code in told) <= 0.02 * len(asked)


@pytest.mark.parametrize(
    "text", ["", "?!", "Windows 95", "Die Hard", "Les Misérables", "ok", "Manuel Marrero", "/fact"]
)
def test_a_name_or_a_word_shows_none(text):
    assert surely(text) is None
