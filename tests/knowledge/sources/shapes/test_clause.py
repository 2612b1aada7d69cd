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
        ("co mówi § 3 ust. 2?", "pl", "3.2"),
        ("2. maddede ne yazıyor?", "tr", "2"),
        ("ماده ۲ چه می‌گوید؟", "fa", "2"),
        ("第五条写了什么", "zh", "5"),
        ("第十二条第2款说什么？", "zh", "12.2"),
        ("附件一里有什么", "zh", "1"),
        ("手順4は何をする？", "ja", "4"),
        ("제3조 제2항은 무엇인가요?", "ko", "3.2"),
        ("3단계에서 뭘 해요?", "ko", "3"),
        ("what does 2.2 say", "en", "2.2"),
    ],
)
def test_a_question_names_a_place_by_its_number(text, language, key):
    asked = clause.asked(text, spoken(language))
    assert asked
    assert asked[2] == key


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who won in 2021?", "en"),
        ("How many articles are there?", "en"),
        ("Is the pressure above 2.5%?", "en"),
        ("3点开门吗？", "zh"),
        ("3号几点开门？", "zh"),
    ],
)
def test_other_numbers_name_no_place(text, language):
    assert clause.asked(text, spoken(language)) is None


def _numbers(text, reader, language="en"):
    reading = reader.read(text.encode())
    document = Document("a", "", "txt", "", None, language, reading.text, reading.passages)
    return {
        reading.text[p.start : p.end]: clause.numbers(document, p, spoken(language)) for p in reading.passages
    }


def test_a_clause_has_the_number_before_it():
    numbers = _numbers("2. Speed\n\n2.1 No vessel shall exceed five knots.\n\n2.2 Pilots may.\n", txt)
    assert numbers["2.1 No vessel shall exceed five knots."] == ("2.1",)


def test_a_clause_is_numbered_in_the_numerals_of_its_language():
    numbers = _numbers("第十一条 租金每月五日前交付。\n\n第十二条 承租方不得转租。\n", txt, "zh")
    assert numbers["第十二条 承租方不得转租。"] == ("12",)


def test_a_number_in_brackets_counts_under_its_heading():
    numbers = _numbers(
        "# Hafenordnung\n\n## § 3 Gebühren\n\n(2) Die Gebühr ist am Montag fällig.\n", markdown, "de"
    )
    assert numbers["(2) Die Gebühr ist am Montag fällig."] == ("3.2", "3")


def test_a_number_with_a_stop_counts_under_its_heading_too():
    numbers = _numbers("# Regulamin\n\n## § 3. Zwierzęta\n\n2. Opłata za psa wynosi 18 zł.\n", markdown, "pl")
    assert ("2", "3.2", "3") in numbers.values()


def test_the_steps_of_a_text_file_keep_the_numbers_that_its_passages_leave_out():
    numbers = _numbers("How to start:\n\n1. Open the valve.\n2. Press the button.\n3. Wait.\n", txt)
    assert numbers["Press the button."] == ("2",)


@pytest.mark.parametrize("question", ["¿Qué dice el artículo 6?", "que dice el articulo 6"])
def test_a_clause_may_be_asked_for_without_its_accents(question):
    found = clause.asked(question, spoken("es"))
    assert found
    start, end, key = found
    assert (question[start:end].split()[-1], key) == ("6", "6")
