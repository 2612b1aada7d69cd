import pytest

from knowledge.model import Part
from knowledge.sources.readers.text import csv

HOURS = """# Opening hours

## Office

| Day | Summer | Winter |
|---|---|---|
| Monday to Friday | 8:00–19:00 | 9:00–16:30 |
| Sunday | 10:00–14:00 | closed |

The office is closed on 1 May.
"""


def test_rows_of_days_are_told_together_under_their_heading(claims, in_markdown):
    (week,) = [each for each in claims(HOURS, reader=in_markdown) if getattr(each, "parts", ())]
    assert week.statement == (
        "Opening hours, Office – Monday to Friday: Summer 8:00–19:00, Winter 9:00–16:30; "
        "Sunday: Summer 10:00–14:00, Winter closed"
    )
    assert week.parts[1] == Part("Sunday", "Summer 10:00–14:00, Winter closed")


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        ("Mon–Fri: 9:00-17:00\nSat: 10:00-12:00\n", "en"),
        ("Mon-Fri: 9-17\nSat: 10-12\n", "en"),
        ("Montag: 9 bis 12 Uhr\nDonnerstag: 14 bis 18 Uhr\n", "de"),
        ("Lunes a viernes: 9:00-14:00\nSábado: 10:00-13:00\n", "es"),
        ("lundi : 9 h à 12 h\nmardi : 14 h à 18 h\n", "fr"),
    ],
)
def test_lines_of_days_are_told_together(claims, lines, language):
    week = claims(f"Come and see us, whoever you are.\n\n{lines}", language)[-1]
    assert len(week.parts) == 2


@pytest.mark.parametrize(
    "table",
    [
        "Day,Course\nMonday,Pottery\nTuesday,Choir\n",
        "Place,Open\nPool,9:00-12:00\nGym,10:00-18:00\n",
    ],
    ids=["no times", "no days"],
)
def test_other_tables_are_told_row_by_row(claims, table):
    assert len([each for each in claims(table, reader=csv) if getattr(each, "quote", None)]) == 2


def test_rows_of_many_things_are_told_one_by_one_under_their_heading(statements, in_markdown):
    table = "# Pool\n\n| Day | Pool | Sauna | Gym |\n|---|---|---|---|\n| Monday | 9:00 | 10:00 | 11:00 |\n| Tuesday | 9:00 | – | 11:00 |\n"
    assert statements(table, reader=in_markdown)[0] == (
        "Monday (Pool) – Pool: 9:00; Sauna: 10:00; Gym: 11:00",
        (),
    )


def test_lines_may_have_a_subject_above_and_a_remark_below(statements):
    text = "Come and see us, whoever you are.\n\nOFFICE (first floor)\nMon-Thu: 9.00-16.30\nFri: 9.00-13.15\nClosed 12.30-13.30 for lunch.\n"
    assert statements(text) == [
        ("OFFICE (first floor) – Mon-Thu: 9.00-16.30; Fri: 9.00-13.15; Closed 12.30-13.30 for lunch.", ())
    ]
