from dataclasses import dataclass, field

import pytest

from knowledge.languages import Asked
from knowledge.query import understand
from knowledge.spelling import Speller
from knowledge.text import terms


@dataclass
class Corpus:
    """A few sentences as the index would count them."""

    sentences: tuple[str, ...]
    code: str = "en"
    size: int = field(init=False)

    def __post_init__(self):
        self.size = len(self.sentences)

    def frequency(self, term):
        return sum(term in terms(sentence, self.code) for sentence in self.sentences)


CORPUS = Corpus(
    (
        "The harbour of Brede has a lighthouse.",
        "The harbour is closed in winter.",
        "Tomas Lindqvist met the pilots.",
    )
)
SPELLER = Speller(
    {"harbour": 2, "brede": 1, "lighthouse": 1, "closed": 1, "winter": 1, "met": 1, "pilots": 1}
)


def ask(text):
    return understand(text, ["en"], SPELLER, CORPUS)


def test_function_words_are_not_looked_up():
    assert [word.written for word in ask("What is the lighthouse of Brede?").words] == ["lighthouse", "Brede"]


def test_a_question_of_function_words_alone_is_looked_up_as_it_is():
    assert [word.written for word in ask("Who was he?").words] == ["Who", "was", "he"]


def test_a_function_word_is_never_repaired():
    assert ask("Whet is that?").question.repairs == ()


def test_a_real_word_is_never_repaired():
    assert ask("Who was the winner?").question.repairs == ()  # although the corpus has "winter"


def test_a_repair_keeps_the_rest_of_the_question():
    query = ask("Is the harbuor of Bredde closed?")
    assert query.question.understood_as == "Is the harbour of Brede closed?"
    assert [(repair.written, repair.read) for repair in query.question.repairs] == [
        ("harbuor", "harbour"),
        ("Bredde", "brede"),
    ]


def test_a_rare_word_weighs_more_than_a_frequent_one():
    harbour, lighthouse = ask("harbour lighthouse").words
    assert lighthouse.weight > harbour.weight


def test_a_word_that_no_fact_holds_is_kept_as_unknown():
    (word,) = ask("submarine").words
    assert not word.is_known
    assert not word.is_repaired


def test_a_repeated_word_counts_once():
    assert len(ask("harbour, harbour, harbour").words) == 1


def test_capitals_inside_a_question_mark_names():
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
def test_question_words_say_what_is_asked_for(text, kinds):
    assert ask(text).asked == kinds


def test_chinese_question_words_need_no_spaces():
    corpus = Corpus(("会议在北京举行。",), "zh")
    query = understand("会议在哪里举行？", ["zh"], Speller({"会议": 1, "北京": 1, "举行": 1}), corpus)
    assert query.asked == {Asked.PLACE}
    assert [word.written for word in query.words] == ["会议", "举行"]


def test_in_a_corpus_of_two_languages_a_word_is_looked_up_in_both():
    (word,) = understand("closing", ["en", "de"], SPELLER, CORPUS).words
    assert len(word.terms) == 2


def test_a_very_long_message_is_cut():
    assert len(ask("lighthouse " * 1000).question.text) <= 1000


@pytest.mark.parametrize("text", ["lighthouse", "Brede lighthouse", "harbour of Brede"])
def test_a_bare_phrase_asks_nothing(text):
    assert ask(text).is_phrase


@pytest.mark.parametrize(
    "text", ["lighthouse?", "the lighthouse", "who", "", "harbour of Brede closed winter Tomas"]
)
def test_a_question_is_no_phrase(text):
    assert not ask(text).is_phrase


@pytest.mark.parametrize("text", ["Is the harbour in Havana?", "Was it closed in 1999?"])
def test_a_name_or_a_year_that_no_fact_holds_is_a_stranger(text):
    assert ask(text).words[-1].is_stranger


@pytest.mark.parametrize(
    "text", ["Is the harbour in Brede?", "Name 3 of the lighthouses", "IS IT IN HAVANA?"]
)
def test_known_names_counts_and_shouting_are_no_strangers(text):
    assert not any(word.is_stranger for word in ask(text).words)


def test_where_all_nouns_have_capitals_a_common_noun_is_no_name():
    corpus = Corpus(("Der Hafen ist im Winter geschlossen.",), "de")
    query = understand(
        "Wann ist das Museum in Osterholm offen?", ["de"], Speller({"hafen": 1, "winter": 1}), corpus
    )
    assert [(word.written, word.is_name) for word in query.words if word.written[0].isupper()] == [
        ("Museum", False),
        ("Osterholm", True),
    ]
