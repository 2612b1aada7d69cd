"""Short questions in 24 languages with a file, and in others that are known by name only."""

from pathlib import Path

import pytest

from knowledge.languages.detection import detect
from knowledge.languages.language import language, languages


def questions(name):
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


def share_told_right(asked, home=None):
    """Return the share of questions whose language is told right in a home in some language, or else in their own."""
    told = [detect(question, [home or code]) == code for code, question in asked]
    return sum(told) / len(told)


def test_the_language_of_short_questions_is_told():
    asked = questions("questions.tsv")
    assert {code for code, _ in asked} == set(languages())
    assert share_told_right(asked) >= 0.99
    assert share_told_right(asked, home="en") >= 0.97


def test_so_is_that_of_questions_that_nothing_was_chosen_on():
    asked = questions("questions_held_out.tsv")
    assert share_told_right(asked) >= 0.95
    assert share_told_right(asked, home="en") >= 0.9


def test_a_language_without_a_file_is_seldom_taken_for_one_with_one():
    asked = questions("questions_known_by_name.tsv")
    told = [language(detect(question)) for _, question in asked]
    assert sum(not spoken.is_known for spoken in told) >= 0.9 * len(asked)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry leaves from the northern quay at noon.", "en"),
        ("El barco sale del muelle norte a las doce.", "es"),
        ("Das Schiff legt mittags vom Nordkai ab.", "de"),
        ("Le bateau part du quai nord à midi.", "fr"),
        ("O barco parte do cais norte ao meio-dia.", "pt"),
        ("Il traghetto parte dalla banchina nord a mezzogiorno.", "it"),
        ("Паром отходит от северного причала в полдень.", "ru"),
        ("渡轮中午从北码头出发。", "zh"),
        ("تغادر العبارة من الرصيف الشمالي ظهرا.", "ar"),
        ("フェリーは正午に北の桟橋を出ます。", "ja"),
        ("De veerboot vertrekt om twaalf uur van de noordkade.", "nl"),
        ("کشتی ظهر از اسکله شمالی حرکت می‌کند.", "fa"),
    ],
)
def test_a_sentence_is_known_by_its_language(text, code):
    assert detect(text) == code
    assert detect(f"{text}\n" * 300) == code


def test_a_bare_name_is_in_the_language_that_is_expected():
    assert detect("Manuel Marrero", ["es"]) == "es"
    assert detect("2024", ["de", "en"]) == detect("?!", ["de"]) == "de"


def test_characters_without_kana_are_japanese_in_a_japanese_home():
    assert detect("営業時間", ["ja"]) == "ja"
    assert detect("营业时间") == "zh"


def test_a_foreign_name_does_not_change_the_language():
    assert detect("The ministry is called 外交部 and sits in Beijing.") == "en"
