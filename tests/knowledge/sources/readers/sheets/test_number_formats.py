import datetime as dt

import pytest

from knowledge.sources.readers.sheets.number_formats import displayed, plain

MOMENT = dt.datetime.fromisoformat("2026-03-31 09:05:07")
ACCOUNT = r'_-* #,##0.00\ "€"_-;\-* #,##0.00\ "€"_-;_-* "-"??\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1250.5, '#,##0.00 "€"', "1,250.50 €"),
        (1250, '"$"#,##0', "$1,250"),
        (42.1, "[$£-809]#,##0.00", "£42.10"),
        (0.055, "0.0%", "5.5%"),
        (0.285, "0%", "29%"),
        (2.5, "0", "3"),
        (7, "000", "007"),
        (2.5, "0.##", "2.5"),
        (3, "0.##", "3"),
        (1234567, '0.0,,"M"', "1.2M"),
        (12345.678, "0.00E+00", "1.23E+4"),
        (5551234, "000-0000", "555-1234"),
        (2125551234, "(###) ###-####", "(212) 555-1234"),
        (12, '0 "days"', "12 days"),
        (12, r"0\ \h", "12 h"),
        (42.5, "General", "42.5"),
    ],
)
def test_numbers_are_shown_with_their_units_digits_and_groups(value, code, shown):
    assert displayed(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        (-0.001, "0.00", "0.00"),
        (0, '0;-0;"none"', "none"),
        (0, "0;-0;;@", ""),
        (12, ACCOUNT, "12.00 €"),
        (-12, ACCOUNT, "-12.00 €"),
        (0, ACCOUNT, "- €"),
        (5, ";;;", ""),
        ("secret", ";;;", ""),
        (True, ";;;", ""),
        (MOMENT, ";;;", ""),
        ("4b", '"Room "@', "Room 4b"),
        ("text", "0.00", "text"),
        (True, "0", "TRUE"),
    ],
)
def test_sections_are_for_positive_negative_zero_and_text(value, code, shown):
    assert displayed(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (MOMENT, "DD.MM.YYYY", "31.03.2026"),
        (MOMENT, "yyyy-mm-dd hh:mm:ss", "2026-03-31 09:05:07"),
        (MOMENT, "dddd, d. mmmm yyyy", "Tuesday, 31. March 2026"),
        (MOMENT, r"[$-409]d\-mmm\-yy;@", "31-Mar-26"),
        (MOMENT, 'yyyy"年"m"月"d"日"', "2026年3月31日"),
        (MOMENT, "h:mm AM/PM", "9:05 AM"),
        (dt.time(0, 30), "h:mm am/pm", "12:30 am"),
        (dt.time(7, 30), 'HH:MM "Uhr"', "07:30 Uhr"),
        (dt.datetime.fromisoformat("2026-03-31"), "mm/dd/yy", "03/31/26"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (dt.timedelta(minutes=1, seconds=2.5), "mm:ss.0", "01:02.5"),
    ],
)
def test_dates_times_and_durations_are_shown_as_their_author_wants_them(value, code, shown):
    assert displayed(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code"),
    [(0.5, "# ?/?"), (5, "[>100]0.0;0"), (1e300, "0.00"), (float("inf"), "0"), (45000.5, "d.m.yy")],
)
def test_what_cannot_be_shown_by_its_format_is_shown_plainly(value, code):
    assert displayed(value, code) == plain(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.0, "3"),
        (0.30000000000000004, "0.3"),
        (dt.datetime.fromisoformat("2024-03-05"), "2024-03-05"),
        (dt.datetime.fromisoformat("2024-03-05 10:30"), "2024-03-05 10:30"),
        (dt.time(10, 30), "10:30"),
        (False, "FALSE"),
        ("two\n lines", "two lines"),
    ],
)
def test_without_a_format_values_are_written_as_a_person_would(value, shown):
    assert plain(value) == shown
