import pytest

from knowledge.languages.language import language


@pytest.mark.parametrize(
    ("word", "last"),
    [
        ("stadtbibliothek", "bibliothek"),
        ("regierungschef", "chef"),
        ("oberbürgermeister", "bürgermeister"),
        ("krankenhäuser", "häuser"),
    ],
)
def test_a_compound_is_a_kind_of_what_it_ends_with(word, last):
    assert language("de").compounds.tail(word) == last


@pytest.mark.parametrize(
    "word", ["unternehmen", "entscheidung", "universität", "gesellschaft", "haus", "xyzhaus"]
)
def test_a_word_with_a_prefix_or_an_ending_is_no_compound(word):
    assert language("de").compounds.tail(word) is None


def test_languages_that_write_words_apart_have_none():
    assert language("en").compounds is None
    assert language("en").relatives("housekeeper", "housekeep") == ()


@pytest.mark.parametrize(
    ("source", "question"),
    [
        (
            "Die Stadtbibliothek wurde 1904 gebaut. Der Hafen ist im Winter geschlossen.",
            "Wann wurde die Bibliothek gebaut?",
        ),
        (
            "Die Bibliothek wurde 1904 gebaut. Der Hafen ist im Winter geschlossen.",
            "Wann wurde die Stadtbibliothek gebaut?",
        ),
    ],
    ids=["asked by its kind", "asked more closely"],
)
def test_a_compound_and_its_kind_find_each_other(home, source, question):
    home.write({"sources/a.txt": source})
    with home.open() as base:
        base.refresh()
        assert "bibliothek" in base.ask(question).matches[0].found[0].lower()


@pytest.mark.parametrize(
    ("source", "question", "is_found"),
    [
        ("Der Parkausweis kostet 30 Euro.", "Was kostet der Ausweis?", True),
        ("Der Parkausweis kostet 30 Euro.", "Was kostet der Personalausweis?", False),
        ("Bienenvölker sind erlaubt.", "Sind Bienen erlaubt?", True),
        ("Bienenvölker sind erlaubt.", "Ist Bienenstich erlaubt?", False),
    ],
)
def test_a_compound_is_found_by_its_parts_but_is_no_other_compound(home, source, question, is_found):
    home.write({"sources/a.txt": f"{source} Der Hafen ist im Winter geschlossen."})
    with home.open() as base:
        base.refresh()
        first = base.ask(question).matches[0]
        assert first.fact.statement == source
        assert (not first.missing) is is_found
