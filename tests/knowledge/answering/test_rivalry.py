import pytest

from knowledge.answering.rivalry import ToldApart
from knowledge.languages.language import language


def is_of_another(question, statement, code="en"):
    asked = ToldApart.in_question(question, language(code))
    return any(one.is_another_in(statement) for one in asked)


@pytest.mark.parametrize(
    ("question", "statement", "code"),
    [
        ("what does the red ticket cost?", "The blue ticket costs 4 euros.", "en"),
        ("How big is the large hall?", "The little hall holds 40 guests.", "en"),
        ("When does the north gate open?", "South gate – opens: 8:00", "en"),
        ("Was kostet das rote Ticket?", "Das blaue Ticket kostet 4 Euro.", "de"),
        ("¿Cuánto cuesta el billete rojo?", "El billete azul cuesta 4 euros.", "es"),
        ("Сколько стоит красный билет?", "Синий билет стоит 40 рублей.", "ru"),
    ],
)
def test_a_thing_of_another_colour_size_or_side_is_another_one(question, statement, code):
    assert is_of_another(question, statement, code)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("what does the red ticket cost?", "The red ticket costs 4 euros, the blue ticket 5."),
        ("what does the red ticket cost?", "The ticket costs 4 euros and is sold in the blue house."),
        ("how big is the large hall?", "The big hall holds 40 guests."),
        ("what does the ticket cost?", "The blue ticket costs 4 euros."),
    ],
)
def test_the_thing_itself_or_one_that_nothing_is_said_of_is_none(question, statement):
    assert not is_of_another(question, statement)
