import pytest

from knowledge.sources.shapes.abbreviations import introduced


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Port State Authority (PSA) met.", "PSA", "Port State Authority"),
        ("The PSA (Port State Authority) met.", "PSA", "Port State Authority"),
        ("Das Amt für Hafen und Schifffahrt (AHS) tagte.", "AHS", "Amt für Hafen und Schifffahrt"),
        ("Le Syndicat des Digues de l'Ourlette (SDO) a", "SDO", "Syndicat des Digues de l'Ourlette"),
        ("La CTE (Commission technique des étangs) est", "CTE", "Commission technique des étangs"),
        ("the Ministry of Foreign Affairs (MFA) said", "MFA", "Ministry of Foreign Affairs"),
    ],
)
def test_an_abbreviation_is_known_by_its_first_letters(text, short, long):
    assert introduced(text) == {short: long}


@pytest.mark.parametrize("text", ["It was cheap (USA).", "A long day (NASA) in the sun.", "the (A) and (B)"])
def test_other_brackets_introduce_nothing(text):
    assert not introduced(text)
