"""The sentences of the bot in the language of whoever reads them.

A sentence stands in English where it is said, as `text("I have nothing about “{words}”.", words=…)`. What it is in the other languages
stands in `translations/`, in files of gettext's; where one lacks it, it is said in English. Which language it is said in is decided once
for a reply, by `speaking`, and holds for all that is said within.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter

from bot.reply import Line, Reply, Span
from bot.wording.direction import isolated

ENGLISH = "en"
TRANSLATIONS = Path(__file__).with_name("translations")
LANGUAGES = (ENGLISH, *sorted(path.stem for path in TRANSLATIONS.glob("*.po")))
"""Codes of the languages that the bot speaks."""

_UNSPACED = frozenset({"ja", "zh"})
"""Between their sentences stands no space."""

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken(tag: str | None) -> str:
    """Return the code of the language that a tag such as "pt-BR" or "de_DE.UTF-8" names, if the bot speaks it; else nothing."""
    primary = (tag or "").replace("_", "-").partition("-")[0].partition(".")[0].lower()
    return primary if primary in LANGUAGES else ""


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything within in a language, English if the bot does not speak it."""
    before = _spoken.set(spoken(code) or ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def now_spoken() -> str:
    """Return the code of the language in which sentences are said now."""
    return _spoken.get()


def in_language(code: str, word: Callable[[], Reply]) -> Reply:
    """Return a reply in a language.

    Args:
        code: The language.
        word: Makes the reply, in the language that is spoken then.
    """
    with speaking(code):
        return replace(word(), language=now_spoken())


def text(message: str, /, **values: str | int) -> str:
    """Return a sentence in the language of its reader, with the values in their places; names of the other direction are isolated."""
    return _filled(_translations(now_spoken()).gettext(message), values)


def counted(one: str, many: str, number: int, /, **values: str | int) -> str:
    """Return a sentence about so many things, which stand in it as {n}, in the form that the reader's language has for the number."""
    form = _translations(now_spoken()).ngettext(one, many, number)
    return _filled(form, {"n": grouped(number), **values})


def spans(message: str, /, **values: str | int | Span) -> Line:
    """Return a sentence like `text` does, its values in the styles that they have."""
    return tuple(_parts(_translations(now_spoken()).gettext(message), values))


def apart(words: str) -> str:
    """Return words of a person or a source as they stand beside those of the bot: isolated, if they run the other way."""
    return isolated(words, now_spoken())


def set_apart(name: Span) -> Line:
    """Return a name in its style as it stands beside the words of the bot."""
    safe = apart(name.text)
    # What is to be copied is copied without the isolates.
    return (name,) if safe == name.text else (Span(safe[0]), name, Span(safe[-1]))


def between_sentences() -> str:
    """Return what stands between two sentences."""
    return "" if now_spoken() in _UNSPACED else " "


def grouped(number: int) -> str:
    """Return a number with its thousands marked."""
    return f"{number:,}".replace(",", text("1,200")[1])


def _filled(message: str, values: dict[str, str | int]) -> str:
    return "".join(span.text for span in _parts(message, values)) if values else message


def _parts(message: str, values: dict[str, str | int | Span] | dict[str, str | int]) -> Iterator[Span]:
    for words, name, _, _ in Formatter().parse(message):
        if words:
            yield Span(words)
        if name is None:
            continue
        value = values[name]
        if not isinstance(value, Span):
            yield Span(apart(str(value)))
        else:
            yield from set_apart(value)


@cache
def _translations(code: str) -> NullTranslations:
    if code == ENGLISH:
        return NullTranslations()
    from polib import pofile

    return GNUTranslations(io.BytesIO(pofile(str(TRANSLATIONS / f"{code}.po"), encoding="utf-8").to_binary()))
