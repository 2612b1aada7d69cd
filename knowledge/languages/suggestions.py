"""What a person probably meant, for messages about names that are not known."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process

_LEAST_SIMILARITY = 60
"""In per cent, by rapidfuzz's WRatio."""


def nearest(written: str, known: Iterable[str]) -> str:
    """Return the known name nearest to what is written; empty if none is near."""
    near = process.extractOne(written, list(known), score_cutoff=_LEAST_SIMILARITY)
    return near[0] if near else ""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return a sentence that suggests the known name nearest to what is written; empty if none is near."""
    near = nearest(written, known)
    return f"Did you mean “{near}”?" if near else ""


def listed_keys(known: Sequence[str]) -> str:
    """Return a sentence that lists the keys of a mapping; at least two."""
    return f"The keys are {', '.join(known[:-1])} and {known[-1]}."
