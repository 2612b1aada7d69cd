"""Query × candidate → features."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answering.features import Features
from knowledge.answering.query import Query
from knowledge.languages.schema import Asked
from knowledge.languages.word_vectors import Likeness, vectors
from knowledge.storage.indexed_facts import IndexedFact

_K1, _B = 1.2, 0.75
"""BM25's saturation and length normalisation, at their usual values."""

_ENTITY = frozenset({Asked.PERSON, Asked.PLACE})
_TIME = frozenset({Asked.TIME})
_NUMBER = frozenset({Asked.NUMBER})
_QUANTITY = frozenset({Asked.TIME, Asked.NUMBER})
_REASON = frozenset({Asked.REASON})
_MANNER = frozenset({Asked.MANNER})
_DEFINITION = frozenset({Asked.DEFINITION})

_FEW = 3
"""Words of a question at the most that asks what something is, not something about it."""
_LEADING = 4
"""First words of a sentence among which it names what it explains."""

_OTHER_KIND = 0.5
"""What is left of the likeness of an example question that asks when, if the question asks where."""

_BEFORE = 3
"""Words before a counted thing among which its number stands, as in "two hundred old ships"."""
_ADJACENT = 3
"""Two words of a question stand together in a fact when at most this many words apart."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Where the question's words stand in a text."""

    found: int
    """Bit mask over the question's words."""
    hits: Sequence[tuple[int, int]]
    """(position, number of the question's word), in order."""
    length: int


_NOTHING = Scan(0, (), 0)


