import pytest

from knowledge.answering.query import understand
from knowledge.languages.language import language
from tests.small_corpus import make_corpus


@pytest.mark.parametrize(
    ("code", "sentence", "question", "word", "found"),
    [
        ("de", "Abholung durch Elke Brandes.", "Wer holt das Kind ab?", "holt", "abhol"),
        ("de", "Um zwei stehen alle bereit.", "Wann steht er da?", "steht", "steh"),
        ("it", "Istruttrice di scherma: Lavinia.", "chi insegna scherma", "insegna", "istruttr"),
        ("es", "El dorsal lo recojo yo.", "¿Quién recoge el dorsal?", "recoge", None),
        ("zh", "修补古籍按页收费。", "修补古籍一页多少钱", "一页", "页"),
        ("ja", "手順3 塩と麹を混ぜる。", "塩はどこですか？", "塩は", "塩と"),
    ],
)
def test_a_word_is_found_in_what_an_answer_has_for_it(tmp_path, code, sentence, question, word, found):
    index, speller = make_corpus(tmp_path / "index", [sentence], code)
    words = understand(question, [language(code)], speller, index).words
    asked = next(each for each in words if each.written == word)
    if found is None:
        assert asked.terms[0] in language(code).terms(sentence)
    else:
        assert found in asked.forms


def test_the_end_of_a_compound_stands_for_it_only_where_it_is_not_called_by_its_name(tmp_path):
    def forms(sentences):
        index, speller = make_corpus(tmp_path / str(len(sentences)), sentences, "de")
        (word,) = understand("Was kostet die Zehnerkarte?", [language("de")], speller, index).words[1:]
        return word.forms

    card = "Die Karte kostet 5 Euro."
    assert "kart" in forms([card])
    assert "kart" not in forms([card, "Die Zehnerkarte ist aus Papier."])


def test_what_a_verb_left_for_the_end_of_a_question_is_not_looked_up(tmp_path):
    index, speller = make_corpus(tmp_path / "index", ["Abholung durch Elke Brandes."], "de")
    query = understand("Wer holt das Kind ab?", [language("de")], speller, index)
    assert "ab" not in [word.written for word in query.words]


@pytest.mark.parametrize(
    ("question", "code", "values"),
    [
        ("Was kostet der Eintrittspreis?", "de", ("price",)),
        ("Wo wurde sie geboren?", "de", ()),
        ("Wann ist die Gebühr fällig?", "de", ("date",)),
        ("Wann fällt sie an, die Gebühr?", "de", ()),
        ("Wie hoch ist die Gebühr?", "de", ("price",)),
        ("Wann wurde sie geboren?", "de", ("date",)),
    ],
)
def test_a_word_names_a_kind_of_value_where_one_may_be_meant(tmp_path, question, code, values):
    index, speller = make_corpus(tmp_path / "index", ["Nichts davon."], code)
    last = understand(question, [language(code)], speller, index).words[-1]
    assert last.values == values
