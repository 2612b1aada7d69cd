import pytest
from msgspec.structs import astuple

from knowledge.answering.signals.answer_kinds import WantedAnswer
from knowledge.answering.signals.coverage import QuestionWords
from tests.asked import ENGLISH, indexed, query


def offers(question, sentence):
    asked = query(question)
    words, fact = QuestionWords(asked), indexed(sentence)
    terms = fact.terms.split()
    new = [term for term in terms if term not in words.number and term not in ENGLISH.function_terms]
    return WantedAnswer.of(asked).offers(terms, new, fact.names, words.find_in(terms))


@pytest.mark.parametrize(
    ("question", "kind", "sentence", "other"),
    [
        ("Who leads the pilots?", "entity", "The pilots follow Ada Brandt.", "The pilots follow nobody."),
        (
            "When did the pilots strike?",
            "quantity",
            "The pilots struck in 1911.",
            "The pilots struck loudly.",
        ),
        ("Why did the pilots strike?", "reason", "They struck because of the fog.", "They struck loudly."),
        ("How do the pilots steer?", "manner", "The pilots steer using a lamp.", "The pilots steer calmly."),
    ],
)
def test_an_answer_of_the_kind_asked_for_is_noticed(question, kind, sentence, other):
    name = f"offers_{kind}"
    assert (getattr(offers(question, sentence), name), getattr(offers(question, other), name)) == (1, -1)


def test_what_is_not_asked_for_is_not_missed():
    assert set(astuple(offers("Which ships did Vane own?", "Vane owned nine ships."))) == {0.0}


def test_a_name_or_a_number_of_the_question_is_no_answer_to_it():
    assert offers("Who knows Ada Brandt?", "Ada Brandt is known.").offers_entity == -1
    assert offers("When in 1911 did they strike?", "They struck in 1911.").offers_quantity == -1


def test_a_month_is_no_person():
    assert offers("Who leads the pilots?", "The pilots met in October.").offers_entity == -1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vane owned nine old ships.", 1),
        ("Vane owned 12 ships.", 1),
        ("The ships of Vane sailed in 1871.", -1),
        ("Vane paid 300 crowns.", -1),
    ],
)
def test_a_count_is_offered_where_a_number_stands_before_what_is_counted(sentence, expected):
    assert offers("How many ships did Vane own?", sentence).offers_count == expected


def test_what_begins_with_a_thing_explains_it():
    assert offers("What is a quay?", "A quay is a landing place.").offers_definition == 1
    assert offers("What is a quay?", "Boats are tied with ropes to the quay.").offers_definition == -1


def test_a_long_question_asks_for_more_than_a_definition():
    long = "What is the oldest stone quay on the northern shore?"
    assert offers(long, "A quay is a landing place.").offers_definition == 0


@pytest.mark.parametrize(
    ("question", "marks", "expected"),
    [
        ("What is the phone number of the office?", ["#phone"], 1),
        ("What is the phone number of the office?", ["#price"], -1),
        ("When is the fee due?", ["#date"], 1),
        ("Who runs the office?", ["#phone"], 0),
    ],
)
def test_a_value_is_offered_where_its_kind_is_named(question, marks, expected):
    asked = query(question)
    terms = [*indexed("The harbour office is small.").terms.split(), *marks]
    occurrences = QuestionWords(asked).find_in(terms)
    assert WantedAnswer.of(asked).offers(terms, terms, "", occurrences).offers_value == expected


def is_beside(question, sentence, *, asks=(), is_asked=False):
    asked, fact = query(question), indexed(sentence, asks=asks)
    terms = fact.terms.split()
    words = QuestionWords(asked)
    new = [term for term in terms if term not in words.number and term not in ENGLISH.function_terms]
    wanted = WantedAnswer.of(asked)
    offered = wanted.offers(terms, new, fact.names, words.find_in(terms))
    return wanted.is_beside(terms, fact, offered, is_asked=is_asked)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("What does the deposit cost?", "The deposit is lost whoever breaks a lamp.", True),
        ("How long is the quay?", "The quay is made of stone.", True),
        ("How long is the quay?", "The quay is forty metres long.", False),
        ("How long is the quay closed?", "The quay is closed for a week.", False),
        ("When is the quay open?", "The quay is closed.", False),
        ("Which issues did the movement address?", "The movement fought for the vote.", False),
    ],
)
def test_what_holds_no_value_of_the_kind_asked_for_is_beside_the_question(question, sentence, expected):
    assert is_beside(question, sentence) == expected


def test_what_answers_just_this_question_is_not_beside_it_whatever_it_says():
    assert not is_beside("How much is the quay?", "Nothing.", asks=["How much is the quay?"], is_asked=True)
