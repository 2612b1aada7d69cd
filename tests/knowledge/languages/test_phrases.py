import pytest

from knowledge.languages.language import language
from knowledge.languages.schema import Asked


def test_question_words_of_two_kinds_are_both_seen():
    assert language("en").request("Where and when did it happen?").asked == {Asked.PLACE, Asked.TIME}
    assert language("en").request("Nowhere").asked == set()


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
    assert language(code).request(question).counted == term


@pytest.mark.parametrize(
    ("question", "code", "kind"),
    [
        ("사무소는 언제 여나요?", "ko", Asked.TIME),
        ("ห้องสมุดเปิดกี่โมง", "th", Asked.TIME),
        ("図書館はどこですか", "ja", Asked.PLACE),
        ("Kuka johtaa kirjastoa?", "fi", Asked.PERSON),
        ("Hoeveel kost een kaartje?", "nl", Asked.NUMBER),
    ],
)
def test_every_language_asks_in_its_own_words(question, code, kind):
    assert kind in language(code).request(question).asked
