"""The values that a text holds, and where: dates, times, numbers, prices, telephone numbers and mail addresses, in digits or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import GLUED
from knowledge.languages.values import value_kinds

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_DECIMAL = re.compile(r"\d+\.\d+")
"""Hardly a time of the day where no word says so."""
_DIGITS = r"\d(?:[\d.,:/’'–()-]*\d)?"
_CURRENCY = r"[$€£¥₹₽₩₺₪฿₫₴]|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|JPY|CNY)\b"
_SHORTENED = re.compile(r"\w\.\w\.$")
"""The full stop belongs to the word: p.m."""
_LONGEST = 100
"""Characters; what is longer is no value but a row of digits, which may take long to look through."""
_AROUND = " ,.;:–-"


@dataclass(frozen=True, slots=True)
class Value:
    """A value, and where it stands in its text."""

    start: int
    end: int
    kinds: frozenset[str]
    """Those of `value_kinds`, or else "number"; "day" besides for a day of the week."""


def written_values(text: str, language: Language) -> Iterator[Value]:
    """Yield what may be a value: addresses of mail, and digits, numerals and days of the week with the words that belong to them."""
    for found in _ADDRESS.finditer(text):
        yield Value(*found.span(), frozenset({"mail"}))
    for found in _run(language).finditer(text):
        run = found.group()
        start = found.end() - len(run.lstrip(_AROUND))
        end = found.end() if _SHORTENED.search(run) else found.start() + len(run.rstrip(_AROUND))
        if end - start <= _LONGEST and (kinds := _kinds_of(text[start:end], language)):
            yield Value(start, end, kinds)


def _kinds_of(run: str, language: Language) -> frozenset[str]:
    if any(map(str.isdigit, run)):
        kinds = value_kinds(run, language) if not _DECIMAL.fullmatch(run) else frozenset()
        if not kinds and _YEAR.fullmatch(run):
            return frozenset({"date"})
        return kinds or frozenset({"number"})
    if language.weekdays.term(run.lower()):
        return frozenset({"date", "time", "day"})
    said = {token.text for token in language.tokens(run)}
    if said.isdisjoint(map(fold, language.data.answers.get(Asked.NUMBER, ()))):
        return frozenset()
    return frozenset({"number"} if said.isdisjoint(map(fold, language.shapes.money)) else {"price"})


@cache
def _run(language: Language) -> re.Pattern[str]:
    shapes = language.shapes
    numbers = language.data.answers.get(Asked.NUMBER, ())
    days = chain.from_iterable(shapes.weekdays)
    belonging = {*shapes.months, *shapes.money, *shapes.clock, *numbers, *days}
    words = "|".join(
        re.escape(word) + ("" if re.search(f"[{GLUED}]$", word) else r"\b\.?")
        for word in sorted(belonging, key=len, reverse=True)
    )
    atom = (
        rf"(?:(?<![^\W_{GLUED}]){_DIGITS}(?:st|nd|rd|th|\.)?(?:\s?%)?|{_CURRENCY}|(?<![^\W\d_])(?:{words}))"
    )
    return re.compile(rf"{atom}(?:(?:,?\s?|\sde\s|\sof\s|\s?[–-]\s?){atom})*", re.IGNORECASE)
