"""Which sentences ask. They state nothing themselves, but tell what follows them apart."""

import re
from functools import cache

from knowledge.languages.language import Language

_MARK = re.compile(r"""[?？؟⁇‽]["”»’'）)\]」』*_]*(?:\s*[\[(][^\])]{0,40}[\])])?\W*$""")
"""A question mark at the end, maybe before a remark in brackets such as "[closed]"."""
_MARKS = {
    "el": re.compile(r"[;\u037e]\W*$"),
    "ja": re.compile(r"(?:です|ます|でしょう|ません|でした|ました)か[。.]?$"),
    "zh": re.compile(r"[吗嗎呢][。.]?$"),
    "ko": re.compile(r"(?:습니까|ㅂ니까|입니까|인가요|나요|까요)[.]?$"),
    "th": re.compile(
        r"(?:ไหม|มั้ย|หรือไม่|หรือเปล่า|เท่าไหร่|เท่าไร|เท่าใด|อย่างไร|ยังไง|ไหน|เมื่อไหร่|เมื่อไร|อะไร|อะไรบ้าง|ใคร|ทำไม"
        r"|กี่(?:โมง|คน|วัน|บาท|ครั้ง|ชั่วโมง|ปี|แห่ง))(?:ครับ|คะ|ค่ะ|นะ)*$"
    ),
    "hy": re.compile(r"\u055e"),
}
"""Language → how its questions end otherwise."""
_PARTED = re.compile(r"[;；:：…—–]\s|\s-\s|¿")
_FEWEST = 4
"""Words of a clause that states something."""
_LONG = 12
"""Words of a sentence that tells more than what it asks."""
_OPENING = 3
"""First words of a clause by which a question is known."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_FEWEST_LETTERS = 6
"""The same in scripts where words may stand without spaces."""
_REMARK = re.compile(r"\s*\[[^\]]{0,40}\]\s*$")


def asks(sentence: str, language: Language) -> bool:
    """Tell whether a sentence asks something.

    Args:
        sentence: White space squeezed.
        language: The one it is written in.
    """
    return bool(_MARK.search(sentence)) or (
        language.code in _MARKS and bool(_MARKS[language.code].search(sentence))
    )


def stated(sentence: str, language: Language) -> tuple[int, int] | None:
    """Return (start, end) of what a sentence that asks states as well; None where it only asks.

    What a mark parts from the question stands by itself ("We have two dogs; may they come?"). Where a word such as "but" or "because" joins
    the two, neither says by itself what is meant, and it is the whole sentence.
    """
    for mark in _PARTED.finditer(sentence):
        before = sentence[: mark.start()].rstrip(" \n,،，、(")
        if _states(before, language):
            return len(before) - len(before.lstrip()), len(before)
    for join in _joins(language).finditer(sentence):
        parts = sentence[: join.start()], sentence[join.end() :]
        if all(_is_clause(part) for part in parts) and any(_states(part, language) for part in parts):
            return 0, len(sentence)
    return (0, len(sentence)) if _tells_of_oneself(sentence, language) else None


def _tells_of_oneself(sentence: str, language: Language) -> bool:
    """Tell whether a sentence is long and begins with "I" or "we": whoever asks so tells why first."""
    first = re.match(r"\W*([^\W\d_]+)", sentence)
    speakers = language.data.follow_ups.speakers if language.data.follow_ups else ()
    return first is not None and first[1].lower() in speakers and len(sentence.split()) >= _LONG


def _states(part: str, language: Language) -> bool:
    """Tell whether a part of a sentence is long enough to state something and does not begin as a question does."""
    first = " ".join(re.findall(r"[\w’'-]+", part)[:_OPENING]).lower()
    return (
        _is_clause(part)
        and not _MARK.search(part)
        and not language.request(first).asked
        and not any(first.startswith(f"{word} ") for word in language.shapes.opens)
    )


def _is_clause(part: str) -> bool:
    return len(part.split()) >= _FEWEST or len(_UNSPACED.findall(part)) >= _FEWEST_LETTERS


@cache
def _joins(language: Language) -> re.Pattern[str]:
    words = sorted(language.shapes.joins, key=len, reverse=True)
    return re.compile("|".join(map(_whole, words)) or r"(?!)", re.IGNORECASE)


def _whole(word: str) -> str:
    return re.escape(word) if _UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"


def definition_asks(term: str, language: Language) -> tuple[str, ...]:
    """Return how people ask what a term means."""
    return tuple(pattern.format(term) for pattern in language.shapes.define)


def as_question(text: str) -> str:
    """Return the text of a question without a remark such as "[closed]" behind it."""
    return _REMARK.sub("", " ".join(text.split())) or text
