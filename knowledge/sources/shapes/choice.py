"""Boxes to tick: of "☒ yes ☐ no" what was chosen."""

import re
from itertools import pairwise

_BOX = re.compile(r"[☑☒🗹🗷⊠◉⦿✅]|[\[(][xX✓✔✗✘][\])]|(?P<empty>[☐□◯⬜]|\[\s?\]|\(\s?\))")


def chosen(text: str) -> str:
    """Return the options with a tick, as "yes" of "☒ yes ☐ no"; a text without boxes as it is, and none where nothing is ticked.

    Args:
        text: A value, white space squeezed; boxes stand before their options, or else behind them.
    """
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    edges = [(box.start(), box.end()) for box in boxes]
    if text[: edges[0][0]].strip():
        options = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *edges])]
    else:
        options = [text[end:start] for (_, end), (start, _) in pairwise([*edges, (len(text), 0)])]
    return ", ".join(
        stripped
        for box, option in zip(boxes, options, strict=True)
        if box["empty"] is None and (stripped := option.strip(" ,;/|"))
    )
