"""The lines above a mail, as mail programs write them in their language: "From: Ada", "Gesendet: Freitag, 9. Mai 2025 18:04"."""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.languages.language import language, languages
from knowledge.languages.schema import Letters

_FEWEST = 2
_ADDRESS = re.compile(r"\S@\S")


def could_be_header(line: str) -> bool:
    """Tell whether a line is one of the headers where it stands in a mail."""
    return _named("sender", "headers", "others").match(line) is not None


def could_be_headers(lines: Sequence[str]) -> bool:
    """Tell whether lines are headers where they stand in a mail."""
    return len(lines) >= _FEWEST and all(map(could_be_header, lines))


def are_headers(lines: Sequence[str]) -> bool:
    """Tell whether lines are those of a mail wherever they stand: they say who wrote, and what only a mail says, or an address."""
    return (
        could_be_headers(lines)
        and any(map(_named("sender").match, lines))
        and any(_named("headers").match(line) or _ADDRESS.search(line) for line in lines)
    )


@cache
def letters() -> tuple[Letters, ...]:
    """Return the words around letters of all languages: those of a mail's program are often not those of the mail."""
    return tuple(language(code).data.letters for code in languages())


def any_of(words: set[str]) -> str:
    """Return a pattern of phrases, however they are spaced; Swiss people write "ss" for "ß"."""
    both = sorted({*words, *(phrase.replace("ß", "ss") for phrase in words)}, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in both)


@cache
def _named(*kinds: str) -> re.Pattern[str]:
    words = {phrase for one in letters() for kind in kinds for phrase in getattr(one, kind)}
    return re.compile(rf"(?:{any_of(words)})\s?[:：]\s*\S", re.IGNORECASE)
