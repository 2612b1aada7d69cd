"""Pages as messages list them."""

from collections.abc import Iterator, Sequence
from itertools import groupby


def page_list(pages: Sequence[int]) -> str:
    """Return such as "Page 8" or "Pages 2-3 and 5", for numbers in order."""
    *spans, last = _spans(pages)
    if len(pages) == 1:
        return f"Page {last}"
    return f"Pages {' and '.join(filter(None, [', '.join(spans), last]))}"


def _spans(pages: Sequence[int]) -> Iterator[str]:
    """Yield runs of numbers such as "3-5" or "8"."""
    for _, run in groupby(enumerate(pages), key=lambda place: place[1] - place[0]):
        numbers = [number for _, number in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
