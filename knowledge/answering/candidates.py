"""Query → candidates: the facts that the index proposes, and those that a sentence encoder finds near."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, islice

from knowledge.answering.query import Query
from knowledge.languages.sentence_encoder import likeness
from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.snapshot import Snapshot

CANDIDATES = 16
"""Facts that the index proposes. With forty, the right one came first no more often on any development set."""
NEAR_CANDIDATES = 8
"""Facts that it proposes besides from the documents that were talked about."""
CURATED_CANDIDATES = 20
"""Curated facts that the index proposes besides."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The facts that may answer a question, and what stands around them."""

    retrieved: Mapping[int, float]
    """Row of each candidate → the index's score over that of the best one; 0 where only an encoder found it."""
    indexed: Mapping[int, IndexedFact]
    """Row → each candidate and the drafts around it, as far as they are alive and not silenced."""
    likenesses: Mapping[int, Sequence[float]] | None = None
    """Row of a candidate → cosine of the question with its statement and with each of its example questions; None without an encoder."""


def find_candidates(query: Query, snapshot: Snapshot) -> Candidates:
    """Return the facts that may answer a question; hidden ones and what they silence are left out."""
    vector = _vector(query, snapshot)
    retrieved = _retrieve(query, snapshot)
    if vector:
        # A curated fact may share no word with the question.
        nearest = _likenesses(vector, snapshot.curated_vectors)
        for row in nlargest(CURATED_CANDIDATES, nearest, key=lambda row: max(nearest[row])):
            retrieved.setdefault(row, 0.0)
    return _with_surroundings(retrieved, vector, snapshot)


def candidates_at(rows: Iterable[int], query: Query, snapshot: Snapshot) -> Candidates:
    """Return facts that the index does not propose as candidates; hidden ones and what they silence are left out."""
    told = dict.fromkeys((row for row in rows if row not in snapshot.silenced), 0.0)
    return _with_surroundings(told, _vector(query, snapshot), snapshot)


def _vector(query: Query, snapshot: Snapshot) -> bytes | None:
    encoder = snapshot.encoder
    return encoder.encode([query.question.meant], is_question=True)[0] if encoder else None


def _with_surroundings(
    retrieved: Mapping[int, float], vector: bytes | None, snapshot: Snapshot
) -> Candidates:
    store = snapshot.store
    indexed = store.indexed(retrieved)
    around = store.indexed(_surroundings(indexed.values()) - indexed.keys() - snapshot.silenced.keys())
    likenesses = _likenesses(vector, store.vectors(retrieved)) if vector else None
    return Candidates(retrieved, indexed | around, likenesses)


def _retrieve(query: Query, snapshot: Snapshot) -> dict[int, float]:
    # What stands elsewhere only mentions a place that is asked for, if at all.
    hits = snapshot.index.search(query.weights, CANDIDATES, holding=query.place)
    if query.near and hits:
        hits += snapshot.index.search(query.weights, NEAR_CANDIDATES, documents=query.near)
    if snapshot.curated:
        # Their own sentences in long quotes could otherwise crowd out other curated facts.
        hits += snapshot.index.search(query.weights, CURATED_CANDIDATES, is_curated=True)
    retrieved: dict[int, float] = {}
    for row, score in hits:
        if row not in snapshot.silenced:
            speaker = snapshot.spoken_for.get(row, row)
            retrieved[speaker] = max(retrieved.get(speaker, 0.0), score / hits[0][1])
    return retrieved


def _likenesses(vector: bytes, vectors: Mapping[int, Sequence[bytes]]) -> dict[int, list[float]]:
    """Return row → cosine of a question with each of a fact's vectors, all of them compared at once."""
    cosines = iter(likeness(vector, list(chain.from_iterable(vectors.values()))))
    return {row: list(islice(cosines, len(own))) for row, own in vectors.items()}


def _surroundings(facts: Iterable[IndexedFact]) -> set[int]:
    """Return the rows of the paragraphs and neighbours of some facts."""
    rows: set[int] = set()
    for fact in facts:
        rows.update(range(fact.first, fact.last + 1), (fact.row - 1, fact.row + 1))
    return rows
