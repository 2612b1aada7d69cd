"""Finding a quote in a text although their typography differs: spaces, line ends, quotation marks, dashes, ligatures.

Both sides are rewritten into one plain spelling in which `str.find` does the work, and the rewriting remembers where
each of its characters comes from. Letters, digits, case and other punctuation stay, so other words are never found.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

SOLID = "[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003134f]"
"""Pattern of a Chinese or Japanese character or its punctuation: lines end anywhere, words have no edges."""

_EDGELESS = re.compile(f"{SOLID}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""The same with Thai, Lao, Burmese and Khmer, which write words together too."""

_LETTER = r"[^\W\d_]"
_DASH = "[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_MARK = "[\"'`\u00b4\u02bc\u2018-\u201f\u2032\u2033\u2039\u203a\u00ab\u00bb]"
_SPACE = r"[\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
_FIRST = "[" + "".join(part[1:-1] for part in (_DASH, _MARK, _SPACE)) + r".\ufb00-\ufb06]"
# One class of first characters, looked back upon, lets the engine skip plain text five times as fast.
_VARIANT = re.compile(
    rf"""
    {_FIRST} (?:
      (?P<hyphen> (?<={_LETTER}[{_DASH[1:-1]}\u00ad]) {_DASH}* {_SPACE}* (?={_LETTER}) )
    | (?P<dash> (?<=\w{_DASH}) {_DASH}* {_SPACE}+ (?=\w) | (?<={_DASH}) {_DASH}* )
    | (?P<mark> (?<={_MARK}) {_MARK}* )
    | (?P<ellipsis> (?<=\.) (?: \.{{2,}} | \ \.\ \. ) )
    | (?P<ligature> (?<=[\ufb00-\ufb06]) )
    | (?P<nothing> (?<={SOLID}{_SPACE}) {_SPACE}* | (?<={_SPACE}) {_SPACE}*+ (?={SOLID}) )
    | (?P<space> (?<={_SPACE}) (?: {_SPACE}+ | (?<!\ ) ) )
    )
    """,
    re.VERBOSE,
)
_PLAIN = {"hyphen": "", "dash": "-", "mark": "'", "ellipsis": "…", "nothing": ""}

_LINE_END_HYPHEN = re.compile(r"\u00ad|[-\u2010]\s*[\n\r\f\u2028\u2029]")
_SOLID_HYPHEN, _LINE_END, _GAP = "solid", "line end", "gap"
_PART_OF_NUMBER = re.compile(r"\d[.,]\d")


class PlainText:
    """A text in the plain spelling, with the way back to the original."""

    def __init__(self, original: str) -> None:
        composed = _Rewriting(original, _compositions(original))
        variants = list(_VARIANT.finditer(composed.text))
        plain = _Rewriting(composed.text, ((*match.span(), _plain(match)) for match in variants))
        self.text = plain.text
        self._steps = (plain, composed)
        # The plain spelling has no hyphens between letters; these say where they were.
        self._hyphens = {
            plain.starts[2 * position + 1]: _kind_of_hyphen(match[0])
            for position, match in enumerate(variants)
            if match.lastgroup == "hyphen"
        }

    def find(self, quote: "PlainText") -> Iterator[tuple[int, int]]:
        """Yield the spans in the original text at which the quote stands, from word edge to word edge."""
        length = len(quote.text)
        start = self.text.find(quote.text) if quote.text else -1
        while start >= 0:
            end = start + length
            if self.is_edge(start) and self.is_edge(end) and self._has_hyphens_of(quote, start):
                yield self.origin(start, end)
            start = self.text.find(quote.text, start + 1)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text from which a span of `text`, not empty, was made."""
        for step in self._steps:
            start, end = step.origin(start, end)
        return start, end

    def is_edge(self, offset: int) -> bool:
        """Tell whether no word or number of `text` reaches across an offset."""
        before, after = self.text[max(offset - 1, 0) : offset], self.text[offset : offset + 1]
        if not before or not after or _EDGELESS.match(before) or _EDGELESS.match(after):
            return True
        if offset in self._hyphens:
            return self._hyphens[offset] != _LINE_END
        if _PART_OF_NUMBER.search(self.text, max(offset - 2, 0), offset + 2):
            return False
        return not (_is_in_words(before) and _is_in_words(after))

    def _has_hyphens_of(self, quote: "PlainText", start: int) -> bool:
        """Tell whether hyphens agree, where one at a line end may be there or not."""
        for offset in range(1, len(quote.text)):
            ours, theirs = self._hyphens.get(start + offset), quote._hyphens.get(offset)  # noqa: SLF001 - same class
            # In a quote, a line end has often become a space.
            if ours not in (theirs, _LINE_END) and theirs not in (_LINE_END, _GAP):
                return False
        return True


@lru_cache(maxsize=2)
def plain_text(text: str) -> PlainText:
    """Return the plain spelling of a document's text, kept for whoever looks into the same document next: a large one takes a second."""
    return PlainText(text)


class _Rewriting:
    """A text with some spans replaced. Kept and replaced segments alternate, possibly empty, a kept one first."""

    def __init__(self, original: str, edits: Iterable[tuple[int, int, str]]) -> None:
        pieces: list[str] = []
        self.starts = [0]
        """Where the segments start in `text`."""
        self._origins = [0]
        length = kept = 0
        for start, end, replacement in edits:
            pieces += (original[kept:start], replacement)
            length += start - kept
            self.starts += (length, length := length + len(replacement))
            self._origins += (start, end)
            kept = end
        pieces.append(original[kept:])
        self.text = "".join(pieces)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        is_first_replaced, is_last_replaced = first % 2, last % 2
        return (
            self._origins[first] + (0 if is_first_replaced else start - self.starts[first]),
            self._origins[last + 1] if is_last_replaced else self._origins[last] + end - self.starts[last],
        )


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the spans that Unicode's normal form C writes otherwise."""
    if unicodedata.is_normalized("NFC", text):
        return
    for word in re.finditer(r"\S+", text):
        if unicodedata.is_normalized("NFC", word[0]):
            continue
        start = word.start()
        for end in range(start + 1, word.end() + 1):
            if end < word.end() and _compose(text[start : end + 1]) != _compose(text[start:end]) + _compose(
                text[end]
            ):
                continue
            yield start, end, _compose(text[start:end])
            start = end


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _plain(variant: re.Match[str]) -> str:
    kind = variant.lastgroup
    if kind == "ligature":
        return unicodedata.normalize("NFKC", variant[0])
    if kind == "space":
        return " " if any(map(str.isspace, variant[0])) else ""
    return _PLAIN[str(kind)]


def _kind_of_hyphen(written: str) -> str:
    if _LINE_END_HYPHEN.match(written):
        return _LINE_END
    return _GAP if written.rstrip() in {"-", "\u2010"} and written[-1].isspace() else _SOLID_HYPHEN


def _is_in_words(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
