"""What is said about the last answer rather than asked of the sources: more of it, is it right, it is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import OSA

from knowledge.languages.language import language, languages
from knowledge.languages.tokenization import tokens

_SLIP = 0.9
_LONG_ENOUGH = 10
"""Share of a phrase's letters that must be typed right for it to be meant; of one shorter than so many all must."""
_LONGEST_REASON = 300
"""Characters of a reason that are passed on."""


class Request(StrEnum):
    """What a person wants of the last answer."""

    MORE = "more"
    """Tell me more."""
    DOUBT = "doubt"
    """Are you sure?"""
    WRONG = "wrong"
    """That's wrong!"""


@dataclass(frozen=True, slots=True)
class Requested:
    """A request, and what else was said with it."""

    request: Request
    reason: str = ""
    """What is wrong, as the person put it; empty where they did not say."""


def requested(text: str) -> Requested | None:
    """Return what a message wants of the last answer, None where it wants nothing of it.

    A message is taken whole, slips aside; only what is wrong may be followed by a reason.
    """
    said = [token.text for token in tokens(text)]
    for phrase, request in _phrases():
        if _is_meant(said, phrase):
            return Requested(request)
    if "?" in text or "？" in text or "؟" in text:
        return None
    for phrase, request in _phrases():
        if request is Request.WRONG and len(phrase) > 1 and said[: len(phrase)] == list(phrase):
            rest = text[list(tokens(text))[len(phrase) - 1].end :]
            return Requested(request, rest.strip(" ,.;:!–—-")[:_LONGEST_REASON])
    return None


def _is_meant(said: list[str], phrase: tuple[str, ...]) -> bool:
    written, known = " ".join(said), " ".join(phrase)
    if len(said) != len(phrase) or len(known) < _LONG_ENOUGH:
        return written == known
    return OSA.normalized_similarity(written, known) >= _SLIP


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], Request], ...]:
    """Return the phrases of all languages by their folded words, the longest first."""
    return tuple(sorted(_of_all_languages(), key=lambda pair: -len(pair[0])))


def _of_all_languages() -> Iterator[tuple[tuple[str, ...], Request]]:
    for code in languages():
        known = language(code).data.follow_ups
        if known is None:
            continue
        for request in Request:
            for phrase in getattr(known, request):
                yield tuple(token.text for token in tokens(phrase)), request
