import pytest

from knowledge.languages.asked_value import asked_value
from knowledge.languages.language import language

FOUND = [
    ("en", "When was the pier built?", "The pier was built on 3 May 1931 by the council.", "3 May 1931"),
    ("en", "What year did it open?", "It opened in 1931.", "1931"),
    ("en", "How many members does the senate have?", "The senate has 76 members.", "76"),
    ("en", "How much does a ticket cost?", "A ticket for grown-ups costs 6.50 €.", "6.50 €"),
    (
        "en",
        "What is the phone number of the office?",
        "The office is reached at 01632 763970.",
        "01632 763970",
    ),
    (
        "en",
        "What's their mail address?",
        "Write to office@lindvik.example for all else.",
        "office@lindvik.example",
    ),
    ("de", "Wann wurde das Haus gebaut?", "Das Haus wurde im Mai 1995 gebaut.", "Mai 1995"),
    ("de", "Wie viele Mitglieder hat der Verein?", "Der Verein hat 120 Mitglieder.", "120"),
    ("es", "¿Cuántos socios tiene el club?", "El club tiene 120 socios.", "120"),
    ("ru", "В каком году построен мост?", "Мост построен в 1931 году.", "1931"),
]
NOT_SURE = [
    ("en", "When was the pier built?", "It was begun in 1931 and opened in 1934."),
    ("en", "When was the pier built?", "The pier is long."),
    ("en", "How many ferries are there?", "There are 3 piers and two ferries."),
    ("en", "How long does it take to grind two scoops?", "For 2 scoops it takes a full minute."),
    ("en", "What did she say when it opened in 1931?", "She said in 1931 that it was late."),
    ("en", "Who is the mayor?", "Ingrid Solheim is the mayor since 2019."),
    ("en", "", "It opened in 1931."),
]


@pytest.mark.parametrize(("code", "question", "sentence", "value"), FOUND)
def test_the_only_value_of_the_asked_kind_is_found(code, question, sentence, value):
    assert asked_value(question, sentence, language(code)).startswith(value)


@pytest.mark.parametrize(("code", "question", "sentence"), NOT_SURE)
def test_where_it_may_be_another_one_none_is_found(code, question, sentence):
    assert asked_value(question, sentence, language(code)) == ""
