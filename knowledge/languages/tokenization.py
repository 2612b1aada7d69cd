"""Text → tokens, for facts and questions alike.

A *word* is a run of letters and digits as written; a *token* is a folded word. Scripts without spaces between words need a cutter: Chinese
is cut into the words of a dictionary. Thai, Lao, Khmer, Burmese and Japanese are cut into overlapping pairs of neighbouring letters, a
letter with all its marks counting as one: in search that does as well as words do, takes no dictionary, and survives slips.
"""

import re
from collections.abc import Iterator

import msgspec

from knowledge.languages.folding import fold

# Marks belong to the letter before them, although to `re` they are no part of a word: accents typed on their own, Hebrew points, Arabic
# vowel signs and the tatweel, the vowel signs and viramas of India and its neighbours, and the joiners between them. Indic blocks are
# built alike, one every 128 characters.
_INDIC = "".join(
    f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3A)}-{chr(block + 0x4F)}{chr(block + 0x55)}-{chr(block + 0x57)}"
    for block in range(0x0900, 0x0D80, 0x80)
)
_UNSPACED_MARKS = "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u3099\u309a\uff9e\uff9f"
_MARKS = f"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed{_INDIC}\u0dca-\u0ddf{_UNSPACED_MARKS}\u200c\u200d"
# An apostrophe ends a word (l'homme, Cuba's), the points and commas inside a number do not (1,000.5). In Arabic a year takes the letter of
# its calendar without a space (1994م), in Korean a number what it counts (14시).
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|\d+(?=[\u0620-\u064a\uac00-\ud7a3])|[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")

_HAN = "\u3400-\u9fff\U00020000-\U0003134f\u3005-\u3007"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f"
_SOUTH_EAST = "\u0e01-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
"""Thai, Lao, Burmese and Khmer, without their digits."""
GLUED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Letters of scripts in which the next word, a number or a particle may stand without a space, as a character class holds them."""
_HAN_LETTER = re.compile(f"[{_HAN}]")
_UNSPACED = re.compile(f"[{_HAN}{_KANA}{_SOUTH_EAST}]")
_PAIRED = re.compile(f"[{_KANA}{_SOUTH_EAST}]")
_HAN_WORD = re.compile(f"[{_HAN}]+")
_LONE = re.compile(f"[{_HAN}][\u3041-\u3096]?")
_ENDING = re.compile(f"[\u3041-\u3096][\u3041-\u3096{_HAN}]")
_TAIL = re.compile(f"[{_HAN}][\u3041-\u3096]")
_HAN_PAIR = re.compile(f"[{_HAN}]{{2}}")
_RUN = re.compile(
    rf"[{_HAN}{_KANA}{_UNSPACED_MARKS}]+|[{_SOUTH_EAST}]+|\d+|[^\W\d_{_HAN}{_KANA}{_SOUTH_EAST}]+"
)
_CLUSTER = re.compile(rf"[เแโใไເແໂໃໄ]?[^\W_](?:(?<=[\u17d2\u1039])[^\W_]|[{_UNSPACED_MARKS}])*|.")
"""A letter with its marks; Thai and Lao vowels that are written before it, and a consonant stacked under it, belong to it."""

_HYPHENS = frozenset("-\u2010\u2011")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A folded word, never empty, and where it stands.

    No dataclass: a text has a great many of them, and a struct is made in a third of the time.
    """

    text: str
    start: int
    end: int


def tokens(text: str, *, pairs: bool = False) -> Iterator[Token]:
    """Yield the folded words of a text in order; pairs of letters overlap.

    Args:
        text: In any language.
        pairs: Chinese characters are cut into pairs too, as they have to be in Japanese.
    """
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if word.isascii():  # most are; it is all that folding does to them
            yield Token(word.lower(), start, match.end())
        elif not _UNSPACED.search(word):
            if folded := fold(word):  # a lone tatweel is none
                yield Token(folded, start, match.end())
        elif _PAIRED.search(word) or (pairs and _HAN_LETTER.search(word)):
            yield from _pairs(word, start)
        else:
            yield from _segments(word, start)


def is_hyphenated(text: str, one: Token, other: Token) -> bool:
    """Tell whether two neighbouring tokens of a text are one word with a hyphen, as people write together as well: Wi-Fi, E-Mail."""
    return text[one.end : other.start] in _HYPHENS and one.text.isalpha() and other.text.isalpha()


def is_pair(written: str) -> bool:
    """Tell whether what stands at a token is a pair of letters, no word."""
    return bool(_PAIRED.search(written))


def lone_character(term: str) -> str:
    """Return the Chinese character that a term is, or that a Japanese pair begins with before a particle; empty where it is none.

    塩は and 塩を are both about 塩.
    """
    return term[0] if _LONE.fullmatch(term) else ""


def is_inflection(term: str) -> bool:
    """Tell whether a pair of letters begins with a Japanese ending or particle, as け要 and れだ in どれだけ要る."""
    return _ENDING.fullmatch(term) is not None


def is_spent(pair: str, before: str, after: str) -> bool:
    """Tell whether a pair of letters only adds a Japanese ending or particle to one beside it, as 豆は does to 大豆 and け要 to 要る."""
    is_tail = _TAIL.fullmatch(pair) is not None and _HAN_PAIR.fullmatch(before) is not None
    return (is_tail and before[1] == pair[0]) or (is_inflection(pair) and after[:1] == pair[1])


def parts(term: str) -> Iterator[str]:
    """Yield the shorter words that a Chinese one may be, such as 页 of 一页; none of other terms."""
    if len(term) > 1 and _HAN_WORD.fullmatch(term):
        yield from dict.fromkeys((term[1:], term[:-1]))


def _pairs(word: str, offset: int) -> Iterator[Token]:
    for run in _RUN.finditer(word):
        if not _UNSPACED.search(run.group()):
            yield Token(fold(run.group()), offset + run.start(), offset + run.end())
            continue
        clusters = list(_CLUSTER.finditer(word, run.start(), run.end()))
        for first, last in zip(clusters, clusters[1:] or clusters, strict=False):
            if folded := fold(word[first.start() : last.end()]):
                yield Token(folded, offset + first.start(), offset + last.end())


def _segments(word: str, offset: int) -> Iterator[Token]:
    import rjieba

    position = 0
    for piece in rjieba.cut(word, False):
        start, position = position, position + len(piece)
        if any(map(str.isalnum, piece)) and (folded := fold(piece)):
            yield Token(folded, offset + start, offset + position)
