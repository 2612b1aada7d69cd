from knowledge.languages.language import language
from knowledge.model import Document
from knowledge.sources.readers.text import markdown, txt
from knowledge.sources.shapes.form import named_forms


def names(text, code="en", reader=txt):
    reading = reader.read(text.encode())
    document = Document("a", "", "txt", "", None, code, reading.text, reading.passages)
    return [name for _, _, name in named_forms(document, language(code))]


def test_a_form_is_about_whom_its_field_for_the_name_names():
    assert names("Namn: Edda Lindgren\nBrygga: södra\n", "sv") == ["Edda Lindgren"]


def test_a_list_of_several_names_is_about_none_of_them():
    assert names("Name: Ada Brandt\nName: Tom Vane\nPhone: 55 12 34 56\n") == []


def test_what_gives_no_name_is_about_nobody():
    assert names("Phone: 55 12 34 56\nHours: 8–16\n") == []


def test_a_table_with_headings_is_no_form():
    assert names("| Name | Role |\n|---|---|\n| Ada | pilot |\n", reader=markdown) == []
