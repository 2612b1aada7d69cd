"""Citebot without one of its parts: pipelines on the same facts with something exchanged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from knowledge.answering.pipeline import Pipeline
from knowledge.answering.spelling import Reading
from knowledge.languages.language import Language
from knowledge.storage.fact_index import Index

Part = TypeVar("Part")

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
        "offers_value",
    ),
    "place in the paragraph": ("lead",),
    "example questions": ("ask", "ask_alike", "likeness_ask"),
}
"""What is taken away together. Signals in none of these are taken away one at a time."""


def variants(pipeline: Pipeline) -> Iterator[tuple[str, Pipeline]]:
    """Yield (what it is, pipeline): the whole first, then without each part."""
    index, weights = pipeline.snapshot.index, pipeline.weights.ranking.weights
    yield "as it is", pipeline
    if pipeline.readers:
        yield "without the reader", replace(pipeline, readers=())
    yield (
        "without spelling repair",
        replace(pipeline, speller=_exchanged(pipeline.speller, read=_no_repairs(pipeline))),
    )
    yield (
        "without other forms of words",
        _searching(pipeline, _exchanged(index, beginning=lambda _start, _limit: [])),
    )
    if pipeline.snapshot.curated:
        yield (
            "without a search of curated facts",
            _searching(pipeline, _exchanged(index, search=_search_of_all(pipeline))),
        )
    grouped = {name for names in GROUPS.values() for name in names}
    single = {name: (name,) for name, weight in weights.items() if weight and name not in grouped}
    for group, names in (GROUPS | single).items():
        yield f"zeroed: {group}", _zeroed(pipeline, names)


def _zeroed(pipeline: Pipeline, names: Sequence[str]) -> Pipeline:
    ranking = pipeline.weights.ranking
    weights = {name: 0.0 if name in names else weight for name, weight in ranking.weights.items()}
    return replace(pipeline, weights=replace(pipeline.weights, ranking=replace(ranking, weights=weights)))


def _searching(pipeline: Pipeline, index: Index) -> Pipeline:
    return replace(pipeline, snapshot=replace(pipeline.snapshot, index=index))


def _no_repairs(pipeline: Pipeline) -> Callable[..., list[Reading]]:
    def read(text: str, languages: Sequence[Language], is_foreign: bool = False) -> list[Reading]:  # noqa: ARG001
        return pipeline.speller.read(text, languages, is_foreign=True)

    return read


def _search_of_all(pipeline: Pipeline) -> Callable[..., list[tuple[int, float]]]:
    def search(
        weights: Mapping[str, float], limit: int, *, is_curated: bool = False, **which: Any
    ) -> list[tuple[int, float]]:
        return [] if is_curated else pipeline.snapshot.index.search(weights, limit, **which)

    return search


def _exchanged(part: Part, **methods: Callable[..., object]) -> Part:
    """Return a part of which some methods are others."""
    return cast(Part, _Exchanged(part, methods))


class _Exchanged:
    """A part whose methods are those of another one, some exchanged, since nothing in the program has a switch for being measured."""

    def __init__(self, whole: object, methods: Mapping[str, Callable[..., object]]) -> None:
        assert all(hasattr(whole, name) for name in methods)
        self._whole, self._methods = whole, methods

    def __getattr__(self, name: str) -> Any:
        return self._methods[name] if name in self._methods else getattr(self._whole, name)
