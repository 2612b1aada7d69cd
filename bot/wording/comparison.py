"""Two sentences side by side, with the words in bold by which they differ."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel

from bot.reply import Line, Span, Style
from bot.wording.translation import apart
from knowledge.sources.quotes import SOLID

_TOKEN = re.compile(rf"{SOLID}|(?:(?!{SOLID})\w)+|\s+|[^\w\s]")


def compared(old: str, new: str) -> tuple[Line, Line]:
    """Return what was said and what is said now, what only one of them says in bold."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    is_gone, is_new = [False] * len(before), [False] * len(after)
    for edit in Indel.opcodes(before, after):
        if edit.tag == "delete":
            is_gone[edit.src_start : edit.src_end] = [True] * (edit.src_end - edit.src_start)
        elif edit.tag == "insert":
            is_new[edit.dest_start : edit.dest_end] = [True] * (edit.dest_end - edit.dest_start)
    return _marked(before, is_gone, old), _marked(after, is_new, new)


def _marked(tokens: Sequence[str], are_marked: Iterable[bool], whole: str) -> Line:
    """Return tokens as spans, set apart from the words around them where they run the other way."""
    spans = [
        Span("".join(token for token, _ in run), Style.BOLD if is_marked else Style.PLAIN)
        for is_marked, run in groupby(zip(tokens, are_marked, strict=True), key=lambda pair: pair[1])
    ]
    safe = apart(whole)
    return tuple(spans) if safe == whole else (Span(safe[0]), *spans, Span(safe[-1]))
