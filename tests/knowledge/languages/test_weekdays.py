import pytest

from knowledge.languages.language import language, languages


def days(text, code):
    return [int(term[1:]) for term in language(code).weekdays.terms(text)]


@pytest.mark.parametrize(
    ("code", "text", "named"),
    [
        ("en", "Open Mon–Fri 9–17, closed on Saturdays", [1, 2, 3, 4, 5, 6]),
        ("en", "Thu: Cato", [4]),
        ("de", "Mo, Mi 8–12 Uhr", [1, 3]),
        ("de", "Freitag bis Sonntag", [5, 6, 7]),
        ("es", "De viernes a lunes", [5, 6, 7, 1]),
        ("ru", "пн–ср 9:00", [1, 2, 3]),
        ("ja", "営業は月曜日から水曜日まで", [1, 2, 3]),
        ("ko", "수요일에는", [3]),
        ("zh", "周一至周三", [1, 2, 3]),
        ("de", "So ist das, und da wo er mi sagt", []),
        ("en", "The sun sat low", []),
    ],
)
def test_days_are_named_however_they_are_written(code, text, named):
    assert days(text, code) == named


@pytest.mark.parametrize("code", languages())
def test_a_language_names_seven_days(code):
    shapes = language(code).data.shapes
    assert len(shapes.weekdays) == 7
    assert len(shapes.weekdays_short) in {0, 7}
    assert [days(names[0], code) for names in shapes.weekdays] == [[day] for day in range(1, 8)]


def test_a_question_names_a_day_in_full():
    english = language("en")
    assert english.relatives("thursdays", "thursday") == ("@4",)
    assert english.relatives("sun", "sun") == ()


@pytest.mark.parametrize(
    ("text", "code", "days"),
    [
        ("Open Mon–Wed, 9–12.", "en", {"@1", "@2", "@3"}),
        ("The common quay.", "en", set()),
        ("星期三休息", "zh", {"@3"}),
        ("수요일은 쉽니다", "ko", {"@3"}),
    ],
)
def test_a_text_is_looked_through_for_days_where_its_terms_could_name_one(text, code, days):
    spoken = language(code)
    assert set(spoken.days_in(text, set(spoken.terms(text)))) == days
