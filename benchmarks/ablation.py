"""Citebot without one of its parts: snapshots of the same facts with something exchanged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from knowledge.answering.features import FEATURES
from knowledge.answering.snapshot import Snapshot
from knowledge.answering.spelling import Reading
from knowledge.languages.language import Language

GROUPS = {
    "BM25": ("bm25_paragraph", "retrieval"),
    "coverage by the sentence": ("coverage",),
    "words of the same sense": ("coverage_alike", "ask_alike", "likeness", "likeness_ask"),
    "neighbours and paragraph": ("coverage_before", "coverage_after", "coverage_paragraph"),
    "headings and document": ("coverage_heading", "coverage_all", "coverage_document"),
    "names and numbers": ("names_missing",),
    "words as they are written": ("echo", "echo_pairs"),
    "place and order of words": ("first", "last", "order"),
    "novelty and length": ("novelty", "length"),
    "kind of answer": (
        "offers_entity",
        "offers_quantity",
        "offers_reason",
        "offers_manner",
        "offers_definition",
    ),
    "place in the paragraph": ("lead",),
    "example questions": ("ask", "ask_alike", "likeness_ask"),
}
"""What is taken away together. Features in none of these are taken away one at a time."""


def variants(snapshot: Snapshot) -> Iterator[tuple[str, Snapshot]]:
    """Yield (what it is, snapshot): the whole first, then without each part."""
    yield "as it is", snapshot
    yield "without spelling repair", _without_repairs(snapshot)
    yield "without other forms of words", _exchanged(snapshot, "_index", beginning=lambda _start, _limit: [])
    if snapshot.curated:
        only_all = _without_curated_search(snapshot)
        yield "without a search of curated facts", only_all
    grouped = {name for names in GROUPS.values() for name in names}
    single = {name: (name,) for name in FEATURES if name not in grouped and snapshot.weights.ranking[name]}
    for group, names in (GROUPS | single).items():
        yield f"zeroed: {group}", _zeroed(snapshot, names)


def _zeroed(snapshot: Snapshot, names: Sequence[str]) -> Snapshot:
    ranking = {name: 0.0 if name in names else weight for name, weight in snapshot.weights.ranking.items()}
    return snapshot.with_weights(replace(snapshot.weights, ranking=ranking))


def _without_repairs(snapshot: Snapshot) -> Snapshot:
    def read(text: str, languages: Sequence[Language], is_foreign: bool = False) -> list[Reading]:  # noqa: ARG001
        return snapshot._speller.read(text, languages, is_foreign=True)  # noqa: SLF001 - the part to be exchanged

    return _exchanged(snapshot, "_speller", read=read)


def _without_curated_search(snapshot: Snapshot) -> Snapshot:
    def search(
        weights: Mapping[str, float], limit: int, *, is_curated: bool = False
    ) -> list[tuple[int, float]]:
        return [] if is_curated else snapshot._index.search(weights, limit)  # noqa: SLF001 - the part to be exchanged

    return _exchanged(snapshot, "_index", search=search)


def _exchanged(snapshot: Snapshot, part: str, **methods: Callable[..., object]) -> Snapshot:
    """Return a snapshot that is the same but for some methods of one of its parts.

    Nothing in the program has a switch for being measured, so this reaches into it.
    """
    other = copy(snapshot)
    setattr(other, part, _Exchanged(getattr(snapshot, part), methods))
    return other


class _Exchanged:
    """An object whose methods are those of another, some exchanged."""

    def __init__(self, whole: object, methods: Mapping[str, Callable[..., object]]) -> None:
        assert all(hasattr(whole, name) for name in methods)
        self._whole, self._methods = whole, methods

    def __getattr__(self, name: str) -> Any:
        return self._methods[name] if name in self._methods else getattr(self._whole, name)
