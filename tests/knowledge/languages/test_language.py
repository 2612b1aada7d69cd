import pytest

from knowledge.languages.language import language


def test_a_region_is_ignored():
    assert language("pt-BR") is language("pt")


def test_a_language_without_a_file_is_known_by_name_only():
    czech = language("cs")
    assert (czech.name, czech.is_known) == ("Czech", False)
    assert czech.terms("Města městům") == ["mesta", "mestum"]
    assert czech.request("Kdy?").asked == czech.function_terms == frozenset()


def test_a_language_is_read_when_it_is_first_spoken_of():
    assert language("en") is language("en")
    assert language("nl").name == "Dutch"


@pytest.mark.parametrize(
    ("code", "text", "terms"),
    [
        ("en", "free Wi-Fi", ["free", "wi", "fi", "wifi"]),
        ("en", "a check\u2011in", ["a", "check", "in", "checkin"]),
        ("de", "per E-Mail", ["per", "e", "mail", "email"]),
        ("en", "wi - fi, 2020-21", ["wi", "fi", "2020", "21"]),
        ("fr", "a-t-elle", ["a", "t", "elle"]),
    ],
)
def test_a_word_with_a_hyphen_is_also_the_one_written_together(code, text, terms):
    assert language(code).terms_and_parts(text) == terms


@pytest.mark.parametrize(
    ("text", "code", "opening", "closing"),
    [
        ("When does the office close on Fridays?", "en", True, False),
        ("The office is closed on Good Friday.", "en", False, True),
        ("The museum is closed on Mondays and opens at 10 on other days.", "en", False, False),
        ("À quelle heure ferme la mairie ?", "fr", True, False),
        ("La mairie est fermée le dimanche.", "fr", False, True),
        ("Öffnungszeiten Freibad", "de", True, False),
        ("周一闭馆", "zh", False, True),
        ("Was kostet das Parken auf dem Platz?", "de", False, False),
        ("Zu zahlen sind zwei Euro.", "de", False, False),
    ],
)
def test_hours_and_being_closed_are_told_apart(text, code, opening, closing):
    spoken = language(code)
    assert (spoken.tells_opening(text), spoken.tells_closing(text)) == (opening, closing)
