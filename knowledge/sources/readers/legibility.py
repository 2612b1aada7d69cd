"""Pages of which most is hardly legible: told, since nothing there is answered with."""

from collections import Counter
from collections.abc import Sequence

from knowledge.model import LEGIBLE, Passage
from knowledge.sources.readers.page_numbers import page_list


def hardly_legible(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return a message about the pages of which text recognition is sure of less than half of the text, if there are any."""
    letters: Counter[int] = Counter()
    doubtful: Counter[int] = Counter()
    for passage in passages:
        length = passage.end - passage.start
        letters[passage.page or 1] += length
        if passage.legibility is not None and passage.legibility < LEGIBLE:
            doubtful[passage.page or 1] += length
    pages = sorted(page for page in doubtful if 2 * doubtful[page] > letters[page])
    if not pages:
        return ()
    are = "is" if len(pages) == 1 else "are"
    message = (
        f"{page_list(pages)} {are} hardly legible, so most of it is never answered with. Scan it again, larger or with more "
        "contrast, or approve the facts that matter."
    )
    return (message,)
