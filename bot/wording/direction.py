"""Words of another direction in a sentence: kept apart, so that what stands around them stays where it belongs.

U+2068 and U+2069 isolate a stretch whose direction its own letters decide (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates).
"""

import re
import unicodedata

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}[^{POP_ISOLATE}]*{POP_ISOLATE}")
_LEFTWARD, _RIGHTWARD = frozenset({"R", "AL"}), frozenset({"L"})


def isolated(text: str, language: str) -> str:
    """Return a text for a sentence of a language: between isolates if any of its letters run the other way."""
    if language not in RIGHT_TO_LEFT and text.isascii():
        return text
    other = _RIGHTWARD if language in RIGHT_TO_LEFT else _LEFTWARD
    if any(unicodedata.bidirectional(letter) in other for letter in ISOLATED.sub("", text)):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def without_isolates(text: str) -> str:
    """Return a text without isolates, as it was before it was shown and copied."""
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
