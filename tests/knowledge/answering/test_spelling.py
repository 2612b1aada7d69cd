import pytest

from knowledge.answering import spelling
from knowledge.languages import slips
from knowledge.languages.language import language
from tests.small_corpus import make_corpus

SENTENCES = """
The President of Cuba is greeted by the Minister of Agriculture.
The ministry sends greetings to Cuba.
Bread of sourdough rises in the cellar for a day.
The pilot of the ferry is paid at the quay.
The pivot of the crane turns on the road to the sea.
The belt of the miller is as long as the road.
The Prime Minister sails to Havana in the winter.
The pilots met in a café by the harbour, and the harbour is deep.
Flights to Havana depart in the winter.
Ferry K-9 was launched in May 2020.
Wifi and email reach the cargo on its deck.
The quay is lit by Zy Fi.
""".strip().splitlines()


@pytest.fixture(scope="module")
def speller(tmp_path_factory):
    _, speller = make_corpus(tmp_path_factory.mktemp("speller") / "index", SENTENCES)
    return speller


def read(speller, text, code="en"):
    return " ".join(word for reading in speller.read(text, [language(code)]) for word in reading.words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("presidnt", "president"),
        ("preisdent", "president"),
        ("presidennt", "president"),
        ("prezident", "president"),
        ("gretings", "greetings"),
        ("agricultrue", "agriculture"),
        ("agircultrue", "agriculture"),
        ("cuva", "cuba"),
        ("feryr", "ferry"),
        ("cafe", "cafe"),
        ("teh", "the"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(speller, typed, meant):
    assert read(speller, typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("K9", "k 9"), ("may2020", "may 2020"), ("K10", "k10")])
def test_letters_and_digits_are_parted_where_a_fact_holds_both(speller, typed, meant):
    assert read(speller, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("abt the ferry", "about the ferry"),
        ("what did u pay", "what did you pay"),
        ("wat is a ferry pls", "what is a ferry pls"),
    ],
)
def test_short_words_of_chats_are_known_as_what_they_are(speller, typed, meant):
    assert read(speller, typed) == meant


@pytest.mark.parametrize(
    "text", ["what does gracias mean", "wer ist minister", "danke for the ferry", "was kostet bread"]
)
def test_a_word_of_another_language_is_not_repaired(speller, text):
    assert read(speller, text) == text


@pytest.mark.parametrize("word", ["2024", "g77x", "prisons", "winner", "zebra", "zzz", "submarien"])
def test_numbers_real_words_and_strangers_are_left_alone(speller, word):
    assert read(speller, word) == word


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("What is WTO short for?", "what is wto short for"),
        ("what is wto short for", "what is who short for"),
        ("Where does the FERYR leave?", "where does the ferry leave"),
    ],
)
def test_an_abbreviation_is_no_slip_in_one_of_the_little_words(speller, text, meant):
    assert read(speller, text) == meant


@pytest.mark.parametrize(("typed", "meant"), [("emial", "email"), ("adress", "address"), ("prise", "prise")])
def test_a_slip_in_the_name_of_a_kind_of_value_is_mended_where_facts_hold_one(tmp_path, typed, meant):
    _, speller = make_corpus(tmp_path / "index", ["Treasurer: Mia Holm"], implied="#address #mail")
    assert read(speller, typed) == meant


def test_a_short_word_may_have_one_slip_only(speller):
    assert read(speller, "kuva") == "kuva"


@pytest.mark.parametrize(("boats", "goats", "meant"), [(9, 1, "boat"), (1, 9, "goat")])
def test_of_equally_near_words_the_more_frequent_is_meant(tmp_path, boats, goats, meant):
    _, speller = make_corpus(tmp_path / "index", ["The boat is old."] * boats + ["The goat is old."] * goats)
    assert read(speller, "voat") == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [("ferry piot", "ferry pilot"), ("crane piot", "crane pivot"), ("road piot sea", "road pivot sea")],
)
def test_of_close_words_the_one_that_stands_beside_the_others_is_meant(speller, question, meant):
    assert read(speller, question) == meant


def test_a_form_that_no_fact_holds_is_read_by_the_one_that_facts_hold(speller):
    assert read(speller, "departd") == "departed"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sour dough bread", "sourdough bread"),
        ("sour-dough bread", "sourdough bread"),
        ("the primeminister", "the prime minister"),
        ("beltandmiller", "belt and miller"),
        ("is there wi-fi", "is there wifi"),
        ("is there wi fi", "is there wifi"),
        ("E-Mail", "email"),
        ("e mail", "email"),
        ("is there zyfi", "is there zy fi"),
    ],
)
def test_words_split_or_joined_by_mistake_are_mended(speller, written, meant):
    assert read(speller, written) == meant


@pytest.mark.parametrize("written", ["prime minister", "ferrycuba", "harbour, deep", "where does the car go"])
def test_words_are_joined_or_split_only_where_facts_say_so(speller, written):
    assert read(speller, written) == written.replace(",", "")


def test_a_real_word_is_repaired_where_this_corpus_makes_another_far_likelier(tmp_path):
    _, often = make_corpus(tmp_path / "often", ["The reign of the king was long."] * 400)
    assert read(often, "rein") == "reign"
    assert read(often, "rain") == "rain"


def test_a_word_whose_check_fails_is_taken_as_it_stands_and_the_others_are_repaired(
    speller, monkeypatch, caplog
):
    cost = slips.cost

    def stumbling(typed, meant):
        if typed == "gretings":
            raise LookupError(typed)
        return cost(typed, meant)

    monkeypatch.setattr(spelling, "cost", stumbling)
    assert read(speller, "gretings presidnt") == "gretings president"
    assert "could not be checked for slips" in caplog.text
    assert "gretings" not in caplog.records[0].getMessage()
