import pytest

from knowledge.languages.language import language as spoken
from knowledge.languages.values import value_kinds


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Tel. 55 12 34 56", "en", "phone"),
        ("Adults (EUR): 48,00", "en", "price"),
        ("price_gbp: 7.75", "en", "price"),
        ("9:00-17:00", "en", "time"),
        ("08.30-12.00", "en", "time"),
        ("+47 55 12 34 56", "en", "phone"),
        ("office@brede.example.org", "en", "mail"),
        ("see www.brede.example", "en", "web"),
        ("a tank costs 6 euros", "en", "price"),
        ("1.250,50 €", "de", "price"),
        ("$5 million", "en", "price"),
        ("open 8:00–16:00", "en", "time"),
        ("ab 8 Uhr", "de", "time"),
        ("Mon–Fri 8–16", "en", "time"),
        ("on 12 May 2026", "en", "date"),
        ("31.03.2026", "de", "date"),
        ("12 Harbour Street", "en", "address"),
        ("Hauptstraße 12", "de", "address"),
    ],
)
def test_a_kind_of_value_is_told_by_its_looks(text, language, kind):
    assert kind in value_kinds(text, spoken(language))


@pytest.mark.parametrize("text", ["1871–1911", "1,250,000 people", "He was 12.", "2.5 3.5", "08.30-12.00"])
def test_other_numbers_are_no_telephone(text):
    assert "phone" not in value_kinds(text, spoken("en"))
