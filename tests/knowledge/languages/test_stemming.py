import pytest

from knowledge.languages.language import language
from knowledge.languages.stemming import are_forms


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("meeting", "met", "en"),
        ("countries", "country", "en"),
        ("Ländern", "Länder", "de"),
        ("países", "país", "es"),
        ("министром", "министр", "ru"),
    ],
)
def test_forms_of_a_word_share_a_term(one, other, code):
    assert language(code).terms(one) == language(code).terms(other)


def test_an_unknown_language_is_compared_word_by_word():
    assert language("ca-XX").terms("Casa casetes") == ["casa", "casetes"]


def test_function_words_are_known_as_terms():
    assert {"who", "the", "was"} <= language("en").function_terms
    assert "cuba" not in language("es").function_terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("cuba", "cuban"), ("invent", "inventor"), ("describ", "descript"), ("produc", "product")],
)
def test_terms_that_a_stemmer_keeps_apart_are_known_as_forms(one, other):
    assert are_forms(one, other)
    assert are_forms(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("interest", "intern"), ("art", "artist"), ("port", "portugues"), ("cuba", "cubist")]
)
def test_terms_that_merely_begin_alike_are_no_forms(one, other):
    assert not are_forms(one, other)


@pytest.mark.parametrize(("verb", "participle"), [("baute", "gebaut"), ("wählen", "gewählt")])
def test_a_verb_and_its_participle_know_each_other(verb, participle):
    (verb,), (participle,) = language("de").terms(verb), language("de").terms(participle)
    assert participle in language("de").participles(verb)
    assert verb in language("de").participles(participle)
    assert language("en").participles(verb) == ()


def test_irregular_forms_and_peoples_share_a_term():
    assert language("en").terms("met sold Chinese French") == language("en").terms("meet sell China France")


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("사무소는", "사무소", "ko"),
        ("도서관에서는", "도서관을", "ko"),
        ("הספרייה", "בספרייה", "he"),
        ("biblioteki", "biblioteka", "pl"),
        ("бібліотеки", "бібліотека", "uk"),
    ],
)
def test_particles_prefixes_and_endings_are_taken_off(one, other, code):
    assert language(code).terms(one) == language(code).terms(other)
