import datetime as dt

import pytest

from knowledge.sources.readers.metadata import first_date, language_code, sensible_title


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - report.doc",
        "report_final.docx",
        "untitled",
        "Untitled 3",
        "Document1",
        " - ",
        "",
        None,
    ],
)
def test_titles_that_programs_write_are_none(title):
    assert sensible_title(title) == ""


def test_the_first_sensible_title_counts():
    assert sensible_title(None, "thesis.pdf", "  On\nferries ", "Other") == "On ferries"


@pytest.mark.parametrize(
    "stamp",
    ["D:20240305100000+01'00'", "2024-03-05T10:00:00Z", "2024-03-05", "20240305", " 2024-03-05 10:00"],
)
def test_the_day_of_a_stamp_is_found(stamp):
    assert first_date([stamp]) == dt.date(2024, 3, 5)


def test_impossible_and_vague_dates_are_passed_over():
    assert first_date(["2024-02-31", "March", "2024", None, "2023-01-02"]) == dt.date(2023, 1, 2)
    assert first_date([]) is None


@pytest.mark.parametrize(
    ("tag", "code"), [("pt-BR", "pt"), ("EN", "en"), ("x-none", ""), ("eng", ""), ("", ""), (None, "")]
)
def test_language_tags_are_cut_to_their_code(tag, code):
    assert language_code(tag) == code
