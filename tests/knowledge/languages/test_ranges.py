import pytest

from knowledge.languages.language import language
from knowledge.languages.ranges import asked, narrowed, ranges, ranges_around


@pytest.mark.parametrize(
    ("code", "text", "number", "told"),
    [
        ("en", "Visitor berth 8 to 12 m: 24.00", "10", "Visitor berth 10 m: 24.00"),
        ("en", "Rooms 8–12 are upstairs.", "9", "Rooms 9 are upstairs."),
        ("en", "Closed from 12 to 14 June.", "13th", "Closed 13 June."),
        ("en", "Children under 6: free", "5", "Children 5: free"),
        ("en", "Cars up to 5 m", "4.5m", "Cars 4.5 m"),
        ("en", "Purchases of more than 1,000 euros", "5000", "Purchases of 5000 euros"),
        ("en", "65 and over: half price", "70", "70: half price"),
        ("de", "Kinder von 6 bis 15 Jahren", "9", "Kinder 9 Jahren"),
        ("de", "Kinder unter 6 Jahren", "5", "Kinder 5 Jahren"),
        ("de", "Personalausweis ab 24 Jahren", "41", "Personalausweis 41 Jahren"),
        ("es", "niños de 4 a 14", "8", "niños de 8"),
        ("es", "menores de 4 años", "3", "3 años"),
        ("fr", "enfants de 6 à 15 ans", "9", "enfants de 9 ans"),
        ("pt", "crianças até 5 anos", "5", "crianças 5 anos"),
        ("it", "ragazzi da 6 a 15 anni", "9", "ragazzi 9 anni"),
        ("ru", "дети от 6 до 15 лет", "9", "дети 9 лет"),
    ],
)
def test_a_number_is_told_of_by_the_range_it_is_in(code, text, number, told):
    spoken = language(code)
    assert narrowed(text, [number], spoken) == told
    assert list(ranges_around(number, [one.term for one in ranges(text, spoken)]))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Children 6 to 15", "16"),
        ("Children under 6", "6"),
        ("Boats over 12 m", "12"),
        ("It was so from 1914 to 1918.", "1916"),
        ("Open 9:00 to 17:00", "10"),
        ("Monday 9 am to 5 pm", "4"),
        ("Call 555-0143", "600"),
        ("A pier of 12 m", "12"),
    ],
)
def test_a_number_beyond_it_and_what_is_no_range_tell_nothing(text, number):
    spoken = language("en")
    assert narrowed(text, [number], spoken) == text
    assert not list(ranges_around(number, [one.term for one in ranges(text, spoken)]))


@pytest.mark.parametrize(
    ("word", "value"),
    [("10m", 10), ("13th", 13), ("1,000", 1000), ("4.5", 4.5), ("1916", None), ("m10", None), ("boat", None)],
)
def test_a_number_may_have_its_unit(word, value):
    assert asked(word) == value


def test_who_asks_for_a_number_is_answered_by_its_range(home):
    home.write(
        {
            "sources/fees.md": "# Fees\n\n- Visitor berth up to 8 m: 18.00\n- Visitor berth 8 to 12 m: 24.00\n- Visitor berth over 12 m: 31.00\n"
        }
    )
    with home.open() as base:
        base.refresh()
        for number, price in ((6, "18.00"), (10, "24.00"), (14, "31.00")):
            best = base.ask(f"price of a visitor berth for {number} m").matches[0]
            assert price in best.fact.statement
            assert str(number) in best.found
