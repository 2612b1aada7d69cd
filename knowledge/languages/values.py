"""Kinds of value that people ask for by a word which does not stand beside it: a telephone number, a price, an address."""

import re
from collections.abc import Iterable
from functools import cache

from knowledge.languages.language import Language

MARK = "#"
"""Before the name of a kind, for terms that no word can become."""

_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_JOINT = 3
"""Letters of what may stand between two days: to, bis, und."""
_DIGIT = re.compile(r"\d")
_WITHOUT_DIGITS = ("mail", "web")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d\s()/.–-]{4,}\d(?!\w)")
_DATE_OR_AMOUNT = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?|\d{4}\s?[–-]\s?\d{2,4}|\d+[.,]\d+"
)
_FEWEST_DIGITS = 5
_MAIL = re.compile(r"[\w.+-]+(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"https?://|www\.\w|(?<![@\w.])[\w-]{2,}\.(?:com|org|net|info|eu|gov|edu|[a-z]{2})(?:/|(?!\w|\.\w))"
)
_CURRENCY = r"[$€£¥₹₽₩₺₪฿₫₴]|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|JPY|CNY|Kč|zł|kr|Fr)\b\.?"
_AMOUNT = r"\d[\d.,'’\s]*(?:[.,][–-])?"
_CLOCK = re.compile(r"(?<![\d.,/-])(?:[01]?\d|2[0-4])(?:[:.h](?:[0-5]\d)|h\b)(?![\d.,/-]*\d)")
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{4}年|\d{1,2}月\d{1,2})(?!\d)"
)


def value_kinds(text: str, language: Language) -> frozenset[str]:
    """Return the kinds of value that a text holds, such as "phone" and "price".

    Args:
        text: A statement, or a line of one.
        language: Its own.
    """
    patterns = _patterns(language)
    kinds = patterns if _DIGIT.search(text) else _WITHOUT_DIGITS
    found = {kind for kind in kinds if patterns[kind].search(text)}
    if any(_is_phone(match.group()) for match in _PHONE.finditer(text)):
        found.add("phone")
    return frozenset(found)


def names_day(text: str, language: Language) -> bool:
    """Tell whether a text is nothing but days of the week, such as "Mon–Fri" above its hours."""
    rest, days = _weekday(language).subn(" ", text)
    return (
        days > 0
        and all(len(word) <= _LONGEST_JOINT for word in _LETTERS.findall(rest))
        and not _DIGIT.search(rest)
    )


@cache
def _weekday(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(language.shapes.weekdays)})", re.IGNORECASE)


def _is_phone(run: str) -> bool:
    digits = sum(map(str.isdigit, run))
    return digits >= _FEWEST_DIGITS and not _DATE_OR_AMOUNT.fullmatch(run.strip())


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    words = language.shapes
    money, clock, months, days = map(_either, (words.money, words.clock, words.months, words.weekdays))
    streets = "|".join(map(re.escape, words.streets))
    return {
        "mail": _MAIL,
        "web": _WEB,
        "price": re.compile(rf"(?:{_CURRENCY})\s?\d|{_AMOUNT}\s?(?:{_CURRENCY}|{money})", re.IGNORECASE),
        "time": re.compile(
            rf"{_CLOCK.pattern}|\d\s?(?:{clock})|\b(?:{clock})\s?\d|\b(?:{days})\b\.?:?\s(?:\D{{0,20}})?\d",
            re.IGNORECASE,
        ),
        "date": re.compile(
            rf"{_DAY.pattern}|\d\.?\s(?:de\s)?(?:{months})\b|\b(?:{months})\.?\s\d", re.IGNORECASE
        ),
        "address": re.compile(
            rf"\b\d{{1,5}}\w?,?\s(?:[\w.’'-]+\s){{0,4}}(?:{streets})\b|(?:{streets})\.?\s(?:[\w.’'-]+\s){{0,4}}\d{{1,5}}\w?\b",
            re.IGNORECASE,
        ),
    }


def _either(words: Iterable[str]) -> str:
    return "|".join(rf"{re.escape(word)}\b" for word in sorted(set(words), key=len, reverse=True)) or r"(?!)"


@cache
def kinds_named(language: Language) -> dict[str, str]:
    """Return word → kind of value for the words by which people ask for one."""
    return {word: kind for kind, words in language.shapes.values.items() for word in words}
