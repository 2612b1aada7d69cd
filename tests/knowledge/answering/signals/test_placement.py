import pytest
from msgspec.structs import astuple

from knowledge.answering.signals.placement import NeighbouringWords
from tests.asked import ENGLISH, words_of


def place(question, sentence):
    words = words_of(question)
    return NeighbouringWords.of(words).place(words.find_in(ENGLISH.terms(sentence)))


def test_the_first_and_the_last_found_word_have_their_places():
    placed = place("pilots quay", "Ten pilots live near the quay.")
    assert (placed.first, placed.last) == (pytest.approx(1 / 6), pytest.approx(5 / 6))


def test_words_close_together_in_the_order_of_the_question_count():
    assert place("old stone quay", "It is an old stone quay.").order == pytest.approx(1)
    assert place("old stone quay", "A quay, and a stone, both old.").order == 0


def test_words_far_apart_are_in_no_order():
    assert place("old quay", "The old man of the sea went to the quay.").order == 0


def test_where_nothing_is_found_there_is_no_place():
    assert astuple(place("old quay", "Nothing fits.")) == (0, 0, 0)
