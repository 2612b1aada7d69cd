"""Word embeddings that learn, and are read as the 4-bit integers that `four_bits.py` will make of them, so that what is learned outlives it.

Only the pieces of a step are read and changed: a vocabulary of many languages is most of a model.
"""

from typing import Any

import torch
from reader.four_bits import BLOCK
from torch.nn.functional import embedding


class SmallWords(torch.nn.Module):  # type: ignore[misc]  # torch is no dependency
    """In place of an embedding, with the same weight."""

    def __init__(self, weight: Any) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(weight.detach().clone())

    def forward(self, pieces: Any) -> Any:
        """Return the embedding of each piece."""
        some, places = torch.unique(pieces, return_inverse=True)
        rows = embedding(some, self.weight, sparse=True)
        # The gradient goes past the rounding, as if there were none (Bengio et al., 2013, "straight-through").
        return (rows + (_rounded(rows.detach()) - rows.detach()))[places]


def _rounded(rows: Any) -> Any:
    """Return rows as 4-bit integers give them back: `four_bits.restored`."""
    blocks = rows.view(len(rows), -1, BLOCK)
    largest = blocks.abs().amax(-1, keepdim=True).clamp_min(1e-12)
    best, least = blocks, torch.full_like(largest, float("inf"))
    for steps in (-8, 8, 7):
        scale = largest / steps
        kept = (blocks / scale).round_().clamp_(-8, 7) * scale
        error = (kept - blocks).abs().amax(-1, keepdim=True)
        best, least = torch.where(error < least, kept, best), torch.minimum(error, least)
    return best.view_as(rows)
