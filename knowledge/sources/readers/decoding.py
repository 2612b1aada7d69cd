"""Bytes of a text file → its characters."""

import codecs
import re

from knowledge.errors import ReadError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY_ENCODINGS = (
    "cp1252",
    "cp1251",
    "cp1250",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp874",
    "utf_16_le",
    "utf_16_be",
)
"""What files in the wild are written in, the most common first; any codec Python knows would let rare ones win."""

_LOST = "\ufffd"
"""What Unicode puts in the place of a character that cannot be told. A few files hold it themselves."""
_SAVE_AS_UTF8 = "Open it in a text editor and save it with the encoding UTF-8."
_MOST_DAMAGE = 20
"""Every so manieth character may be damaged before the whole is no text."""
_CUT_CHARACTER = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})(?![\x80-\xbf])")
"""The beginning of a UTF-8 character of three or four bytes whose end is lost."""
_NO_TEXT_AT_ALL = f"is not a text file, or its encoding cannot be told. {_SAVE_AS_UTF8}"


def decode(content: bytes) -> str:
    r"""Return the characters of a text file, line ends as they are.

    A byte-order mark decides, then strict UTF-8, then the likeliest legacy encoding. A UTF-8 mark stays as
    the first character ("\ufeff"), so that offsets equal those of `content.decode("utf-8", errors="replace")`;
    it belongs to no passage. For each damaged character stands "\ufffd"; `damage` tells of them.

    Raises:
        ReadError: If the content is binary, mostly damaged, or in an encoding that cannot be told.
    """
    encoding = _marked_encoding(content) or _unmarked_encoding(content)
    text = content.decode(encoding, errors="replace")
    if "\0" in text or _lost(content, text) * _MOST_DAMAGE > len(text):
        raise ReadError(_no_text(content))
    return text


def _no_text(content: bytes) -> str:
    """Return why a content is not read: for a few characters that no text holds, or as a whole."""
    text = content.decode("utf-8", errors="replace")
    stray = text.count("\0")
    if not stray or (stray + _lost(content, text)) * _MOST_DAMAGE > len(text):
        return _NO_TEXT_AT_ALL
    line = text.count("\n", 0, text.index("\0")) + 1
    if stray == 1:
        return f"holds an invisible character that no text holds (NUL) in line {line}. Delete it in a text editor."
    return f"holds {stray:,} invisible characters that no text holds (NUL), the first in line {line}. Delete them in a text editor."


def damage(content: bytes, text: str) -> tuple[str, ...]:
    """Return what is to be said of the characters that were lost between a file's bytes and its text, if any were."""
    if not (lost := _lost(content, text)):
        return ()
    line = text.count("\n", 0, text.index(_LOST)) + 1
    number = "a damaged character" if lost == 1 else f"{lost:,} damaged characters, the first"
    return (f"holds {number} in line {line}, for which {_LOST} stands. The rest is read. {_SAVE_AS_UTF8}",)


def _lost(content: bytes, text: str) -> int:
    return text.count(_LOST) - content.count(_LOST.encode())


def _marked_encoding(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _unmarked_encoding(content: bytes) -> str:
    lenient = content.decode("utf-8", errors="replace")
    # What is a character of its own, or the better part of one, is no sign of another encoding.
    broken = _lost(content, lenient) - len(_CUT_CHARACTER.findall(content))
    whole = len(lenient) - lenient.count(_LOST) - len(lenient.encode("ascii", errors="ignore"))
    # Text in a legacy encoding hardly ever holds a valid UTF-8 sequence by chance: mostly valid means
    # damaged UTF-8, and guessing would turn the whole file into gibberish.
    # NUL belongs to no UTF-8 text but to every other byte of UTF-16.
    return "utf-8" if whole >= broken and "\0" not in lenient else _likeliest_legacy_encoding(content)


def _likeliest_legacy_encoding(content: bytes) -> str:
    from charset_normalizer import CharsetMatch, from_bytes  # here, since hardly any file needs it

    def merit(match: CharsetMatch) -> tuple[float, float, int]:
        rank = min(
            _LEGACY_ENCODINGS.index(encoding)
            for encoding in match.could_be_from_charset
            if encoding in _LEGACY_ENCODINGS
        )
        return match.chaos, -match.coherence, rank

    matches = list(from_bytes(content, cp_isolation=list(_LEGACY_ENCODINGS)))
    if not matches:
        raise ReadError(_no_text(content))
    return min(matches, key=merit).encoding
