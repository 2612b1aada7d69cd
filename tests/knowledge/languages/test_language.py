from pathlib import Path

import pytest
import yaml

from knowledge.languages import language as module
from knowledge.languages.language import Asked, detect, language, languages

TABLE = Path(module.__file__).with_name("languages.yaml")


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
    ],
)
def test_a_sentence_is_known_by_its_language(text, code):
    assert detect(text) == code


def test_a_bare_name_is_in_the_language_that_is_expected():
    assert detect("Manuel Marrero", fallback="es") == "es"


def test_a_foreign_name_does_not_change_the_language():
    assert detect("The ministry is called 外交部 and sits in Beijing.") == "en"


def test_a_region_is_ignored():
    assert language("pt-BR") is language("pt")


def test_a_language_without_rules_is_a_language():
    assert language("fi").stemmer is None


@pytest.mark.parametrize("code", languages())
def test_a_word_is_listed_once(code):
    row = yaml.safe_load(TABLE.read_text("utf-8"))[code]
    lists = [
        f"{row['function_words']} {row.get('light_words', '')}",
        row["negations"],
        *row["answers"].values(),
    ]
    for words in map(str.split, lists):
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]


def test_every_language_knows_how_to_ask():
    for spoken in languages().values():
        assert set(spoken.question_words.values()) == set(Asked), spoken.code
        assert spoken.function_words
        assert spoken.negations
