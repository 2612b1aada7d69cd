"""What the text around a sentence holds of a question: its neighbours, paragraph, headings and document."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import msgspec

from knowledge.answering.signals.coverage import Occurrences, QuestionWords
from knowledge.storage.indexed_facts import IndexedFact

_K1, _B = 1.2, 0.75
"""BM25's saturation and length normalisation, at their usual values."""


class Around(msgspec.Struct, frozen=True, gc=False):
    """What surrounds one fact; bit masks over the question's words, itself included unless said otherwise."""

    before: int
    """It and the sentence before."""
    after: int
    """It and the sentence after."""
    paragraph: int
    bm25_paragraph: float
    heading: int
    """Title and headings alone."""
    everything: int
    """Paragraph, title and headings."""
    document: int
    """Everything, and all candidates of its document."""
    best_draft: float
    """For a curated fact, share found in that draft of its document that holds most; else 0."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts among which the candidates for one question stand."""

    words: QuestionWords
    indexed: Mapping[int, IndexedFact]
    """Row → each candidate, and the drafts around it."""
    occurrences: Mapping[int, Occurrences]
    """Row → where the question's words stand in each of them."""
    average_length: float
    """Mean words of a fact of the corpus."""
    headings: Mapping[str, int]
    """Terms of a heading → those of the question."""
    documents: Mapping[int, int]
    """Row of a document → words of the question that any of them holds."""
    best_drafts: Mapping[int, float]
    """Row of a document → share found in that of its candidate drafts that holds most."""

    @classmethod
    def of(
        cls,
        words: QuestionWords,
        candidates: Collection[int],
        indexed: Mapping[int, IndexedFact],
        occurrences: Mapping[int, Occurrences],
        average_length: float,
    ) -> Self:
        """Look for the question's words around its candidates."""
        documents: dict[int, int] = {}
        for row, fact in indexed.items():
            documents[fact.document] = documents.get(fact.document, 0) | occurrences[row].found
        best_drafts: dict[int, float] = {}
        for row in candidates:
            if not (fact := indexed[row]).is_curated:
                share = words.share(occurrences[row].found)
                best_drafts[fact.document] = max(best_drafts.get(fact.document, 0.0), share)
        headings = {indexed[row].heading for row in candidates}
        found = {heading: words.find_in(heading.split()).found for heading in headings}
        return cls(words, indexed, occurrences, average_length, found, documents, best_drafts)

    def around(self, fact: IndexedFact, own: Occurrences) -> Around:
        """Return what surrounds a fact.

        Args:
            fact: A candidate.
            own: Where the question's words stand in it, or in the example question that is nearest.
        """
        paragraph = [
            self.occurrences[row] for row in range(fact.first, fact.last + 1) if row in self.occurrences
        ]
        if fact.is_curated or fact.asks:
            paragraph.append(own)  # it stands in that of its quote, or under the question
        held = 0
        for occurrences in paragraph:
            held |= occurrences.found
        heading = self.headings[fact.heading]
        everything = held | heading
        return Around(
            before=own.found | self._neighbour(fact, -1),
            after=own.found | self._neighbour(fact, 1),
            paragraph=held,
            bm25_paragraph=self._bm25(paragraph),
            heading=heading,
            everything=everything,
            document=everything | self.documents[fact.document],
            best_draft=self.best_drafts.get(fact.document, 0.0) if fact.is_curated else 0.0,
        )

    def _neighbour(self, fact: IndexedFact, step: int) -> int:
        """Return what the sentence before or after holds; a curated fact has none."""
        neighbour = self.indexed.get(fact.row + step)
        if neighbour is None or fact.is_curated or neighbour.document != fact.document:
            return 0
        return self.occurrences[neighbour.row].found

    def _bm25(self, paragraph: Sequence[Occurrences]) -> float:
        """Return the BM25 of some texts, as if they were one, over the question's weight."""
        counts: dict[int, int] = {}
        length = 0
        for occurrences in paragraph:
            length += occurrences.length
            for _, n in occurrences.hits:
                counts[n] = counts.get(n, 0) + 1
        norm = _K1 * (1 - _B + _B * length / self.average_length)
        score = 0.0
        for n, count in counts.items():
            score += self.words.weights[n] * count * (_K1 + 1) / (count + norm)
        return score / self.words.total
