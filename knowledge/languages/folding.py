"""Text without the differences that people do not type."""

import re
import unicodedata

_SILENT = "\u0640\u200c\u200d"
"""The tatweel only stretches a word, the joiners only shape it."""
_DOTLESS_YEH, _YEH = "\u0649", "\u064a"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """Return the text with a replacement character for each lone surrogate: none can be kept or sent, but JSON and damaged lines bring them."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def fold(text: str) -> str:
    """Return the text without differences that people do not type: case, accents, ligatures, full-width forms, the dots of an Arabic yeh.

    Diaz-Canel equals Díaz-Canel, and STRASSE equals Straße. The length may change.
    """
    if text.isascii():
        return text.lower()
    # Some letters change under the second folding only after the first: the order is that of Unicode's "compatibility caseless match".
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", text).casefold())
    decomposed = unicodedata.normalize("NFKD", folded.casefold())
    lost = {ord(c): None for c in set(decomposed) if unicodedata.combining(c) or c in _SILENT}
    kept = decomposed.translate(lost) if lost else decomposed
    return unicodedata.normalize("NFC", kept).replace(_DOTLESS_YEH, _YEH)
