import pytest

from tests.asked import ENGLISH, words_of


def test_the_question_s_words_are_found_in_any_form_where_they_stand():
    words = words_of("Who repaired the old ships?")
    found = words.find_in(ENGLISH.terms("The ship is old, and nobody repairs ships."))
    assert found.hits == [(1, 2), (3, 1), (6, 0), (7, 2)]
    assert (found.found, found.length) == (0b111, 8)


def test_a_share_is_that_of_the_weight():
    words = words_of("old quay pilots")
    one, two, three = words.weights
    assert words.share(0b101) == pytest.approx((one + three) / (one + two + three))
    assert (words.share(0), words.share(0b111)) == (0, pytest.approx(1))


def test_a_question_of_thousands_of_words_has_shares_too():
    words = words_of(" ".join(f"w{n}" for n in range(150)))
    words.weights *= 20
    many = words_of("old quay")
    many._shares |= {1 << n: 0.001 for n in range(3000)}
    assert many.share((1 << 3000) - 1) == pytest.approx(3)


def test_one_value_is_found_for_all_words_that_ask_for_its_kind():
    words = words_of("What does the fee cost?")
    assert words.find_in(["#price"]).found == 0b11
