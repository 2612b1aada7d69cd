import pytest

from knowledge.languages.language import language
from knowledge.languages.word_vectors import Likeness, vectors

STEM, VECTORS = language("en").stem, vectors("en")


def terms(text):
    return [STEM(word) for word in text.split()]


def likeness(question, *texts):
    words = [((term,), 1.0) for term in terms(question)]
    assert VECTORS
    return Likeness(VECTORS, words, map(terms, texts))


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [
        ("film", "movie", "bread"),
        ("quickly", "rapidly", "harbour"),
        ("doctor", "physician", "ferry"),
        ("buy", "purchase", "rain"),
    ],
)
def test_words_of_the_same_sense_are_alike(word, like, unlike):
    ((near, far),) = VECTORS.cosines([STEM(word)], [STEM(like), STEM(unlike)])
    assert near > 0.5 > far + 0.1


def test_a_word_is_wholly_like_itself():
    ((same,),) = VECTORS.cosines(["harbour"], ["harbour"])
    assert same == pytest.approx(1, abs=1e-6)


def test_nothing_against_nothing_is_nothing():
    assert VECTORS.cosines([], ["film"]) == []
    assert VECTORS.cosines(["film"], []) == [[]]


def test_a_language_without_a_table_has_none():
    assert vectors("xx") is None


def test_a_missing_word_counts_as_far_as_one_is_like_it():
    found = likeness("cheap film", "inexpensive movie", "stone quay")
    same, other = (found.coverage(terms(text), 0) for text in ("inexpensive movie", "stone quay"))
    assert 0.4 < same <= 1
    assert other < 0.2


def test_a_word_that_is_found_counts_in_full():
    assert likeness("cheap film", "movie").coverage(terms("movie"), 0b11) == 1


def test_words_that_the_table_lacks_are_like_nothing():
    found = likeness("qzxv film", "qzxw movie")
    assert found.coverage(terms("qzxw"), 0) == 0
    assert found.cosine(["qzxw"]) == 0
    assert likeness("qzxv", "movie").coverage(["movi"], 0) == 0


def test_a_text_in_other_words_is_nearer_than_one_about_something_else():
    found = likeness("physician salary", "doctor pay", "boat timetable")
    assert found.cosine(terms("doctor pay")) > found.cosine(terms("boat timetable")) + 0.2


def test_the_cover_of_a_text_is_the_share_that_the_question_means_too():
    found = likeness("buy film", "purchase movie popcorn")
    weights = dict.fromkeys(terms("purchase movie popcorn"), 1.0)
    assert 0.3 < found.cover_of(weights, ()) < 0.8
    assert found.cover_of(weights, {STEM("popcorn")}) > found.cover_of(weights, ())
    assert found.cover_of({}, ()) == 0