@dataclass(frozen=True, slots=True)
class Ask:
    """What the example question most like this one has in common with it."""

    likeness: float = 0.0
    likeness_in_sense: float = 0.0
    scan: Scan = _NOTHING


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of a corpus."""

    average_length: float
    """Mean words of a fact."""
    weigh: Callable[[str], float]
    """Term → inverse document frequency."""


class Comparison:
    """One question, held against its candidates."""

    def __init__(
        self,
        query: Query,
        candidates: Collection[int],
        entries: Mapping[int, IndexedFact],
        statistics: Statistics,
        likenesses: Mapping[int, Sequence[float]] | None = None,
    ) -> None:
        """Look for the question's words everywhere.

        Args:
            query: The question.
            candidates: Rows of the facts to be compared.
            entries: Row → entry of each candidate and of the drafts around it, as far as they are alive.
            statistics: Of the corpus.
            likenesses: Row of a candidate → cosine of the question with its statement and with each of its example questions, where a
                sentence encoder has told them; else they are estimated from the vectors of their words.
        """
        self._query = query
        self._language = query.language
        self._entries = entries
        self._statistics = statistics
        self._number = {form: n for n, word in enumerate(query.words) for form in word.forms} | {
            term: n for n, word in enumerate(query.words) for term in word.terms
        }
        self._weights = [word.weight for word in query.words]
        self._total = sum(self._weights) or 1.0
        self._shares = {0: 0.0} | {1 << n: weight / self._total for n, weight in enumerate(self._weights)}
        self._names = query.names
        self._pairs = {(n, n + 1): min(self._weights[n : n + 2]) for n in range(len(query.words) - 1)}
        self._all_pairs = sum(self._pairs.values())
        self._said = [token.text for token in self._language.tokens(query.question.meant)]
        self._said_pairs = set(pairwise(self._said))
        self._skipped = self._language.function_terms
        self._terms = {row: entry.terms.split() for row, entry in entries.items()}
        self._scans = {row: self._scan(terms) for row, terms in self._terms.items()}
        self._content = {row: self._content_terms(entries[row]) for row in candidates}
        self._senses = self._compare_senses()
        self._likenesses = likenesses or {row: self._estimated(texts) for row, texts in self._content.items()}
        self._headings: dict[str, int] = {}
        self._paragraphs: dict[tuple[int, int], tuple[int, float]] = {}
        self._documents: dict[int, int] = {}
        for row, entry in entries.items():
            self._documents[entry.document] = self._documents.get(entry.document, 0) | self._scans[row].found
        self._most_of_drafts = self._compare_drafts(entries[row] for row in candidates)

    def features(self, row: int, retrieval: float) -> tuple[Features, int]:
        """Return a candidate's features, and a bit mask over `Query.words` of what it or its surroundings hold.

        Args:
            row: The candidate's.
            retrieval: The index's score over that of the best candidate.
        """
        entry, terms, scan = self._entries[row], self._terms[row], self._scans[row]
        content, *asks = self._content[row]
        is_curated = entry.is_curated
        ask = self._nearest_ask(entry, asks)
        if self._share(ask.scan.found) > self._share(scan.found):
            # A curated fact is found by what it says or by how people ask for it, whichever is nearer.
            scan = ask.scan
        paragraph, bm25_paragraph = self._paragraph(entry, scan)
        heading = self._heading(entry)
        everything = paragraph | heading
        document = everything | self._documents[entry.document]
        new_terms = [term for term in content if term not in self._number]
        echo, echo_pairs = self._echo(entry)
        likeness, *ask_likenesses = self._likenesses[row]
        return Features(
            bm25_paragraph=bm25_paragraph,
            retrieval=retrieval,
            coverage=self._share(scan.found),
            coverage_alike=self._coverage_alike(content, scan.found),
            coverage_before=self._share(scan.found | self._neighbour(entry, -1)),
            coverage_after=self._share(scan.found | self._neighbour(entry, 1)),
            coverage_paragraph=self._share(paragraph),
            coverage_heading=self._share(heading),
            coverage_all=self._share(everything),
            coverage_document=self._share(document),
            coverage_draft=self._most_of_drafts.get(entry.document, 0.0) if is_curated else 0.0,
            names_missing=self._share(self._names & ~everything),
            echo=echo,
            echo_pairs=echo_pairs,
            first=scan.hits[0][0] / scan.length if scan.hits else 0.0,
            last=scan.hits[-1][0] / scan.length if scan.hits else 0.0,
            order=self._order(scan),
            novelty=math.log1p(len(new_terms)),
            length=math.log1p(len(terms)),
            offers_entity=self._offers_entity(entry, new_terms),
            offers_quantity=self._offers(_QUANTITY, new_terms, lambda term: term[0].isdigit()),
            offers_count=self._offers_count(terms),
            offers_reason=self._offers(_REASON, terms),
            offers_manner=self._offers(_MANNER, terms),
            offers_definition=self._offers_definition(scan),
            lead=1.0 if is_curated else 1 / (1 + row - entry.first),
            ask=ask.likeness,
            ask_alike=ask.likeness_in_sense,
            likeness=likeness,
            likeness_ask=max(ask_likenesses, default=0.0),
            approved=float(is_curated),
        ), everything

    # --- words ---------------------------------------------------------------------------------------

    def _share(self, mask: int) -> float:
        """Return the share of the question's weight that the words of a mask carry."""
        share = self._shares.get(mask)
        if share is None:
            lowest = mask & -mask
            share = self._shares[mask] = self._shares[lowest] + self._share(mask ^ lowest)
        return share

    def _scan(self, words: Sequence[str]) -> Scan:
        """Find the question's words in a text."""
        number = self._number
        hits = [(position, number[word]) for position, word in enumerate(words) if word in number]
        found = 0
        for _, n in hits:
            found |= 1 << n
        return Scan(found, hits, len(words))

    def _content_terms(self, entry: IndexedFact) -> list[list[str]]:
        """Return the terms of the statement, then of each example question, each once and without function words."""
        skipped = self._skipped
        texts = (entry.terms, *entry.asks.splitlines())
        return [[term for term in dict.fromkeys(text.split()) if term not in skipped] for text in texts]

    def _heading(self, entry: IndexedFact) -> int:
        found = self._headings.get(entry.heading)
        if found is None:
            found = self._headings[entry.heading] = self._scan(entry.heading.split()).found
        return found

    def _neighbour(self, entry: IndexedFact, step: int) -> int:
        neighbour = self._entries.get(entry.row + step)
        return (
            self._scans[neighbour.row].found
            if neighbour and not entry.is_curated and neighbour.document == entry.document
            else 0
        )

    def _compare_drafts(self, candidates: Iterable[IndexedFact]) -> dict[int, float]:
        """Return document → share found in that of its drafts that holds most."""
        most: dict[int, float] = {}
        for entry in candidates:
            if not entry.is_curated:
                share = self._share(self._scans[entry.row].found)
                most[entry.document] = max(most.get(entry.document, 0.0), share)
        return most

    def _paragraph(self, entry: IndexedFact, scan: Scan) -> tuple[int, float]:
        """Return what a paragraph holds and its BM25; a curated fact stands in that of its quote."""
        if entry.is_curated:
            return self._together([*self._around(entry), scan])
        key = (entry.first, entry.last)
        if key not in self._paragraphs:
            self._paragraphs[key] = self._together(self._around(entry))
        return self._paragraphs[key]

    def _around(self, entry: IndexedFact) -> list[Scan]:
        return [self._scans[row] for row in range(entry.first, entry.last + 1) if row in self._scans]

    def _together(self, scans: Sequence[Scan]) -> tuple[int, float]:
        """Return what some texts hold, and their BM25 as if they were one."""
        found = 0
        for scan in scans:
            found |= scan.found
        return found, self._bm25(scans)

    def _bm25(self, scans: Sequence[Scan]) -> float:
        counts: dict[int, int] = {}
        length = 0
        for scan in scans:
            length += scan.length
            for _, n in scan.hits:
                counts[n] = counts.get(n, 0) + 1
        norm = _K1 * (1 - _B + _B * length / self._statistics.average_length)
        score = 0.0
        for n, count in counts.items():
            score += self._weights[n] * count * (_K1 + 1) / (count + norm)
        return score / self._total

    def _order(self, scan: Scan) -> float:
        """Return the share of pairs of neighbouring question words that stand close to one another in the same order."""
        hits, met = scan.hits, set()
        for i, (position, n) in enumerate(hits):
            for later, m in hits[i + 1 : i + 4]:
                if later - position > _ADJACENT:
                    break
                if m == n + 1:
                    met.add((n, m))
        return sum([self._pairs[pair] for pair in met]) / self._all_pairs if met else 0.0

    def _echo(self, entry: IndexedFact) -> tuple[float, float]:
        """Return the shares of words and of neighbouring words of the text, statement or example question, that echoes most."""
        best = (0.0, 0.0)
        for line in entry.words.splitlines():
            words = line.split()
            held = set(words)
            found = sum([word in held for word in self._said])
            met = len(self._said_pairs.intersection(pairwise(words))) if found > 1 else 0
            best = max(best, (found / max(len(self._said), 1), met / max(len(self._said_pairs), 1)))
        return best

    # --- senses --------------------------------------------------------------------------------------

    def _compare_senses(self) -> Likeness | None:
        table = vectors(self._language.code)
        if table is None:
            return None
        words = [(word.terms, word.weight) for word in self._query.words]
        return Likeness(table, words, (text for texts in self._content.values() for text in texts))

    def _estimated(self, texts: Sequence[Sequence[str]]) -> Sequence[float]:
        return [self._senses.cosine(text) for text in texts] if self._senses else [0.0]

    def _coverage_alike(self, content: Sequence[str], found: int) -> float:
        return self._senses.coverage(content, found) if self._senses else self._share(found)

    def _nearest_ask(self, entry: IndexedFact, asks: Sequence[Sequence[str]]) -> Ask:
        """Return what the nearest example question has in common with this one: harmonic means of what either holds of the other."""
        best = Ask()
        for line, content, kinds in zip(entry.asks.splitlines(), asks, entry.ask_kinds, strict=True):
            scan = self._scan(line.split())
            weights = {term: self._statistics.weigh(term) for term in content or line.split()}
            shared = sum([weight for term, weight in weights.items() if term in self._number])
            likeness = in_sense = _harmonic(self._share(scan.found), shared / (sum(weights.values()) or 1.0))
            if self._senses:
                theirs = self._senses.cover_of(weights, self._number)
                in_sense = _harmonic(self._senses.coverage(content, scan.found), theirs)
            if self._asks_otherwise(kinds):
                likeness, in_sense = likeness * _OTHER_KIND, in_sense * _OTHER_KIND
            if in_sense > best.likeness_in_sense:
                best = Ask(likeness, in_sense, scan)
        return best

    def _asks_otherwise(self, kinds: frozenset[Asked]) -> bool:
        """Tell whether an example question calls for another kind of answer; what is a fee, and how much is it, are the same."""
        theirs, ours = kinds - _DEFINITION, self._query.asked - _DEFINITION
        return bool(theirs and ours and not theirs & ours)

    # --- kinds of answer -----------------------------------------------------------------------------

    def _offers_entity(self, entry: IndexedFact, new_terms: Sequence[str]) -> float:
        if not _ENTITY & self._query.asked:
            return 0.0
        names = set(entry.names.split()) - self._answer_terms(_TIME)
        return self._offers(_ENTITY, new_terms, names.__contains__)

    def _offers(
        self,
        kinds: frozenset[Asked],
        held: Sequence[str],
        is_answer: Callable[[str], bool] | None = None,
    ) -> float:
        """Return whether an answer of these kinds is offered: 1 or -1, or 0 if none of them is asked for."""
        asked = kinds & self._query.asked
        if not asked:
            return 0.0
        wanted = self._answer_terms(asked)
        return 1.0 if any(term in wanted or (is_answer and is_answer(term)) for term in held) else -1.0

    def _offers_count(self, held: Sequence[str]) -> float:
        counted = self._query.counted
        if counted is None:
            return 0.0
        numbers = self._answer_terms(_NUMBER)
        before = (held[max(place - _BEFORE, 0) : place] for place, term in enumerate(held) if term == counted)
        return 1.0 if any(term[0].isdigit() or term in numbers for near in before for term in near) else -1.0

    def _offers_definition(self, scan: Scan) -> float:
        if not _DEFINITION & self._query.asked or len(self._query.words) > _FEW:
            return 0.0
        return 1.0 if scan.hits and scan.hits[0][0] < _LEADING else -1.0

    def _answer_terms(self, asked: frozenset[Asked]) -> frozenset[str]:
        return frozenset().union(*map(self._language.answer_terms, asked))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one and other else 0.0
