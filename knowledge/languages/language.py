"""What the program knows of each language, from languages.yaml, and how to tell them apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

FALLBACK = "en"

_TABLE = Path(__file__).with_name("languages.yaml")


class Asked(StrEnum):
    """The kind of answer a question word calls for."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    REASON = "reason"
    MANNER = "manner"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Language:
    """One language."""

    code: str
    """ISO 639-1."""
    stemmer: str | None
    """Snowball algorithm; None where words do not inflect or none exists."""
    function_words: frozenset[str]
    """Lower case, accents kept."""
    capitalises_nouns: bool = False
    """Nouns are written with a capital, not only names."""
    joins_words: bool = False
    """A word may be made of several."""
    participle: tuple[str, ...] = ()
    """Prefix and ending of a regular participle; empty where it has no prefix."""
    irregular: Mapping[str, str] = field(default_factory=dict)
    """Form → base form, lower case, where no stemmer can see that they belong together."""
    light_words: frozenset[str] = frozenset()
    """Words that questions are made with and answers seldom hold, lower case."""
    negations: frozenset[str] = frozenset()
    """Words that turn a claim into its opposite, lower case, accents kept."""
    question_words: Mapping[str, Asked] = field(default_factory=dict)
    """Word or phrase, lower case, accents kept → what it asks for."""
    counting: tuple[str, ...] = ()
    """Question phrases, lower case, after which comes what is to be counted."""
    answer_words: Mapping[Asked, frozenset[str]] = field(default_factory=dict)
    """Kind of answer → words, lower case, that a sentence offering one often holds."""


@cache
def languages() -> dict[str, Language]:
    """Return code → language, in the order in which ties between them are decided."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(_TABLE.read_text("utf-8"), loader)  # noqa: S506 - safe either way
    return {
        code: Language(
            code=code,
            stemmer=row["stemmer"],
            function_words=frozenset(row["function_words"].split()),
            light_words=frozenset(row.get("light_words", "").split()),
            negations=frozenset(row["negations"].split()),
            question_words={
                phrase: Asked(kind) for kind, phrases in row["asks"].items() for phrase in phrases.split(", ")
            },
            counting=tuple(row["counting"].split(", ")),
            answer_words={Asked(kind): frozenset(words.split()) for kind, words in row["answers"].items()},
            capitalises_nouns=row.get("capitalises_nouns", False),
            joins_words=row.get("joins_words", False),
            participle=tuple(row.get("participle", "").split()),
            irregular=dict(_irregular(row.get("irregular", ""))),
        )
        for code, row in table.items()
    }


def _irregular(table: str) -> Iterator[tuple[str, str]]:
    for word in filter(None, table.split(", ")):
        base, *forms = word.split()
        yield from ((form, base) for form in forms)


_LATIN = ("en", "es", "de", "fr", "pt", "it")
_SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Characters of each of the beginning and the middle of a text that decide its language."""


def detect(text: str, fallback: str = FALLBACK) -> str:
    """Return the code of the language a text is mostly written in.

    The script decides first; among languages in Latin letters the one whose function words occur most often does.

    Args:
        text: A text of any length; of long ones two samples are looked at.
        fallback: What to return where nothing speaks for any language, as in a bare name.
    """
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        text = text[:_SAMPLE] + text[middle : middle + _SAMPLE]
    letters = sum(map(str.isalpha, text))
    for code, script in _SCRIPTS.items():
        if len(script.findall(text)) * 3 > letters:
            return code
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {code: sum(word in languages()[code].function_words for word in words) for code in _LATIN}
    best = max(_LATIN, key=lambda code: (counts[code], code == fallback))
    return best if counts[best] else fallback


def language(code: str) -> Language:
    """Return the language of a code such as "en" or "pt-BR"; of an unknown one, a language without rules."""
    primary = code.lower().replace("_", "-").partition("-")[0]
    return languages().get(primary) or Language(primary, None, frozenset())
