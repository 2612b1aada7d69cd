"""How much a word of a question says: the rarer it is, the more."""

import math
from collections.abc import Sequence
from typing import Protocol

EVERYDAY_SENTENCES = 1000
"""Sentences of everyday language that a corpus is taken to hold besides its own."""
_EVERYDAY_LENGTH = 15
"""Words of an everyday sentence."""


class Frequencies(Protocol):
    """What weighing needs to know of the facts."""

    size: int

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands."""


def weight(terms: Sequence[str], corpus: Frequencies, everyday: float = 0.0) -> float:
    """Return the inverse document frequency as in BM25 (Robertson and Spärck Jones), of the most frequent form.

    It is taken as if the corpus also held `EVERYDAY_SENTENCES` of everyday language. In a small corpus that knows neither word, "want" then
    says less than "sourdough"; in a large one it makes no difference.

    Args:
        terms: Forms of one word.
        corpus: Knows how often they occur.
        everyday: Share of everyday language that the word makes up.
    """
    frequency = float(max(map(corpus.frequency, terms)))
    frequency += EVERYDAY_SENTENCES * min(everyday * _EVERYDAY_LENGTH, 1.0)
    return math.log(1 + (corpus.size + EVERYDAY_SENTENCES - frequency + 0.5) / (frequency + 0.5))
