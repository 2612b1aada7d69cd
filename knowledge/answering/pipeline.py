"""From a question to a decision: query → candidates → signals → ranking → confidence → reader → decision."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Self

from msgspec.structs import replace as with_fields

from knowledge.answering.answerability import answerability
from knowledge.answering.candidates import Candidates, candidates_at, find_candidates
from knowledge.answering.confidence import SHORTLIST, AskedWords, with_confidence
from knowledge.answering.decision import Evidence, decide
from knowledge.answering.outcome import Answer, NoAnswer
from knowledge.answering.query import Query, understand
from knowledge.answering.ranking import Ranked, doubted_last, merge, nearest_first, rank
from knowledge.answering.reading.passage import passages
from knowledge.answering.reading.reader import Reader
from knowledge.answering.reranking import DENIED, READ, READ_FURTHER, ToldInputs, rerank
from knowledge.answering.rivalry import of_others
from knowledge.answering.sense_index import SenseIndex
from knowledge.answering.signals.compare import CorpusStatistics, compare
from knowledge.answering.signals.signals import WHOLE
from knowledge.answering.spelling import Speller
from knowledge.answering.term_weight import weight
from knowledge.answering.weights import Weights, learned_weights
from knowledge.languages.everyday import dictionary
from knowledge.languages.ranges import narrowed
from knowledge.model import Fact
from knowledge.storage.snapshot import Snapshot

_REMEMBERED_WEIGHTS = 50_000
"""Terms whose weight is looked up but once."""
_NEAREST = 10
"""Facts that are found where none holds all of some words."""


class Reading(NamedTuple):
    """What was made of the candidates for a question by whoever reads."""

    ranked: Sequence[Ranked]
    """Those that may be said, best first as they were before, then what a reader found besides."""
    facts: Mapping[int, Fact]
    """Of all of them by row."""
    verdicts: Mapping[int, float]
    """Row of each that was read → what the reader says of it; nothing where none reads."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How the facts of one snapshot answer. Exchange a part with `dataclasses.replace` to see what it is worth."""

    snapshot: Snapshot
    speller: Speller
    corpus: CorpusStatistics
    weights: Weights
    senses: SenseIndex
    readers: Sequence[Reader] = ()
    """Of them the first that knows the languages reads the first candidates."""

    @classmethod
    def on(cls, snapshot: Snapshot, readers: Sequence[Reader] = (), before: "Pipeline | None" = None) -> Self:
        """Make everything ready for the first question.

        Args:
            snapshot: What there is to answer from.
            readers: Who reads the first candidates.
            before: The pipeline of the generation before.
        """
        index, facts = snapshot.index, snapshot.store.searchable
        for spoken in snapshot.languages:
            dictionary(spoken.code)  # now, so that no question has to wait for it
        return cls(
            snapshot=snapshot,
            speller=Speller(index, snapshot.words),
            corpus=CorpusStatistics(
                average_length=snapshot.words / max(index.size, 1),
                weigh=lru_cache(maxsize=_REMEMBERED_WEIGHTS)(lambda term: weight([term], index)),
            ),
            weights=learned_weights(is_encoded=snapshot.encoder is not None),
            senses=before.senses.followed_by(facts) if before else SenseIndex(facts),
            readers=readers,
        )

    def ask_at(
        self, text: str, thresholds: Sequence[float], near: Collection[str] = ()
    ) -> list[Answer | NoAnswer]:
        """Return what to say to a message at each of some thresholds.

        Args:
            text: What a person says.
            thresholds: Confidences from which on the best match is an answer.
            near: Names of the sources that were talked about before.
        """
        query = self.understand(text)
        if near:
            query = replace(query, near=self.snapshot.store.rows_of(near))
        evidence = self.gather(query)
        return [decide(evidence, threshold) for threshold in thresholds]

    def understand(self, text: str) -> Query:
        """Return the query that a message stands for among these facts."""
        return understand(text, self.snapshot.languages, self.speller, self.snapshot.index)

    def rank(self, query: Query) -> list[Ranked]:
        """Return the candidates for a query with their confidence, best first."""
        return self._ranked(query, AskedWords.of(query))

    def _ranked(self, query: Query, asked: AskedWords) -> list[Ranked]:
        return self._in_order(query, asked, find_candidates(query, self.snapshot))

    def _in_order(self, query: Query, asked: AskedWords, candidates: Candidates) -> list[Ranked]:
        exemplified, plain = rank(compare(query, candidates, self.corpus), self.weights.ranking)
        ranked = merge(
            with_confidence(asked, exemplified, self.weights.confidence),
            with_confidence(asked, plain, self.weights.confidence),
        )
        if not query.near:
            return ranked
        return nearest_first(
            ranked, {row for row, fact in candidates.indexed.items() if fact.document in query.near}
        )

    def gather(self, query: Query) -> Evidence:
        """Return all that a decision on a query rests on."""
        asked = AskedWords.of(query)
        ranked = self._ranked(query, asked)
        read = self.read(query, ranked)
        if not (read.verdicts and read.ranked):
            likely = answerability(asked, ranked, self.weights.answerability)
            return Evidence(query, read.ranked, read.facts, likely)
        worth = self.weights.worth[query.language.code]
        told = worth.told.probability(ToldInputs.of(ranked or read.ranked, read.verdicts))
        reranked = rerank(read.ranked, read.verdicts, worth.read, told)
        return Evidence(query, reranked, read.facts, told, read.verdicts)

    def reader(self, query: Query) -> Reader | None:
        """Return who knows the language of a query."""
        return next((reader for reader in self.readers if reader.reads(query.language.code)), None)

    def read(self, query: Query, ranked: Sequence[Ranked]) -> Reading:
        """Return what a reader says of the first candidates that are in a language it knows, and of further ones if it denies all of these.

        Nothing is read where the best one is in another language, nor, by a reader that knows drafts only, where one of the first is approved.
        """
        nearest = [candidate for candidate in ranked if candidate.place < SHORTLIST]
        facts = self.facts(nearest)
        others = of_others(query, facts)
        shortlist = doubted_last(nearest, others)
        reader = self.reader(query)
        likely = [one for one in shortlist[:READ] if one.row not in others]
        first = self._legible(reader, likely, facts) if reader else {}
        if reader is None or (shortlist and shortlist[0].row not in first):
            return Reading(shortlist, facts, {})
        if not reader.knows_approved and any(one.signals.approved for one in shortlist[:READ]):
            return Reading(shortlist, facts, {})
        verdicts = self._verdicts(reader, query, first)
        is_named_elsewhere = bool(shortlist and shortlist[0].signals.names_missing)  # if at all
        if query.place or is_named_elsewhere or any(verdict > DENIED for verdict in verdicts.values()):
            return Reading(shortlist, facts, verdicts)
        further = self._further(reader, query, shortlist)
        found = self.facts(further)
        others |= of_others(query, found)
        likely = [one for one in further if one.row not in others]
        verdicts |= self._verdicts(reader, query, self._legible(reader, likely, found))
        # What only is near in sense is nothing to show.
        told = [one for one in further if one.row not in facts and verdicts.get(one.row, DENIED) > DENIED]
        return Reading([*shortlist, *told], facts | found, verdicts)

    def _further(self, reader: Reader, query: Query, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Return what is read where none of the first candidates tells: what is nearest in sense, whether or not it shares a word, else the next candidates."""
        near = self.senses.nearest(query.question.meant, query.language, READ_FURTHER)
        further = self._in_sense(query, ranked, near) if near else ranked[READ:READ_FURTHER]
        return [one for one in further if reader.knows_approved or not one.signals.approved]

    def _in_sense(self, query: Query, ranked: Sequence[Ranked], near: Iterable[int]) -> list[Ranked]:
        """Return of the facts nearest in sense, given by row, those that are not among the first candidates, as candidates."""
        first = {one.row for one in ranked[:READ]}
        speaking = (self.snapshot.spoken_for.get(row, row) for row in near)
        rows = [row for row in dict.fromkeys(speaking) if row not in first][: READ_FURTHER - READ]
        known = {one.row: one for one in ranked}
        new = candidates_at((row for row in rows if row not in known), query, self.snapshot)
        # That they lead one another says nothing beside those that share words.
        least = min((one.confidence for one in ranked[:READ]), default=1.0)
        for one in self._in_order(query, AskedWords.of(query), new):
            known[one.row] = with_fields(one, confidence=min(one.confidence, least))
        return [known[row] for row in rows if row in known]

    def _legible(
        self, reader: Reader, ranked: Sequence[Ranked], facts: Mapping[int, Fact]
    ) -> dict[int, Fact]:
        """Return the facts of those candidates that are in a language which a reader knows, by row."""
        sources = self.snapshot.summaries
        return {
            one.row: facts[one.row]
            for one in ranked
            if reader.reads(sources[facts[one.row].citations[0].source].language)
        }

    def verdicts(self, text: str, facts: Mapping[int, Fact]) -> dict[int, float]:
        """Return row → what a reader says of some facts beside a question; nothing where none reads it and all of them."""
        query = self.understand(text)
        reader = self.reader(query)
        spoken = {self.snapshot.summaries[fact.citations[0].source].language for fact in facts.values()}
        return self._verdicts(reader, query, facts) if reader and all(map(reader.reads, spoken)) else {}

    def _verdicts(self, reader: Reader, query: Query, facts: Mapping[int, Fact]) -> dict[int, float]:
        numbers = [word.written for word in query.words if word.is_number]
        read = passages(facts, self.snapshot)
        if numbers:  # a child of 9 is one of 6 to 15
            read = {
                row: replace(one, statement=narrowed(one.statement, numbers, query.language))
                for row, one in read.items()
            }
        verdicts = reader.read(query.question.meant, list(read.values()))
        return dict(zip(read, verdicts, strict=True))

    def facts(self, ranked: Iterable[Ranked]) -> dict[int, Fact]:
        """Return the facts of candidates by row."""
        return self.snapshot.store.facts(candidate.row for candidate in ranked)

    def search(self, words: str) -> list[Fact]:
        """Return the facts that hold all of some words, or if none does the nearest few; best first."""
        ranked = self.rank(self.understand(words))
        whole = [candidate for candidate in ranked if candidate.signals.coverage > WHOLE]
        nearest = whole or ranked[:_NEAREST]
        facts = self.facts(nearest)
        return [facts[candidate.row] for candidate in nearest]
