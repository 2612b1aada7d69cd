import pytest

from knowledge.facts.coreference import explain
from knowledge.languages.language import language as spoken


def explained(*paragraphs, language="en"):
    """Return all sentences as they are explained; a paragraph is a text whose sentences a bar parts."""
    parted = [paragraph.split(" | ") if paragraph else [] for paragraph in paragraphs]
    return [sentence for sentences in explain(parted, spoken(language)) for sentence in sentences]


def last(*paragraphs):
    return explained(*paragraphs)[-1]


def test_he_is_the_subject_of_the_sentence_before():
    sentences = (
        "While bringing greetings from Comrade Ivo Brandt and Premier Leo Okun, Velasco expressed his thanks."
    )
    assert last(
        "Prime Minister Juan Velasco Reyes arrived on Monday.", sentences, "He said the talks went well."
    ) == ("He [Juan Velasco Reyes] said the talks went well.")


def test_a_possessive_gets_a_possessive():
    assert last("Ada Quist wrote the report. | Her editor cut it.") == "Her [Ada Quist's] editor cut it."


def test_a_title_tells_he_from_she():
    assert (
        last("Queen Maria Holm met King Peter Dorn in Oslo. | She brought the plans.")
        == "She [Maria Holm] brought the plans."
    )


def test_a_first_name_tells_nothing():
    assert last("Maria Holm met Peter Dorn in Oslo. | She brought the plans.") == "She brought the plans."


def test_who_was_once_she_is_never_he():
    sentences = explained("Noor Salim opened the clinic. | She hired two nurses. | He left the town in 1990.")
    assert sentences[1:] == ["She [Noor Salim] hired two nurses.", "He left the town in 1990."]


def test_a_chain_of_pronouns_keeps_its_person():
    sentences = explained("Odile Marchand dug the canal. | She began in 1871. | She never saw it full.")
    assert sentences[2] == "She [Odile Marchand] never saw it full."


def test_silence_where_two_people_compete():
    assert last("Paul Reed met Henry Stone in Boston. | He said he was glad.") == "He said he was glad."


def test_silence_after_a_pronoun_that_stayed_open():
    assert last("It rained. | He waited. | He left.") == "He left."


def test_silence_across_a_heading():
    assert last("Ada Quist wrote the report.", "", "She lives in Ghent.") == "She lives in Ghent."


def test_silence_where_a_surname_has_two_bearers():
    assert (
        last("Raul Ortiz and Mario Ortiz grew up in Lima.", "Ortiz sold the farm. | He moved away.")
        == "He moved away."
    )


def test_a_kings_number_is_no_longer_form_of_a_name():
    sentences = explained("King Charles IV reigned in Prague.", "Peter Charles painted. | He died young.")
    assert sentences[-1] == "He [Peter Charles] died young."


@pytest.mark.parametrize(
    ("before", "sentence", "name"),
    [
        ("Foreign Minister Lena Vogt arrived.", "The minister said nothing.", "Lena Vogt"),
        ("Foreign Minister Lena Vogt arrived.", "The foreign minister told reporters to wait.", "Lena Vogt"),
        ("Mayor Tomas Ruiz opened the pool.", "The mayor swam first.", None),
        ("Mayor Tomas Ruiz opened the pool.", "The mayor thanked the donors.", "Tomas Ruiz"),
        ("President Ana Lim met President Otto Berg.", "The president said little.", None),
        ("President Ana Lim spoke.", "The president of the club said little.", None),
        ("President Ana Lim spoke.", "The president is elected every five years.", None),
    ],
)
def test_an_office_is_its_one_bearer_nearby(before, sentence, name):
    opening = sentence.split(" said")[0].split(" told")[0].split(" thanked")[0]
    expected = sentence.replace(opening, f"{opening} [{name}]", 1) if name else sentence
    assert last(before, sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Kestrel College was founded in 1891.", "The college has 900 students.", "Kestrel College"),
        ("Velda is a long river in the north.", "The river floods in spring.", "Velda"),
        ("The Old Mill Museum faces the Glass Museum.", "The museum draws crowds.", None),
    ],
)
def test_a_body_is_the_one_thing_nearby_of_its_kind(before, sentence, expected):
    opening = " ".join(sentence.split()[:2])
    assert last(before, sentence) == (
        sentence.replace(opening, f"{opening} [{expected}]") if expected else sentence
    )


def test_it_is_what_the_sentence_before_defines():
    assert last("The Velda is a river. | It is 300 km long.") == "It [the Velda] is 300 km long."
    assert last("Brede has a harbour. | Its quays are old.") == "Its [Brede's] quays are old."


def test_an_empty_it_stands_for_nothing():
    assert last("The Velda is a river. | It is known that it floods.") == "It is known that it floods."


def test_it_does_not_reach_into_another_paragraph():
    assert last("The Velda is a river.", "It is late.") == "It is late."


def test_other_languages_are_left_alone():
    text = "Ana Ruiz es alcaldesa. | Ella dijo que no."
    assert explained(text, language="es") == text.split(" | ")
