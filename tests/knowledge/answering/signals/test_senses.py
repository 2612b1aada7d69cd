from knowledge.answering.signals.senses import compare_senses, coverage_alike, estimated_likenesses
from tests.asked import ENGLISH, query, words_of

QUESTION = "Who repaired the ship?"
ALIKE, OTHER = ENGLISH.terms("crew mended vessel"), ENGLISH.terms("bread costs money")


def test_a_word_of_the_same_sense_is_covered_in_part():
    senses = compare_senses(query(QUESTION), [ALIKE, OTHER])
    words = words_of(QUESTION)
    assert 0 < coverage_alike(senses, words, ALIKE, 0) < 1
    assert coverage_alike(senses, words, ALIKE, 0) > coverage_alike(senses, words, OTHER, 0)


def test_texts_that_mean_the_same_are_more_alike():
    senses = compare_senses(query(QUESTION), [ALIKE, OTHER])
    alike, other = estimated_likenesses(senses, [ALIKE, OTHER])
    assert alike > other


def test_without_word_vectors_only_the_words_themselves_are_covered():
    words = words_of(QUESTION)
    assert coverage_alike(None, words, ALIKE, 0b01) == words.share(0b01)
    assert estimated_likenesses(None, [ALIKE]) == [0.0]
