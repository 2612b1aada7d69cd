"""Which sentences ask. They state nothing themselves, but tell what follows them apart."""

import re

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


def asks(sentence: str, code: str) -> bool:
    """Tell whether a sentence asks something.

    Args:
        sentence: White space squeezed.
        code: ISO 639-1 code of its language.
    """
    return bool(_MARK.search(sentence)) or (code in _MARKS and bool(_MARKS[code].search(sentence)))


def as_question(text: str) -> str:
    """Return the text of a question without a remark such as "[closed]" behind it."""
    return _REMARK.sub("", " ".join(text.split())) or text
