"""The value in a sentence that a question asks for, where there is no doubt which one: the only date, number, price, time, telephone number or mail address of its kind."""

import re
from collections.abc import Iterator
from functools import cache

from knowledge.languages.language import Language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import GLUED
from knowledge.languages.values import kinds_named, value_kinds

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_DECIMAL = re.compile(r"\d+\.\d+")
"""Hardly a time of the day where no word says so."""
_DIGITS = r"\d(?:[\d.,:/’'–()-]*\d)?"
_CURRENCY = r"[$€£¥₹₽₩₺₪฿₫₴]|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|JPY|CNY)\b"
_HEAD = 4
"""Words in which a question says what it asks for."""
_NAMED = frozenset({"phone", "mail", "price"})
"""Kinds that hardly stand beside other values by which they could be mistaken."""
_SPAN_OF_TIME = {"date", "time"}


def asked_value(question: str, sentence: str, language: Language) -> str:
    """Return the value in a sentence that a question asks for; empty where there is none, or where it may be another one.

    Args:
        question: As it was understood.
        sentence: What answers it.
        language: Of both.
    """
    kinds, runs = _kinds_asked(question, language), list(_runs(sentence, language))
    found = [run for run in runs if not kinds.isdisjoint(_kinds_of(run, language))]
    others = [] if kinds & _NAMED else [run for run in runs if run not in found]
    if len(found) != 1 or others or sentence.count(found[0]) != 1 or found[0] in question:
        return ""
    is_counted = kinds != {"number"} or _counts_what_is_asked(question, sentence, found[0], language)
    return found[0] if is_counted else ""


def _counts_what_is_asked(question: str, sentence: str, number: str, language: Language) -> bool:
    """Tell whether right after a number stands what is counted: "14 million crowns" where it is asked how many crowns."""
    said = list(language.tokens(question))
    asking = {token.text for phrase in language.data.asks[Asked.NUMBER] for token in language.tokens(phrase)}
    idle = asking | language.data.function_words
    counted = next((token.text for token in said if token.text not in idle), "")
    after = language.terms(sentence.partition(number)[2])[:1]
    return bool(counted) and after == [language.stem(counted)]


def _kinds_asked(question: str, language: Language) -> frozenset[str]:
    """Return the kinds of value that a question asks for; none where it asks for something else besides."""
    said = list(language.tokens(question))
    named = {kind for word in said for kind in kinds_named(word.text, language)} & _NAMED
    asked = language.request(question).asked
    head = question[: said[min(len(said), _HEAD) - 1].end] if said else ""
    if asked and language.request(head).asked != asked:
        return frozenset()  # "what did she say when he came" asks for no time
    if asked == {Asked.TIME} and not named:
        return frozenset(_SPAN_OF_TIME)
    if asked == {Asked.NUMBER}:
        return frozenset({"price"} if "price" in named else {"number"})
    return frozenset(named - {"price"}) if len(named) == 1 and asked <= {Asked.DEFINITION} else frozenset()


def _runs(sentence: str, language: Language) -> Iterator[str]:
    """Yield what may be a value: addresses of mail, and digits with the words that belong to them."""
    yield from _ADDRESS.findall(sentence)
    for found in _run(language).finditer(sentence):
        if any(map(str.isdigit, found.group())):
            yield found.group().strip(" ,.;:")


def _kinds_of(run: str, language: Language) -> frozenset[str]:
    kinds = value_kinds(run, language) if not _DECIMAL.fullmatch(run) else frozenset()
    if not kinds and _YEAR.fullmatch(run):
        return frozenset({"date"})
    return kinds or frozenset({"number"})


@cache
def _run(language: Language) -> re.Pattern[str]:
    shapes = language.shapes
    belonging = (*shapes.months, *shapes.money, *shapes.clock, *language.data.answers.get(Asked.NUMBER, ()))
    words = "|".join(
        re.escape(word) + ("" if re.search(f"[{GLUED}]$", word) else r"\b\.?")
        for word in sorted(set(belonging), key=len, reverse=True)
    )
    atom = rf"(?:{_DIGITS}(?:st|nd|rd|th|\.)?(?:\s?%)?|{_CURRENCY}|\b(?:{words}))"
    return re.compile(rf"{atom}(?:(?:,?\s?|\sde\s|\sof\s){atom})*", re.IGNORECASE)
