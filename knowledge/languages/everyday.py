"""The words of everyday language, and how often each is used."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from knowledge.languages.slips import one_mistake_away

_COMMON = 1.2e-7
"""Share of everyday language that makes a word common; in English, below stand surnames and the slips of others (mayer, minster),
above even sourdough."""


def is_real(word: str, code: str) -> bool:
    """Tell whether a word is common in its language.

    Args:
        word: Lower case, accents kept.
        code: ISO 639-1; a language without a dictionary has no real words.
    """
    return share(word, code) >= _COMMON


def share(word: str, code: str) -> float:
    """Return how many of the words of everyday language are this one, from 0 to 1; 0 where no dictionary holds it.

    Args:
        word: Lower case, accents kept.
        code: ISO 639-1.
    """
    known = dictionary(code)
    return known.counts.get(word, 0) / known.total if known is not None else 0.0


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The words of a language's everyday texts."""

    counts: Mapping[str, int]
    """Word, in lower case with its accents → how often it occurs."""
    total: int
    """Of all counts."""


@cache
def dictionary(code: str) -> Dictionary | None:
    """Return the words of a language, or None where there are none; takes a tenth of a second the first time.

    Those of pyspellchecker, without what else it makes of them, which takes three times as long.
    """
    from importlib import resources  # here, since most who read files in a language never look a word up

    packed = resources.files("spellchecker") / "resources" / f"{code}.json.gz"
    if not packed.is_file():
        return None
    counts = msgspec.json.decode(gzip.decompress(packed.read_bytes()), type=dict[str, int])
    return Dictionary(counts, sum(counts.values()))


@cache
def _letters(code: str) -> str:
    known = dictionary(code)
    return "".join(sorted(filter(str.isalpha, set().union(*known.counts)))) if known is not None else ""


def near(word: str, code: str) -> set[str]:
    """Return the words of everyday language that differ from one by one mistake."""
    known = dictionary(code)
    if known is None:
        return set()
    return known.counts.keys() & one_mistake_away(word, _letters(code))
