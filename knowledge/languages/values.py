"""Kinds of value that people ask for by a word which does not stand beside it: a telephone number, a price, an address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import GLUED

MARK = "#"
"""Before the name of a kind, for terms that no word can become."""

_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"((?:[\w.’'-]+ ?){1,4}?)\s?(?:[:：]|\s[–—-])\s*\S")
_LABEL_ENDS = (":", "：", " –", " —", " -")
_LONGEST_JOINT = 3
"""Letters of what may stand between two days: to, bis, und."""
_LONGEST_SHORT = 3
"""Letters of a word for streets that is written short: st, av, str."""
_GLUED = re.compile(f"[{GLUED}]$")
_HAN_AMOUNT = r"[一二两兩三四五六七八九十百千万萬]+(?:元|円|圆|圓|块钱|塊錢|美元|欧元)"
_DIGIT = re.compile(rf"\d|{_HAN_AMOUNT}")
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
_CURRENCY_SIGNS = "$€£¥₹₽₩₺₪฿₫₴"
_CURRENCY_WORDS = "EUR USD GBP CHF NOK SEK DKK PLN JPY CNY Kč zł kr Fr"
_CURRENCY = rf"[{_CURRENCY_SIGNS}]|(?:{_CURRENCY_WORDS.replace(' ', '|')})\b\.?"
_AMOUNT = r"\d[\d.,'’\s]*(?:[.,][–-])?"
# These begin with a digit and look behind it, so that `re` skips to the next digit.
_CLOCK = re.compile(
    r"\d(?<![\d.,/-]\d)(?:(?<=[01])\d|(?<=2)[0-4])?(?:[:.h][0-5]\d|h\b)"
    r"(?:-(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d|h\b))?(?![\d.,/-]*\d)"
)
_DAY = re.compile(
    r"\d(?<!\d\d)(?:\d?[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{3}-\d{2}-\d{2}|\d{3}年|\d?月\d{1,2})(?!\d)"
)


def value_kinds(text: str, language: Language) -> frozenset[str]:
    """Return the kinds of value that a text holds, such as "phone" and "price".

    Args:
        text: A statement, or a line of one.
        language: Its own.
    """
    has_digit, lowered = _DIGIT.search(text) is not None, text.lower()
    found = {
        sign.kind
        for sign in _signs(language)
        if (has_digit or sign.kind in _WITHOUT_DIGITS) and sign.stands_in(text, lowered)
    }
    if has_digit and any(_is_phone(match.group()) for match in _PHONE.finditer(text)):
        found.add("phone")
    return frozenset(found)


def kinds_labelled(text: str, language: Language) -> Iterator[str]:
    """Yield the kinds of value that a text has in front of a colon or a dash, as "Address: The Old Mill"."""
    if any(mark in text for mark in _LABEL_ENDS) and (match := _LABEL.match(text)):
        for word in _LETTERS.findall(match[1].lower()):
            yield from kinds_named(word, language)


def names_contact(label: str, language: Language) -> bool:
    """Tell whether a label is that of a telephone number or a mail address, which say nothing without whose they are."""
    kinds = chain.from_iterable(kinds_named(word, language) for word in label.lower().split())
    return not {"phone", "mail"}.isdisjoint(kinds)


def names_day(text: str, language: Language) -> bool:
    """Tell whether a text is nothing but days of the week, such as "Mon–Fri" above its hours."""
    rest, days = language.weekdays.without(text)
    return (
        days > 0
        and all(len(word) <= _LONGEST_JOINT for word in _LETTERS.findall(rest))
        and not _DIGIT.search(rest)
    )


def _is_phone(run: str) -> bool:
    digits = sum(map(str.isdigit, run))
    is_other = _DATE_OR_AMOUNT.fullmatch(run.strip()) or _CLOCK.fullmatch(run.strip())
    return digits >= _FEWEST_DIGITS and not is_other


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a kind of value is told by."""

    kind: str
    pattern: re.Pattern[str]
    words: tuple[str, ...] = ("",)
    """In lower case, one of which stands in every text that the pattern matches; they are found far sooner than it is."""

    def stands_in(self, text: str, lowered: str) -> bool:
        return any(map(lowered.__contains__, self.words)) and self.pattern.search(text) is not None


@cache
def _signs(language: Language) -> tuple[_Sign, ...]:
    words = language.shapes
    named_days = tuple(chain.from_iterable((*words.weekdays, *words.weekdays_short)))
    money, clock, months, days = map(_either, (words.money, words.clock, words.months, named_days))
    scales = _either(language.data.answers.get(Asked.NUMBER, ()))
    # Hauptstraße, but no "r." at the end of another word.
    streets = "|".join(
        re.escape(word)
        if language.data.joins_words and len(word) > _LONGEST_SHORT
        else rf"(?<![^\W_]){re.escape(word)}"
        for word in words.streets
    )
    return (
        _Sign("mail", _MAIL, ("@", "[at]", "(at)")),
        _Sign("web", _WEB, ("http", ".")),
        _Sign(
            "price",
            re.compile(
                rf"{_HAN_AMOUNT}|(?:{_CURRENCY})\)?:?\s?\d|{_AMOUNT}\s?(?:(?:{scales}|de\b)\s?)?(?:{_CURRENCY}|{money})",
                re.IGNORECASE,
            ),
            _lowered(_CURRENCY_SIGNS, _CURRENCY_WORDS.split(), words.money),
        ),
        _Sign("time", _CLOCK),
        _Sign(
            "time",
            re.compile(
                rf"\d\s?(?:{clock})|\b(?:{clock})\s?\d|\b(?:{days})\b\.?:?\s(?:\D{{0,20}})?\d", re.IGNORECASE
            ),
            _lowered(words.clock, named_days),
        ),
        _Sign("date", _DAY),
        _Sign(
            "date",
            re.compile(rf"\d\.?\s(?:de\s)?(?:{months})\b|\b(?:{months})\.?\s\d", re.IGNORECASE),
            _lowered(words.months),
        ),
        _Sign(
            "address", re.compile(rf"\d(?<![\d.,]\d)\d{{4}}\s(?!(?i:{money})|[A-Z]{{3}}\b)[A-ZÀ-Þ][^\W\d]")
        ),
        _Sign(
            "address",
            re.compile(
                rf"\b\d{{1,5}}\w?,?\s(?:[\w.’'-]+\s){{0,4}}(?:{streets})\b|(?:{streets})\.?\s(?:[\w.’'-]+\s){{0,4}}\d{{1,5}}\w?\b",
                re.IGNORECASE,
            ),
            _lowered(words.streets),
        ),
    )


def _lowered(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.lower(): None for words in lists for word in words})


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=len, reverse=True)
    return (
        "|".join(re.escape(word) + ("" if _GLUED.search(word) else r"\b") for word in longest_first)
        or r"(?!)"
    )


def kinds_named(word: str, language: Language) -> Sequence[str]:
    """Return the kinds of value that people ask for by a word, or by the word that it ends with.

    Args:
        word: In lower case, with its accents.
        language: Its own.
    """
    named = _kinds_by_word(language)
    last = language.compounds.tail(word) if language.compounds and word not in named else None
    return named.get(last or word, ())


@cache
def terms_naming(kind: str, language: Language) -> frozenset[str]:
    """Return the terms of the words by which people ask for a kind of value."""
    return language.terms_of(
        word for named, words in language.shapes.values.items() if named == kind for word in words
    )


@cache
def _kinds_by_word(language: Language) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for kind, words in language.shapes.values.items():
        for word in words:
            kinds.setdefault(word, []).append(kind)
            kinds.setdefault(fold(word), kinds[word])
    return kinds
