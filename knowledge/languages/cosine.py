"""How alike vectors are. They are bytes, one signed 8-bit integer a dimension; only their direction counts."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import Any

Vector = bytes | memoryview

_RANGE = 127
"""Greatest signed 8-bit integer."""


def cosines(some: Sequence[Vector], others: Sequence[Vector]) -> list[list[float]]:
    """Return for each of some vectors its cosine with each of the others, from -1 to 1; all have as many dimensions."""
    if not some or not others:
        return [[] for _ in some]
    import simsimd

    distances: Any = simsimd.cdist(_matrix(some), _matrix(others), metric="cosine")
    rows: Any = memoryview(distances).tolist()
    return [[1 - distance for distance in row] for row in rows]


def nearest(one: Vector, others: Vector, limit: int) -> list[int]:
    """Return the places of the vectors nearest to one, the nearest first.

    Args:
        one: With any dimensions.
        others: Of as many, one vector after another.
        limit: How many to return at the most.
    """
    if not others:
        return []
    import simsimd

    rows = memoryview(others).cast("b", shape=[len(others) // len(one), len(one)])
    distances: Any = simsimd.cdist(_matrix([one]), rows, metric="cosine")
    table: Any = memoryview(distances).tolist()
    row: list[float] = table[0]
    return nsmallest(limit, range(len(row)), key=row.__getitem__)


def rounded(rows: Any) -> Any:
    """Return vectors, an array with one in each row, as signed 8-bit integers; each is scaled so that its greatest is 127 or -127."""
    import numpy as np

    greatest = np.abs(rows).max(axis=1, keepdims=True)
    return np.rint(rows * (_RANGE / np.maximum(greatest, 1e-9))).astype(np.int8)


def _matrix(vectors: Sequence[Vector]) -> memoryview:
    return memoryview(b"".join(vectors)).cast("b", shape=[len(vectors), len(vectors[0])])
