import pytest

from knowledge.spelling import Speller, is_real


@pytest.fixture
def speller():
    return Speller(
        {"president": 5, "cuba": 9, "minister": 4, "ministry": 2, "greetings": 1, "cube": 1, "agriculture": 1}
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("presidnt", "president"),
        ("preisdent", "president"),
        ("presidennt", "president"),
        ("gretings", "greetings"),
        ("agricultrue", "agriculture"),
        ("agircultrue", "agriculture"),
        ("cuva", "cuba"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(speller, typed, meant):
    assert speller.nearest(typed) == meant


def test_of_equally_near_words_the_more_frequent_is_meant(speller):
    assert speller.nearest("cubo") == "cuba"


@pytest.mark.parametrize("word", ["cup", "2024", "g77x", "zebra", "prisons"])
def test_short_words_numbers_and_strangers_are_left_alone(speller, word):
    assert speller.nearest(word) is None


def test_a_short_word_may_have_one_slip_only(speller):
    assert speller.nearest("kuva") is None


def test_real_words_are_told_from_slips():
    assert is_real("bake", "en")
    assert is_real("población", "es")
    assert not is_real("presidnt", "en")
    assert not is_real("会议", "zh")
