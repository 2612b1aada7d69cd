"""Which sentences ask. They state nothing themselves, but tell what follows them apart."""

import re

from knowledge.languages.language import Language

_MARK = re.compile(r"""[?？؟⁇‽]["”»’'）)\]」』*_]*(?:\s*[\[(][^\])]{0,40}[\])])?\W*$""")
"""A question mark at the end, maybe before a remark in brackets such as "[closed]"."""
_MARKS = {
    "el": re.compile(r"[;\u037e]\W*$"),
    "ja": re.compile(r"(?:です|ます|でしょう|ません|でした|ました)か[。.]?$"),
    "zh": re.compile(r"[吗嗎呢][。.]?$"),
    "ko": re.compile(r"(?:습니까|ㅂ니까|입니까|인가요|나요|까요)[.]?$"),
    "th": re.compile(r"(?:ไหม|หรือไม่|เท่าไหร่|เท่าไร|อย่างไร|ที่ไหน|เมื่อไหร่)(?:ครับ|คะ)?$"),
    "hy": re.compile(r"\u055e"),
}
"""Language → how its questions end otherwise."""
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


def definition_asks(term: str, language: Language) -> tuple[str, ...]:
    """Return how people ask what a term means."""
    return tuple(pattern.format(term) for pattern in language.shapes.define)


def as_question(text: str) -> str:
    """Return the text of a question without a remark such as "[closed]" behind it."""
    return _REMARK.sub("", " ".join(text.split())) or text
