"""The names that a text holds, and where, in scripts that have capitals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from knowledge.languages.folding import fold
from knowledge.languages.language import Language

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_OPENING = ".!?:;…\n"
"""Before one of these, and quotation marks, stands the first word of a sentence."""
_QUOTES = " \"“”«»„'‘("
_INITIALS = 2
"""Letters of a word that may be shortened inside a name, as in "St. Audrey"."""
_BRACKETS = re.compile(r"\[[^\]]*\]")
"""Words that explain a sentence and are not its own."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name with all of its words, and where it stands in its text."""

    start: int
    end: int
    is_sure: bool
    """It is not just the first word of a sentence, with a capital for that, and common elsewhere."""
    is_full: bool = False
    """It has several words."""


def written_names(text: str, language: Language) -> Iterator[Name]:
    """Yield what is written like a name."""
    if not _has_capitals(language):
        return
    own = _BRACKETS.sub(lambda found: "\n" * len(found.group()), text)
    name: Name | None = None
    before = reach = 0
    for word in _WORD.finditer(own):
        gap = own[reach : word.start()]
        is_joined = gap in (" ", "-") or (gap == ". " and reach - before <= _INITIALS)
        is_name, before, reach = _is_name(word.group(), language), word.start(), word.end()
        if name and is_joined and (is_name or fold(word.group()) in language.data.names.particles):
            if is_name:
                name = Name(name.start, word.end(), is_sure=True, is_full=True)
            continue
        if name:
            yield name
        is_sure = not (language.is_real(word.group().lower()) and _is_first(own[: word.start()]))
        is_label = own[word.end() : word.end() + 1] == ":" and not is_sure
        name = Name(*word.span(), is_sure) if is_name and not is_label else None
    if name:
        yield name


def _is_first(before: str) -> bool:
    told = before.rstrip(_QUOTES)
    return not told or told[-1] in _OPENING


def _is_name(word: str, language: Language) -> bool:
    folded = fold(word)
    return (
        language.is_name(word)
        and folded not in language.data.function_words
        and language.stem(folded) not in _calendar(language)
    )


@cache
def _has_capitals(language: Language) -> bool:
    return any(word.upper() != word for word in language.data.function_words)


@cache
def _calendar(language: Language) -> frozenset[str]:
    """Return the terms of months and days, which are written like names in some languages."""
    shapes = language.shapes
    return language.terms_of((*shapes.months, *chain.from_iterable(shapes.weekdays)))
