import pytest

from knowledge.languages.language import language as spoken
from knowledge.sources.shapes.questions import stated


@pytest.mark.parametrize(
    ("language", "sentence", "told"),
    [
        ("en", "I took pictures of the cat; should I show them?", "I took pictures of the cat"),
        ("es", "Tenemos dos perros pequeños, ¿pueden entrar?", "Tenemos dos perros pequeños"),
        ("de", "Die Fähre fährt nur bis zehn – wie kommen wir dann heim?", "Die Fähre fährt nur bis zehn"),
    ],
)
def test_what_a_mark_parts_from_a_question_stands_by_itself(language, sentence, told):
    span = stated(sentence, spoken(language))
    assert span is not None
    assert sentence[slice(*span)] == told


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We have two dogs at home, but may they come along?"),
        ("de", "Wir haben zwei kleine Hunde, aber dürfen die auch mit?"),
        ("ru", "У нас две собаки, но можно ли их взять?"),
        ("ja", "犬を二匹飼っていますが、連れて行ってもいいですか。"),
        ("en", "I have watched every film about it and still cannot see why they do it?"),
    ],
)
def test_what_a_word_joins_to_a_question_is_told_with_it(language, sentence):
    assert stated(sentence, spoken(language)) == (0, len(sentence))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Why not try the kiln?"),
        ("en", "If I lose my ticket, what should I do?"),
        ("en", "Can I bring my dog but leave it in the car?"),
        ("en", "Lost and found: where is it?"),
        ("de", "Kann ich meinen Hund mitbringen, obwohl ich kein Auto habe?"),
        ("es", "¿Puedo traer el perro porque no tengo coche?"),
        ("it", "Posso portare il cane e dove lo lascio?"),
    ],
)
def test_a_sentence_that_only_asks_states_nothing(language, sentence):
    assert stated(sentence, spoken(language)) is None
