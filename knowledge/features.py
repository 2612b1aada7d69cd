"""Query × candidate → features: what speaks for a fact as the answer, in numbers a person can read."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from knowledge.entries import NO_DOCUMENT, Entry
from knowledge.languages import Asked, language
from knowledge.query import Query
from knowledge.text import function_terms, terms

_K1, _B = 1.2, 0.75
"""BM25's saturation and length normalisation, at their usual values."""

_ADJACENT = 3
"""Two words of a question stand together in a fact when at most this many words apart."""
_PREFIX = 5
"""Letters two unequal stems must share to count as forms of one word (invent, inventor)."""


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a fact as the answer. Shares are of the question's weight, from 0 to 1."""

    bm25: float
    """BM25 of the sentence over the question's weight."""
    bm25_paragraph: float
    """The same of its paragraph."""
    retrieval: float
    """The index's score over that of the best candidate."""
    coverage: float
    """Share found in the sentence."""
    coverage_near: float
    """Share found in it or the sentences before and after."""
    coverage_paragraph: float
    """Share found in its paragraph."""
    coverage_heading: float
    """Share found in its title and headings."""
    coverage_all: float
    """Share found in any of these."""
    forms: float
    """Share missing in the sentence of which it has another form."""
    names_missing: float
    """Share of names and numbers found nowhere."""
    names_absent: float
    """Share of names and numbers that the sentence and its headings lack."""
    adjacency: float
    """Share of neighbouring question words that stand together in the sentence."""
    order: float
    """Share of neighbouring question words that stand in the same order."""
    novelty: float
    """Logarithm of the sentence's content words that the question does not hold."""
    length: float
    """Logarithm of its words."""
    offers: float
    """1 if it offers the kind of answer asked for, -1 if it does not, 0 if none is known."""
    offers_name: float
    """1 if it holds a name that is not in the question."""
    offers_number: float
    """1 if it holds a number that is not in the question."""
    lead: float
    """1 over its position in the paragraph."""
    ask: float
    """Likeness of the nearest example question, the harmonic mean of the two shares found."""
    ask_coverage: float
    """Share of the question found in that example."""
    ask_adjacency: float
    """Adjacency in that example."""
    approved: float
    """1 if a person approved it."""


FEATURES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Scan:
    """Where the question's words stand in a text."""

    found: int
    """Bit mask over the question's words."""
    hits: tuple[tuple[int, int], ...]
    """(position, number of the question's word), in order."""
    length: int


