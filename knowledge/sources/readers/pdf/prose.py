"""Lines of a PDF page that stand side by side: columns of running text or the cells of a table?"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from knowledge.sources.readers.pdf.lines import Line

_PROSE_LENGTH = 16
"""Characters of the average line; cells are shorter."""
_PROSE_RUNNING_ON = 0.25
"""Share of lines that go on with a small letter, or hold the end of a sentence; German prose has the fewest."""
_FULL = 0.6
"""Part of a column's width; lines of prose are wider, but for the last of a paragraph."""
_MOSTLY_FULL = 0.65
"""Share of the lines of prose."""
_LEVEL = 0.1
"""Font sizes by which a label may stand higher or lower than its text."""
_SENTENCE_END = re.compile(r"""[.!?:…。！？：][)\]}"'»”’」』]*$""")
_SENTENCE_END_WITHIN = re.compile(r"""[.!?…]["'»”’]?\s+[^\W\d_a-z]|[。！？].""")
_ITEM = re.compile(r"[•‣◦▪●■➢✓–—*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u10ff\u3040-\u9fff\uac00-\ud7af]")


def are_of_table(columns: Sequence[Sequence[Line]]) -> bool:
    """Tell whether columns of lines are those of a table rather than of running text or of lists."""
    prose = [column for column in columns if is_prose(column)]
    if not prose:
        return not all(any(_ITEM.match(line.text) for line in column) for column in columns)
    if len(prose) == len(columns):
        return False
    return all(_labels(column, prose) for column in columns if column not in prose)


def is_prose(column: Sequence[Line]) -> bool:
    """Tell whether the lines of a column are those of running text."""
    if len(column) < 2 or mean(len(line.text) for line in column) < _PROSE_LENGTH:
        return False
    widest = max(line.right - line.left for line in column)
    full = sum(line.right - line.left >= _FULL * widest for line in column)
    going_on = sum(_goes_on(above, line) for above, line in pairwise(column))
    return full >= _MOSTLY_FULL * len(column) and going_on >= _PROSE_RUNNING_ON * (len(column) - 1)


def _goes_on(above: Line, line: Line) -> bool:
    if above.baseline - line.baseline > 2 * above.size:
        return False
    is_open = not _SENTENCE_END.search(above.text)
    is_small = line.text[0].islower() or _CASELESS.match(line.text) is not None
    return bool((is_open and is_small) or _SENTENCE_END_WITHIN.search(above.text))


def _labels(column: Sequence[Line], prose: Sequence[Sequence[Line]]) -> bool:
    """Tell whether each line of a column stands beside the beginning of something in the others."""
    if any(_are_beside(column, other) for other in prose):
        return True
    for line in column:
        beside = [
            (other[position - 1] if position else None, partner)
            for other in prose
            for position, partner in enumerate(other)
            if abs(partner.baseline - line.baseline) < partner.size
        ]
        if beside and all(above is not None and _goes_on(above, partner) for above, partner in beside):
            is_centred = all(abs(a.baseline - b.baseline) > 2 * a.size for a, b in pairwise(column))
            if not is_centred:
                return False
    return True


def _are_beside(column: Sequence[Line], other: Sequence[Line]) -> bool:
    return len(column) == len(other) and all(
        abs(line.baseline - partner.baseline) < _LEVEL * line.size
        for line, partner in zip(column, other, strict=True)
    )
