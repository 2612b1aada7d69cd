import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.languages.language import Asked
from knowledge.languages.text import (
    are_forms,
    asked_for,
    counted,
    fold,
    function_terms,
    participles,
    terms,
    tokens,
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Díaz-Canel", "diaz-canel"),
        ("STRASSE", "straße"),
        ("ﬁnance", "finance"),
        ("Ｂｅｌｔ", "belt"),
        ("ألْبِرْت", "البرت"),
        ("جمـــال", "جمال"),
        ("متى", "متي"),
        ("Ёлка", "елка"),
    ],
)
def test_what_people_do_not_type_makes_no_difference(written, typed):
    assert fold(written) == fold(typed)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_tokens_stand_where_they_say(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


def test_letters_that_only_stretch_or_voice_others_make_no_word():
    silent = [
        letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isalnum() and not fold(letter)
    ]
    assert "\u0640" in silent
    assert list(tokens(" ".join(silent))) == []


def test_numbers_keep_their_points_and_commas():
    assert [token.text for token in tokens("about 1,000.5 tonnes, 42.")] == [
        "about",
        "1,000.5",
        "tonnes",
        "42",
    ]


def test_an_arabic_year_is_parted_from_the_letter_of_its_calendar():
    assert [token.text for token in tokens("سنة 1994م")] == ["سنة", "1994", "م"]


def test_an_apostrophe_ends_a_word():
    assert [token.text for token in tokens("l'homme and Cuba’s")] == ["l", "homme", "and", "cuba", "s"]


def test_chinese_is_cut_into_words():
    assert [token.text for token in tokens("会议在北京举行")] == ["会议", "在", "北京", "举行"]


def test_marks_do_not_cut_a_word():
    assert len(list(tokens("العُثمَانِيَّة"))) == 1
    assert len(list(tokens("हिन्दी"))) == 1


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
    assert terms(one, code) == terms(other, code)


def test_an_unknown_language_is_compared_word_by_word():
    assert terms("Talo taloa", "fi-XX") == ["talo", "taloa"]


def test_function_words_are_known_as_terms():
    assert {"who", "the", "was"} <= function_terms("en")
    assert "cuba" not in function_terms("es")


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
    (verb,), (participle,) = terms(verb, "de"), terms(participle, "de")
    assert participle in participles(verb, "de")
    assert verb in participles(participle, "de")
    assert participles(verb, "en") == ()


def test_irregular_forms_and_peoples_share_a_term():
    assert terms("met sold Chinese French", "en") == terms("meet sell China France", "en")


def test_question_words_of_two_kinds_are_both_seen():
    assert asked_for("Where and when did it happen?", "en") == {Asked.PLACE, Asked.TIME}
    assert asked_for("Nowhere", "en") == set()


@pytest.mark.parametrize(
    ("question", "code", "term"),
    [
        ("How many ships did she own?", "en", "ship"),
        ("and how many boats", "en", "boat"),
        ("How many?", "en", None),
        ("How much does it cost?", "en", None),
        ("¿Cuántos barcos hay?", "es", "barc"),
        ("Wie viele Boote gibt es?", "de", "boot"),
        ("Сколько лодок?", "ru", "лодок"),
    ],
)
def test_what_is_to_be_counted_comes_after_how_many(question, code, term):
    assert counted(question, code) == term