class Scorer:
    """Compares the candidates for one question."""

    def __init__(self, query: Query, average_length: float, weigh: Callable[[str], float]) -> None:
        """Prepare.

        Args:
            query: The question.
            average_length: Mean words of a fact in this corpus.
            weigh: Term → inverse document frequency, for the words of example questions.
        """
        self.query = query
        self._average_length = average_length
        self._weigh = weigh
        self._number = {term: n for n, word in enumerate(query.words) for term in word.terms}
        self._weights = [word.weight for word in query.words]
        self._total = sum(self._weights) or 1.0
        self._shares: dict[int, float] = {}
        self._names = self._mask(n for n, word in enumerate(query.words) if word.is_name or word.is_number)
        self._pairs = {(n, n + 1): min(self._weights[n : n + 2]) for n in range(len(query.words) - 1)}
        self._skipped = function_terms(query.question.language)
        self._wanted = _wanted_terms(query.asked, query.question.language)
        self._prefixes = {
            term[:_PREFIX]: n
            for term, n in self._number.items()
            if len(term) >= _PREFIX and not term[0].isdigit()
        }

    @staticmethod
    def _mask(numbers: Iterable[int]) -> int:
        mask = 0
        for n in numbers:
            mask |= 1 << n
        return mask

    def _share(self, mask: int) -> float:
        """Return the share of the question's weight that the words of a mask carry."""
        share = self._shares.get(mask)
        if share is None:
            share = sum(weight for n, weight in enumerate(self._weights) if mask >> n & 1) / self._total
            self._shares[mask] = share
        return share

    def scan(self, words: Sequence[str]) -> Scan:
        """Find the question's words in a text."""
        number = self._number
        hits = tuple((position, number[word]) for position, word in enumerate(words) if word in number)
        return Scan(self._mask({n for _, n in hits}), hits, len(words))

    def features(
        self, entry: Entry, retrieval: float, entries: Mapping[int, Entry], scans: Mapping[int, Scan]
    ) -> tuple[Features, int]:
        """Return a candidate's features and the mask of all that was found.

        Args:
            entry: The candidate.
            retrieval: The index's score over that of the best candidate.
            entries: Row → entry of the candidate and of the drafts around it, as far as they are alive.
            scans: Row → scan of the same.
        """
        words = entry.terms.split()
        scan = scans[entry.row]
        near = paragraph = scan.found
        paragraph_scans = [scan] if entry.document == NO_DOCUMENT else []
        for row in range(entry.first, entry.last + 1):
            if row in scans:
                paragraph |= scans[row].found
                paragraph_scans.append(scans[row])
        for row in (entry.row - 1, entry.row + 1):
            if row in scans and entries[row].document == entry.document:
                near |= scans[row].found
        heading = self.scan(entry.heading.split()).found
        everything = near | paragraph | heading
        ask, ask_scan = self._nearest_ask(entry)
        new_words = [word for word in words if word not in self._number and word not in self._skipped]
        names = set(entry.names.split())
        offers_name = any(word in names for word in new_words)
        offers_number = any(word[0].isdigit() for word in new_words)
        return Features(
            bm25=self._bm25([scan]),
            bm25_paragraph=self._bm25(paragraph_scans),
            retrieval=retrieval,
            coverage=self._share(scan.found),
            coverage_near=self._share(near),
            coverage_paragraph=self._share(paragraph),
            coverage_heading=self._share(heading),
            coverage_all=self._share(everything),
            forms=self._share(self._forms(words) & ~scan.found),
            names_missing=self._share(self._names & ~everything),
            names_absent=self._share(self._names & ~(scan.found | heading)),
            adjacency=self._together(scan, ordered=False),
            order=self._together(scan, ordered=True),
            novelty=math.log1p(len(new_words)),
            length=math.log1p(len(words)),
            offers=self._offers(new_words, offers_name, offers_number),
            offers_name=float(offers_name),
            offers_number=float(offers_number),
            lead=1 / (1 + max(entry.row - entry.first, 0)) if entry.document != NO_DOCUMENT else 1.0,
            ask=ask,
            ask_coverage=self._share(ask_scan.found),
            ask_adjacency=self._together(ask_scan, ordered=False),
            approved=float(entry.document == NO_DOCUMENT),
        ), everything | ask_scan.found

    def _bm25(self, scans: Sequence[Scan]) -> float:
        counts: dict[int, int] = {}
        length = 0
        for scan in scans:
            length += scan.length
            for _, n in scan.hits:
                counts[n] = counts.get(n, 0) + 1
        norm = _K1 * (1 - _B + _B * length / self._average_length)
        return (
            sum(self._weights[n] * count * (_K1 + 1) / (count + norm) for n, count in counts.items())
            / self._total
        )

    def _forms(self, words: Iterable[str]) -> int:
        prefixes = self._prefixes
        return self._mask({prefixes[word[:_PREFIX]] for word in words if word[:_PREFIX] in prefixes})

    def _together(self, scan: Scan, *, ordered: bool) -> float:
        """Return the share of pairs of neighbouring question words that stand close to one another."""
        if not self._pairs or len(scan.hits) < 2:
            return 0.0
        met: set[tuple[int, int]] = set()
        for i, (position, n) in enumerate(scan.hits):
            for later, m in scan.hits[i + 1 : i + 4]:
                if later - position > _ADJACENT:
                    break
                met.add((n, m) if ordered or n < m else (m, n))
        return sum(self._pairs[pair] for pair in met & self._pairs.keys()) / sum(self._pairs.values())

    def _nearest_ask(self, entry: Entry) -> tuple[float, Scan]:
        best = (0.0, Scan(0, (), 0))
        for line in entry.asks.splitlines():
            words = line.split()
            scan = self.scan(words)
            content = {word for word in words if word not in self._skipped} or set(words)
            known = sum(self._weigh(word) for word in content)
            shared = sum(self._weigh(word) for word in content if word in self._number)
            share_of_ask, share_of_question = shared / known if known else 0.0, self._share(scan.found)
            both = share_of_ask + share_of_question
            likeness = 2 * share_of_ask * share_of_question / both if both else 0.0
            best = max(best, (likeness, scan), key=lambda pair: pair[0])
        return best

    def _offers(self, new_words: Sequence[str], offers_name: bool, offers_number: bool) -> float:
        asked = self.query.asked
        if not asked:
            return 0.0
        offered = any(word in self._wanted for word in new_words)
        if asked & {Asked.PERSON, Asked.PLACE}:
            offered = offered or offers_name
        if asked & {Asked.TIME, Asked.NUMBER}:
            offered = offered or offers_number
        return 1.0 if offered else -1.0


@cache
def _wanted_terms(asked: frozenset[Asked], code: str) -> frozenset[str]:
    answer_words = language(code).answer_words
    return frozenset(t for kind in asked for word in answer_words.get(kind, ()) for t in terms(word, code))
