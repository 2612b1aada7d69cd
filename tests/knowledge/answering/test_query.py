import pytest

from knowledge.answering.query import understand
from knowledge.languages.language import language
from knowledge.languages.schema import Asked
from tests.small_corpus import make_corpus

HARBOUR = (
    "The harbour of Brede has a lighthouse.",
    "The harbour is closed in winter.",
    "Tomas Lindqvist met the pilots.",
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    return make_corpus(tmp_path_factory.mktemp("harbour") / "index", HARBOUR)


@pytest.fixture(scope="module")
def ask(harbour):
    index, speller = harbour
    return lambda text: understand(text, [language("en")], speller, index)


def test_function_words_are_not_looked_up(ask):
    assert [word.written for word in ask("What is the lighthouse of Brede?").words] == ["lighthouse", "Brede"]


def test_a_question_of_function_words_alone_is_looked_up_as_it_is(ask):
    assert [word.written for word in ask("Who was he?").words] == ["Who", "was", "he"]


def test_a_function_word_is_never_repaired(ask):
    assert ask("Who is that?").question.repairs == ()


def test_a_misspelt_question_word_still_says_what_is_asked_for(ask):
    query = ask("Whne was the harbour closed?")
    assert query.question.understood_as == "When was the harbour closed?"
    assert query.asked == {Asked.TIME}


def test_words_written_as_one_are_looked_up_one_by_one(ask):
    query = ask("the tomaslindqvist")
    assert query.question.understood_as == "the tomas lindqvist"
    assert [word.written for word in query.words] == ["tomas", "lindqvist"]


def test_a_word_written_as_two_is_looked_up_as_one(ask):
    (word,) = ask("light house").words
    assert word.terms == ("lighthous",)
    assert word.written == "lighthouse"


def test_other_forms_of_a_word_are_those_that_facts_hold(tmp_path):
    index, speller = make_corpus(
        tmp_path / "index", ["Cuba grows sugar.", "The Cuban pilots met.", "A cube."]
    )
    (word,) = understand("Cuba", [language("en")], speller, index).words
    assert word.forms == ("cuban",)


def test_a_real_word_is_never_repaired(ask):
    assert ask("Who was the winner?").question.repairs == ()  # although the corpus has "winter"


def test_a_repair_keeps_the_rest_of_the_question(ask):
    query = ask("Is the harbuor of Bredde closed?")
    assert query.question.understood_as == "Is the harbour of Brede closed?"
    assert [(repair.written, repair.read) for repair in query.question.repairs] == [
        ("harbuor", "harbour"),
        ("Bredde", "brede"),
    ]


def test_a_rare_word_weighs_more_than_a_frequent_one(ask):
    harbour, lighthouse = ask("harbour lighthouse").words
    assert lighthouse.weight > harbour.weight


def test_a_word_that_no_fact_holds_is_kept_as_unknown(ask):
    (word,) = ask("submarine").words
    assert not word.is_known
    assert not word.is_repaired


def test_a_repeated_word_counts_once(ask):
    assert len(ask("harbour, harbour, harbour").words) == 1


def test_capitals_inside_a_question_mark_names(ask):
    assert [word.is_name for word in ask("Harbour pilots of Brede").words] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Who met the pilots?", {Asked.PERSON}),
        ("How many quays are there?", {Asked.NUMBER}),
        ("In what year was it dug?", {Asked.TIME}),
        ("Where and when?", {Asked.PLACE, Asked.TIME}),
        ("lighthouse", set()),
    ],
)
def test_question_words_say_what_is_asked_for(ask, text, kinds):
    assert ask(text).asked == kinds


def test_chinese_question_words_need_no_spaces(tmp_path):
    index, speller = make_corpus(tmp_path / "index", ["会议在北京举行。"], "zh")
    query = understand("会议在哪里举行？", [language("zh")], speller, index)
    assert query.asked == {Asked.PLACE}
    assert [word.written for word in query.words] == ["会议", "举行"]


def test_in_a_corpus_of_two_languages_a_word_is_looked_up_in_both(harbour):
    index, speller = harbour
    (word,) = understand("closing", [language("en"), language("de")], speller, index).words
    assert len(word.terms) == 2


def test_a_very_long_message_is_cut(ask):
    assert len(ask("lighthouse " * 1000).question.text) <= 1000


@pytest.mark.parametrize("text", ["lighthouse", "Brede lighthouse", "harbour of Brede"])
def test_a_bare_phrase_asks_nothing(ask, text):
    assert ask(text).is_phrase


@pytest.mark.parametrize(
    "text", ["lighthouse?", "the lighthouse", "who", "", "harbour of Brede closed winter Tomas"]
)
def test_a_question_is_no_phrase(ask, text):
    assert not ask(text).is_phrase


@pytest.mark.parametrize("text", ["Is the harbour in Havana?", "Was it closed in 1999?"])
def test_a_name_or_a_year_that_no_fact_holds_is_a_stranger(ask, text):
    assert ask(text).words[-1].is_stranger


@pytest.mark.parametrize(
    "text", ["Is the harbour in Brede?", "Name 3 of the lighthouses", "IS IT IN HAVANA?"]
)
def test_known_names_counts_and_shouting_are_no_strangers(ask, text):
    assert not any(word.is_stranger for word in ask(text).words)


def test_where_all_nouns_have_capitals_a_common_noun_is_no_name(tmp_path):
    index, speller = make_corpus(tmp_path / "index", ["Der Hafen ist im Winter geschlossen."], "de")
    query = understand("Wann ist das Museum in Osterholm offen?", [language("de")], speller, index)
    assert [(word.written, word.is_name) for word in query.words if word.written[0].isupper()] == [
        ("Museum", False),
        ("Osterholm", True),
    ]


@pytest.mark.parametrize(
    "text",
    ["¿Quién inventó el teléfono?", "Was findet am Samstag statt?", "Kdo vynalezl první telefon na světě?"],
)
def test_a_question_in_another_language_is_not_read_as_one_of_the_corpus(tmp_path, text):
    index, speller = make_corpus(
        tmp_path / "index", ["The queen invented a phone.", "The start is on Saturday."]
    )
    query = understand(text, [language("en")], speller, index)
    assert query.question.language in ("es", "de", "cs")
    assert query.question.repairs == ()


def test_a_name_that_the_corpus_holds_is_found_in_any_language(tmp_path):
    index, speller = make_corpus(tmp_path / "index", ["Ingrid Solheims leads the council of Lindvik."])
    query = understand("¿Quién es Ingrid Solheims de Lindvik?", [language("en")], speller, index)
    assert [word.is_known for word in query.words] == [True, True, True]
    assert any(index.frequency(term) for term in query.words[1].terms)


@pytest.mark.parametrize("text", ["塩はどれだけ要る？", "塩はどれだけ必要ですか"])
def test_endings_and_particles_of_japanese_ask_for_nothing_of_their_own(tmp_path, text):
    index, speller = make_corpus(tmp_path / "index", ["塩 小さじ1"], "ja")
    weights = {word.written: word.weight for word in understand(text, [language("ja")], speller, index).words}
    assert not {"け要", "け必", "要で"} & weights.keys()
    assert max(weights, key=weights.__getitem__) == "塩は"
    assert sorted(weights.values())[-2] < weights["塩は"] / 2
