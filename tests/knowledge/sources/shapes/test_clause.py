import pytest

from knowledge.languages.language import language as spoken
from knowledge.model import Document
from knowledge.sources.readers.text import markdown, txt
from knowledge.sources.shapes import clause


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("What does clause 2.1 say?", "en", "2.1"),
        ("Was steht in § 3 (2)?", "de", "3.2"),
        ("was sagt Artikel 5", "de", "5"),
        ("what is step 4", "en", "4"),
        ("what's in Appendix B?", "en", "b"),
        ("§ 7 Abs. 2", "de", "7.2"),
    ],
)
def test_a_question_names_a_place_by_its_number(text, language, key):
    asked = clause.asked(text, spoken(language))
    assert asked
    assert asked[2] == key


@pytest.mark.parametrize("text", ["Who won in 2021?", "How many articles are there?"])
def test_other_numbers_name_no_place(text):
    assert clause.asked(text, spoken("en")) is None


def _numbers(text, reader, language="en"):
    reading = reader.read(text.encode())
    document = Document("a", "", "txt", "", None, language, reading.text, reading.passages)
    return {
        reading.text[p.start : p.end]: clause.number(document, p, spoken(language)) for p in reading.passages
    }


def test_a_clause_has_the_number_before_it():
    numbers = _numbers("2. Speed\n\n2.1 No vessel shall exceed five knots.\n\n2.2 Pilots may.\n", txt)
    assert numbers["2.1 No vessel shall exceed five knots."] == "2.1"


def test_a_number_in_brackets_counts_under_its_heading():
    numbers = _numbers(
        "# Hafenordnung\n\n## § 3 Gebühren\n\n(2) Die Gebühr ist am Montag fällig.\n", markdown, "de"
    )
    assert numbers["(2) Die Gebühr ist am Montag fällig."] == "3.2"


def test_the_steps_of_a_text_file_keep_the_numbers_that_its_passages_leave_out():
    numbers = _numbers("How to start:\n\n1. Open the valve.\n2. Press the button.\n3. Wait.\n", txt)
    assert numbers["Press the button."] == "2"
