import pytest

from knowledge.languages.clock import times
from knowledge.languages.language import language


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("What is on at 3pm?", "en", ["#15:00"]),
        ("at 3:30 p.m. or 12 am", "en", ["#15:30", "#0:00"]),
        ("15:00 Puppet theatre", "en", ["#15:00"]),
        ("10.30-12.00 Book sale", "en", ["#10:30"]),
        ("um 15 Uhr, um 15.30 Uhr", "de", ["#15:00", "#15:30"]),
        ("à 15h, à 15h30", "fr", ["#15:00", "#15:30"]),
        ("a las 17:00", "es", ["#17:00"]),
        ("下午 15 点", "zh", ["#15:00"]),
    ],
)
def test_a_time_is_the_same_however_it_is_written(text, code, told):
    assert [time.term for time in times(text, language(code))] == told


@pytest.mark.parametrize("text", ["1.5 m", "12.03.2024", "room 3", "10:300", "no digit"])
def test_other_numbers_are_no_time(text):
    assert not list(times(text, language("en")))
