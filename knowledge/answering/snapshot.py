"""One generation, open for questions: its facts, its index, its words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from heapq import nlargest
from itertools import chain, islice

from knowledge.answering.answerability import Judgement, answerability
from knowledge.answering.comparison import Comparison, Statistics
from knowledge.answering.features import WHOLE
from knowledge.answering.query import Query, understand, weight
from knowledge.answering.ranking import JUDGED, Scored, rank
from knowledge.answering.spelling import Speller
from knowledge.answering.weights import Weights, learned_weights
from knowledge.languages.everyday import dictionary
from knowledge.languages.folding import fold
from knowledge.languages.language import FALLBACK, Language, language
from knowledge.languages.sentence_encoder import Encoder, likeness
from knowledge.model import Fact, SourceSummary, Status
from knowledge.storage.fact_index import Index
from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.store import StoreView

CANDIDATES = 16
"""Facts that the index proposes. With forty, the right one came first no more often on any development set."""
CURATED_CANDIDATES = 20
"""Curated facts that the index proposes besides."""

_NEAREST = 10


class Snapshot:
    """An immutable view that keeps answering while the next generation is built."""

    def __init__(self, store: StoreView, index: Index, encoder: Encoder | None = None) -> None:
        """Open a generation.

        Args:
            store: What it holds.
            index: Its index.
            encoder: The one that made its vectors, if it has any.
        """
        self.store = store
        self.curated: dict[int, Fact] = store.curated()
        """Approved and hidden facts by row."""
        self._index = index
        self.sources: tuple[SourceSummary, ...] = _with_approved(store.summaries(), self.curated.values())
        """A line about each document, sorted by name."""
        self._languages = _languages(self.sources)
        for spoken in self._languages:
            dictionary(spoken.code)  # now, so that no question has to wait for it
        words = store.about().words
        self._speller = Speller(index, words)
        self._statistics = Statistics(
            average_length=words / max(index.size, 1),
            weigh=lru_cache(maxsize=50_000)(lambda term: weight([term], index)),
        )
        self.weights = learned_weights(is_encoded=encoder is not None)
        covers = {entry.row: entry.covers for entry in store.indexed(self.curated).values()}
        hidden = {row for row, fact in self.curated.items() if fact.status is Status.HIDDEN}
        self._silenced = {draft for row in hidden for draft in covers[row]}
        self._spoken_for = {draft: row for row in covers.keys() - hidden for draft in covers[row]}
        self._encoder = encoder
        self._curated_vectors = store.vectors(covers.keys() - hidden) if encoder else {}

    @property
    def size(self) -> int:
        """Return how many facts can be answered with."""
        return self._index.size

    def with_weights(self, weights: Weights) -> "Snapshot":
        """Return the same facts ranked by other learned numbers."""
        other = copy(self)
        other.weights = weights
        return other

    def understand(self, text: str) -> Query:
        """Return the query a message stands for in this corpus."""
        return understand(text, self._languages, self._speller, self._index)

    def rank(self, query: Query) -> list[Scored]:
        """Return the candidates for a query, best first; hidden facts and what they silence are left out."""
        vector = self._encoder.encode([query.question.meant], is_question=True)[0] if self._encoder else None
        candidates = self._candidates(query, vector)
        entries = self.store.indexed(candidates)
        around = self.store.indexed(_surroundings(entries.values()) - entries.keys() - self._silenced)
        likenesses = _likenesses(vector, self.store.vectors(candidates)) if vector else None
        comparison = Comparison(query, candidates, entries | around, self._statistics, likenesses)
        return rank(query, comparison, candidates, self.weights)

    def judge(self, query: Query) -> Judgement:
        """Return how sure each of the best candidates is, and how likely the sources hold an answer at all."""
        ranked = self.rank(query)
        judged = [candidate for candidate in ranked if candidate.place < JUDGED]
        return Judgement(query, judged, self.facts(judged), answerability(query, ranked, self.weights))

    def _candidates(self, query: Query, vector: bytes | None) -> dict[int, float]:
        """Return row → score over the best one's of the facts to be ranked; 0 for those that only an encoder finds."""
        hits = self._index.search(query.weights, CANDIDATES)
        if self.curated:
            # Their own sentences in long quotes could otherwise crowd out other curated facts.
            hits += self._index.search(query.weights, CURATED_CANDIDATES, is_curated=True)
        candidates: dict[int, float] = {}
        for row, score in hits:
            if row not in self._silenced:
                speaker = self._spoken_for.get(row, row)
                candidates[speaker] = max(candidates.get(speaker, 0.0), score / hits[0][1])
        if vector:
            nearest = _likenesses(vector, self._curated_vectors)
            for row in nlargest(CURATED_CANDIDATES, nearest, key=lambda row: max(nearest[row])):
                candidates.setdefault(row, 0.0)
        return candidates

    def about(self, words: str) -> tuple[Fact, ...]:
        """Return the approved facts on a topic, then the candidates that hold all words, or else the best few; best first."""
        topic = fold(words.strip())
        on_topic = [
            fact
            for fact in self.curated.values()
            if fact.status is Status.APPROVED and topic in map(fold, fact.topics)
        ]
        ranked = self.rank(self.understand(words))
        whole = [candidate for candidate in ranked if candidate.features.coverage > WHOLE]
        facts = self.facts(whole or ranked[:_NEAREST])
        found = [facts[candidate.row] for candidate in whole or ranked[:_NEAREST]]
        return tuple(dict.fromkeys([*on_topic, *found]))

    def facts(self, ranked: Iterable[Scored]) -> dict[int, Fact]:
        """Return the facts of candidates by row."""
        return self.store.facts(candidate.row for candidate in ranked)


def _with_approved(summaries: Iterable[SourceSummary], curated: Iterable[Fact]) -> tuple[SourceSummary, ...]:
    cited = Counter(
        source
        for fact in curated
        if fact.status is Status.APPROVED
        for source in {citation.source for citation in fact.citations}
    )
    return tuple(replace(summary, approved=cited[summary.source]) for summary in summaries)


def _languages(sources: Iterable[SourceSummary]) -> tuple[Language, ...]:
    """Return the languages of the documents, that with the most drafts first."""
    drafts: Counter[str] = Counter()
    for summary in sources:
        drafts[summary.language] += summary.drafts
    return tuple(language(code) for code, _ in drafts.most_common()) or (language(FALLBACK),)


def _likenesses(vector: bytes, vectors: Mapping[int, Sequence[bytes]]) -> dict[int, list[float]]:
    """Return row → cosine of a question with each of a fact's vectors, all of them compared at once."""
    cosines = iter(likeness(vector, list(chain.from_iterable(vectors.values()))))
    return {row: list(islice(cosines, len(own))) for row, own in vectors.items()}


def _surroundings(entries: Iterable[IndexedFact]) -> set[int]:
    rows: set[int] = set()
    for entry in entries:
        rows.update(range(entry.first, entry.last + 1), (entry.row - 1, entry.row + 1))
    return rows
