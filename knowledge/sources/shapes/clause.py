"""Numbers of clauses, headings, steps and appendices: where "clause 2.1", "§ 3 (2)", "第五条" or "appendix B" is."""

import re
from functools import cache

from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.tokenization import GLUED
from knowledge.model import Document, Kind, Passage

_NUMBER = r"(?:\d{1,4}(?:\.\d{1,3}){0,5}[a-z]?|[A-Z]|[IVXLC]{1,6})"
_HAN_DIGITS = {
    sign: value
    for value, signs in enumerate(["〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"])
    for sign in signs
}
_HAN_UNITS = {"十": 10, "百": 100}
_HAN_NUMBER = rf"[{''.join((*_HAN_DIGITS, *_HAN_UNITS))}]{{1,5}}"
_COUNTED = "条條조項项항款章節节장절"
"""Words that follow the number of a part of a document and, unlike 点 and 号, hardly any other one."""
_GLUED = re.compile(f"[{GLUED}]")
_BARE = re.compile(
    r"(?:(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=\s)|(?P<plain>\d{1,3})[.)](?=\s)|\((?P<inner>\w{1,4})\)(?=\s)|§+\s?(?P<sign>\d{1,4}[a-z]?))"
)
_DOTTED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){1,5}(?![\w%°]|[.,]\d)")


@cache
def _named(language: Language) -> re.Pattern[str]:
    """Return what a number with its word looks like: "clause 2.1", "2. madde", "附件一", "第五条", "3단계"."""
    said = language.shapes.clause
    words = sorted({*said, *map(fold, said)}, key=len, reverse=True)  # with and without accents
    glued = list(filter(_GLUED.search, words))
    before, joined, counting, sure = (
        "|".join(map(re.escape, some)) or r"(?!)"
        for some in (
            [word for word in words if word not in glued],
            [word for word in glued if len(word) > 1],
            glued,
            [word for word in glued if len(word) > 1 or word in _COUNTED],
        )
    )
    return re.compile(
        rf"(?<!\w)(?:(?:{before})\.?\s+|§+\s?)(?P<number>{_NUMBER})(?!\w)"
        rf"|(?<![\w.])(?P<ordinal>\d{{1,3}})\.\s(?:{before})(?!\w)"
        rf"|(?:{joined})\s?(?P<after>\d{{1,3}}(?:\.\d{{1,3}})*|{_HAN_NUMBER}|[A-Z](?!\w))"
        rf"|[第제]\s?(?P<nth>\d{{1,3}}|{_HAN_NUMBER})\s?(?:{counting})"
        rf"|(?<![\d.,])(?P<counted>\d{{1,3}})\s?(?:{sure})",
        re.IGNORECASE,
    )


@cache
def _inner(language: Language) -> re.Pattern[str]:
    """Return what leads further in: the (2) of "§ 3 (2)", the "ust. 2" of "§ 3 ust. 2"."""
    return re.compile(rf"\s*\((?P<inner>\w{{1,4}})\)|,?\s*(?:{_named(language).pattern})", re.IGNORECASE)


def asked(text: str, language: Language) -> tuple[int, int, str] | None:
    """Return (start, end, key) of the part of a document that a question names, or None.

    Args:
        text: A question.
        language: Its own.
    """
    match = _named(language).search(text)
    if not match:
        bare = _DOTTED.search(text)
        return (bare.start(), bare.end(), _key(bare.group())) if bare else None
    keys, end = [_number(match)], match.end()
    while further := _inner(language).match(text, end):
        keys.append(_number(further))
        end = further.end()
    return match.start(), end, ".".join(keys)


def numbers(document: Document, passage: Passage, language: Language) -> tuple[str, ...]:
    """Return the keys of the number that a passage has in its document, such as "2.1"; none without one.

    What stands under "§ 3" as "(2)" is "3.2" and of "3"; what stands there as "2." may be "2", too.
    """
    own, bare = _own(document, passage, language)
    above = _of_heading(passage, language)
    if not own:
        return (above,) if above and passage.kind is not Kind.HEADING else ()
    within = (f"{above}.{own}",) if above and bare else ()
    if not within:
        return (own,)
    return (*within, above) if bare == "inner" else (own, *within, above)


def _own(document: Document, passage: Passage, language: Language) -> tuple[str, str]:
    """Return the number before a passage and whether it may count within a part: "inner" in brackets, "plain" with a stop, else empty."""
    line = document.text.rfind("\n", 0, passage.start) + 1
    text = document.text[line : passage.end][:80].lstrip()
    bare = _BARE.match(text)
    counted = bare.lastgroup if bare else None
    return _leading(text, language), counted if counted in {"inner", "plain"} else ""


def _leading(text: str, language: Language) -> str:
    match = _BARE.match(text) or _named(language).match(text)
    return _number(match) if match else ""


def _of_heading(passage: Passage, language: Language) -> str:
    return next(filter(None, (_leading(heading, language) for heading in reversed(passage.heading))), "")


def _number(match: re.Match[str]) -> str:
    return _key(next(filter(None, match.groups())))


def _key(written: str) -> str:
    """Return a number as keys have it: in small letters and European digits."""
    if written[0] in _HAN_DIGITS or written[0] in _HAN_UNITS:
        return str(_of_han(written))
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in written.lower())


def _of_han(written: str) -> int:
    """Return the value of a number such as 十二, 二十 or 一〇."""
    total = last = 0
    for sign in written:
        if sign in _HAN_UNITS:
            total += (last or 1) * _HAN_UNITS[sign]
            last = 0
        else:
            last = 10 * last + _HAN_DIGITS[sign]
    return total + last
