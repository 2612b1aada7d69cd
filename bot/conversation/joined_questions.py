"""Questions that are joined into one by "and" or a semicolon → the questions, one by one.

Where did they meet and when did they meet?        Where did they meet | when did they meet?
How and when did they meet?                        as it stands
Which mayor who was born here and who left won?    as it stands
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.languages.language import language, languages
from knowledge.languages.schema import Words
from knowledge.languages.tokenization import Token, tokens

_FEWEST_BEFORE = 3
"""Words of a question that another one is joined to: "how often and when does it sail" is one."""
_FEWEST = 2
"""Words of a question that is joined."""
_STOP = re.compile(r"[;/\n]|\s[-–—]+\s")
"""What stands between questions although no word joins them; a comma does so only beside such a word."""
_LOOSE = " ,;/\n-–—"


def parted(text: str) -> tuple[str, ...]:
    """Return the questions that a text may be made of, in their order; the text itself where nothing joins two that ask."""
    said = list(tokens(text))
    for asking in _asking():
        starts = list(_starts(text, said, asking))
        if any(join < start or _STOP.search(_before(text, said, join)) for join, start in starts):
            ends = [*(said[join].start for join, _ in starts), len(text)]
            begins = [0, *(said[start].start for _, start in starts)]
            return tuple(text[begin:end].strip(_LOOSE) for begin, end in zip(begins, ends, strict=True))
    return (text,)


def _starts(text: str, said: Sequence[Token], asking: "_Asking") -> Iterator[tuple[int, int]]:
    """Yield where a question is joined and where it begins, the same where but a sign joins it; nothing where the first one does not ask.

    A question word further in begins no question but a clause, as in "the mayor who left and who won".
    """
    if not said or said[0].text not in asking.words | asking.opens:
        return
    begin = 0
    for place in range(_FEWEST_BEFORE, len(said) - 1):
        is_joined = said[place].text in asking.joins
        sign = _before(text, said, place)
        is_listed = "," in sign or _STOP.search(sign)
        start = place + is_joined
        if (
            start > len(said) - _FEWEST
            or said[start].text not in asking.words
            or not (is_joined or is_listed)
        ):
            continue
        inner = (token.text for token in said[begin + 1 : place])
        if place - begin < _FEWEST_BEFORE or not asking.words.isdisjoint(inner):
            return
        yield place, start
        begin = start


def _before(text: str, said: Sequence[Token], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[said[place - 1].end : said[place].start]


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a language joins questions."""

    words: frozenset[str]
    """The first words of its question phrases: who, how."""
    opens: frozenset[str]
    """The first words of other questions: is, can."""
    joins: Words


@cache
def _asking() -> tuple[_Asking, ...]:
    """Return what is known of the languages that join questions by a word of its own."""
    spoken = [language(code).data for code in languages()]
    return tuple(
        _Asking(
            words=_first_words(
                [*(phrase for phrases in data.asks.values() for phrase in phrases), *data.follow_ups.asking]
            )
            - data.follow_ups.prepositions,  # "and for what?" is no question of its own
            opens=_first_words(data.shapes.opens),
            joins=data.chatter.joins,
        )
        for data in spoken
        if data.chatter and data.chatter.joins and data.follow_ups
    )


def _first_words(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(said[0].text for phrase in phrases if (said := list(tokens(phrase))))
