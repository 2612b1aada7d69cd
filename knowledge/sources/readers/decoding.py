"""Bytes of a text file → its characters."""

import codecs

from charset_normalizer import CharsetMatch, from_bytes

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

_SAVE_AS_UTF8 = "Open it in a text editor and save it with the encoding UTF-8."
_NO_TEXT = f"is not a text file, or its encoding cannot be told. {_SAVE_AS_UTF8}"


def decode(content: bytes) -> str:
    r"""Return the characters of a text file, line ends as they are.

    A byte-order mark decides, then strict UTF-8, then the likeliest legacy encoding. A UTF-8 mark stays as
    the first character ("\ufeff"), so that offsets equal those of `content.decode("utf-8")`; it belongs to
    no passage.

    Raises:
        ReadError: If the content is binary, damaged, or in an encoding that cannot be told.
    """
    encoding = _marked_encoding(content) or _unmarked_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(_damage(content, error)) from error
    if "\0" in text:
        raise ReadError(_NO_TEXT)
    return text


def _marked_encoding(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _unmarked_encoding(content: bytes) -> str:
    lenient = content.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = len(lenient) - broken - len(lenient.encode("ascii", errors="ignore"))
    # Text in a legacy encoding hardly ever holds a valid UTF-8 sequence by chance: mostly valid means
    # damaged UTF-8, and guessing would turn the whole file into gibberish.
    # NUL belongs to no UTF-8 text but to every other byte of UTF-16.
    return "utf-8" if whole >= broken and "\0" not in lenient else _likeliest_legacy_encoding(content)


def _likeliest_legacy_encoding(content: bytes) -> str:
    def merit(match: CharsetMatch) -> tuple[float, float, int]:
        rank = min(
            _LEGACY_ENCODINGS.index(encoding)
            for encoding in match.could_be_from_charset
            if encoding in _LEGACY_ENCODINGS
        )
        return match.chaos, -match.coherence, rank

    matches = list(from_bytes(content, cp_isolation=list(_LEGACY_ENCODINGS)))
    if not matches:
        raise ReadError(_NO_TEXT)
    return min(matches, key=merit).encoding


def _damage(content: bytes, error: UnicodeDecodeError) -> str:
    line = content.count(b"\n", 0, error.start) + 1
    return f"holds a damaged character in line {line}. {_SAVE_AS_UTF8}"
