"""Query × candidate → features."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.entries import NO_DOCUMENT, Entry
from knowledge.features import Features
from knowledge.languages import Asked, language
from knowledge.query import Query
from knowledge.text import function_terms, terms, tokens
from knowledge.vectors import Likeness, vectors

_K1, _B = 1.2, 0.75
"""BM25's saturation and length normalisation, at their usual values."""

_ENTITY = frozenset({Asked.PERSON, Asked.PLACE})
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

_ADJACENT = 3
"""Two words of a question stand together in a fact when at most this many words apart."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Where the question's words stand in a text."""

    found: int
    """Bit mask over the question's words."""
    hits: tuple[tuple[int, int], ...]
    """(position, number of the question's word), in order."""
    length: int


_NOTHING = Scan(0, (), 0)


class Comparison:
    """One question, held against its candidates."""

    def __init__(
        self,
        query: Query,
        candidates: Collection[int],
        entries: Mapping[int, Entry],
        average_length: float,
        weigh: Callable[[str], float],
    ) -> None:
        """Look for the question's words everywhere.

        Args:
            query: The question.
            candidates: Rows of the facts to be compared.
            entries: Row → entry of each candidate and of the drafts around it, as far as they are alive.
            average_length: Mean words of a fact in this corpus.
            weigh: Term → inverse document frequency, for the words of example questions.
        """
        self._query = query
        self._entries = entries
        self._average_length = average_length
        self._weigh = weigh
        self._exact = {term: n for n, word in enumerate(query.words) for term in word.terms}
        self._number = {form: n for n, word in enumerate(query.words) for form in word.forms} | self._exact
        self._weights = [word.weight for word in query.words]
        self._total = sum(self._weights) or 1.0
        self._shares: dict[int, float] = {}
        self._names = _mask(n for n, word in enumerate(query.words) if word.is_name or word.is_number)
        self._pairs = {(n, n + 1): min(self._weights[n : n + 2]) for n in range(len(query.words) - 1)}
        self._all_pairs = sum(self._pairs.values())
        self._said = [token.text for token in tokens(query.question.understood_as or query.question.text)]
        self._said_pairs = list(pairwise(self._said))
        self._skipped = function_terms(query.question.language)
        self._times = _wanted_terms(frozenset({Asked.TIME}), query.question.language)
        self._words = {row: entry.terms.split() for row, entry in entries.items()}
        self._scans = {row: self._scan(words) for row, words in self._words.items()}
        self._content = {row: self._content_terms(entries[row]) for row in candidates}
        self._likeness = self._compare_senses()
        self._headings: dict[str, int] = {}
        self._documents: dict[int, int] = {}
        for row, entry in entries.items():
            self._documents[entry.document] = self._documents.get(entry.document, 0) | self._scans[row].found

    def features(self, row: int, retrieval: float) -> tuple[Features, int]:
        """Return a candidate's features, and a bit mask over `Query.words` of what it or its surroundings hold.

        Args:
            row: The candidate's.
            retrieval: The index's score over that of the best candidate.
        """
        entry, scan, words = self._entries[row], self._scans[row], self._words[row]
        is_curated = entry.document == NO_DOCUMENT
        exact = _mask(self._exact[word] for word in words if word in self._exact)
        content, *asks = self._content[row]
        ask, asked = self._nearest_ask(entry)
        if self._share(asked.found) > self._share(scan.found):
            # A curated fact is found by what it says or by how people ask for it, whichever is nearer.
            scan, exact = asked, asked.found
        around = [self._scans[near] for near in range(entry.first, entry.last + 1) if near in self._scans]
        if is_curated:
            around.append(scan)
        paragraph = scan.found
        for near in around:
            paragraph |= near.found
        heading = self._heading(entry)
        everything = paragraph | heading
        new_words = [word for word in words if word not in self._number and word not in self._skipped]
        names = set(entry.names.split()) - self._times
        offers_name = any(word in names for word in new_words)
        offers_number = any(word[0].isdigit() for word in new_words)
        echo, echo_pairs, density = self._echo(entry)
        return Features(
            bm25=self._bm25([scan]),
            bm25_paragraph=self._bm25(around),
            retrieval=retrieval,
            coverage=self._share(scan.found),
            coverage_alike=self._likeness.coverage(content, scan.found)
            if self._likeness
            else self._share(scan.found),
            coverage_exact=self._share(exact),
            coverage_before=self._share(scan.found | self._neighbour(entry, -1)),
            coverage_after=self._share(scan.found | self._neighbour(entry, 1)),
            coverage_paragraph=self._share(paragraph),
            coverage_heading=self._share(heading),
            coverage_all=self._share(everything),
            coverage_document=self._share(
                everything | (0 if is_curated else self._documents[entry.document])
            ),
            names_missing=self._share(self._names & ~everything),
            names_absent=self._share(self._names & ~(scan.found | heading)),
            echo=echo,
            echo_pairs=echo_pairs,
            density=density,
            first=scan.hits[0][0] / scan.length if scan.hits else 0.0,
            last=scan.hits[-1][0] / scan.length if scan.hits else 0.0,
            adjacency=self._together(scan, ordered=False),
            order=self._together(scan, ordered=True),
            novelty=math.log1p(len(new_words)),
            length=math.log1p(len(words)),
            offers_entity=self._offer(_ENTITY, new_words, is_offered=offers_name),
            offers_quantity=self._offer(_QUANTITY, new_words, is_offered=offers_number),
            offers_reason=self._offer(_REASON, new_words),
            offers_manner=self._offer(_MANNER, words),
            offers_definition=self._definition(scan),
            offers_name=float(offers_name),
            offers_number=float(offers_number),
            lead=1.0 if is_curated else 1 / (1 + row - entry.first),
            ask=ask,
            ask_alike=max((self._ask_alike(terms) for terms in asks), default=0.0) if self._likeness else ask,
            likeness=self._likeness.cosine(content) if self._likeness else 0.0,
            likeness_ask=max(map(self._likeness.cosine, asks), default=0.0) if self._likeness else 0.0,
            approved=float(is_curated),
        ), everything

    def _content_terms(self, entry: Entry) -> list[list[str]]:
        """Return the terms of the statement, then of each example question, each once and without function words."""
        texts = (entry.terms, *entry.asks.splitlines())
        return [[term for term in dict.fromkeys(text.split()) if term not in self._skipped] for text in texts]

    def _compare_senses(self) -> Likeness | None:
        table = vectors(self._query.question.language)
        if table is None:
            return None
        words = [(word.terms, word.weight) for word in self._query.words]
        return Likeness(table, words, (text for texts in self._content.values() for text in texts))

    def _ask_alike(self, terms: Sequence[str]) -> float:
        assert self._likeness is not None
        ours = self._likeness.coverage(
            terms, _mask(self._number[term] for term in terms if term in self._number)
        )
        theirs = self._likeness.cover_of({term: self._weigh(term) for term in terms}, self._number)
        return 2 * ours * theirs / (ours + theirs) if ours + theirs else 0.0

    def _share(self, mask: int) -> float:
        """Return the share of the question's weight that the words of a mask carry."""
        share = self._shares.get(mask)
        if share is None:
            share = sum(weight for n, weight in enumerate(self._weights) if mask >> n & 1) / self._total
            self._shares[mask] = share
        return share

    def _scan(self, words: Sequence[str]) -> Scan:
        """Find the question's words in a text."""
        number = self._number
        hits = tuple([(position, number[word]) for position, word in enumerate(words) if word in number])
        return Scan(_mask(n for _, n in hits), hits, len(words))

    def _heading(self, entry: Entry) -> int:
        found = self._headings.get(entry.heading)
        if found is None:
            found = self._headings[entry.heading] = self._scan(entry.heading.split()).found
        return found

    def _neighbour(self, entry: Entry, step: int) -> int:
        neighbour = self._entries.get(entry.row + step)
        return self._scans[neighbour.row].found if neighbour and neighbour.document == entry.document else 0

    def _bm25(self, scans: Sequence[Scan]) -> float:
        counts: dict[int, int] = {}
        length = 0
        for scan in scans:
            length += scan.length
            for _, n in scan.hits:
                counts[n] = counts.get(n, 0) + 1
        norm = _K1 * (1 - _B + _B * length / self._average_length)
        score = 0.0
        for n, count in counts.items():
            score += self._weights[n] * count * (_K1 + 1) / (count + norm)
        return score / self._total

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
        return sum(self._pairs[pair] for pair in met if pair in self._pairs) / self._all_pairs

    def _nearest_ask(self, entry: Entry) -> tuple[float, Scan]:
        """Return the likeness of the example question nearest to this one, and what was found in it."""
        best = (0.0, _NOTHING)
        asked = self._query.asked - _DEFINITION
        for line, kinds in zip(entry.asks.splitlines(), entry.ask_kinds, strict=True):
            words = line.split()
            scan = self._scan(words)
            if not scan.hits:
                continue
            content = {word for word in words if word not in self._skipped} or set(words)
            shared = sum(self._weigh(word) for word in content if word in self._number)
            share_of_ask = shared / (sum(map(self._weigh, content)) or 1.0)
            both = share_of_ask + self._share(scan.found)
            likeness = 2 * share_of_ask * self._share(scan.found) / both if both else 0.0
            if kinds - _DEFINITION and asked and not kinds & asked:
                likeness *= _OTHER_KIND
            best = max(best, (likeness, scan), key=lambda pair: pair[0])
        return best

    def _echo(self, entry: Entry) -> tuple[float, float, float]:
        """Return echo, echo_pairs and density of the statement or the example question that echoes most."""
        best = (0.0, 0.0, 0.0)
        for line in entry.words.splitlines():
            words = line.split()
            held = set(words)
            found = [word for word in self._said if word in held]
            if not found:
                continue
            pairs = set(pairwise(words))
            met = sum(pair in pairs for pair in self._said_pairs)
            echo = len(found) / len(self._said)
            density = sum(map(len, found)) / (len(line) + 1)
            best = max(best, (echo, met / max(len(self._said_pairs), 1), density))
        return best

    def _definition(self, scan: Scan) -> float:
        """Return whether the sentence explains, as its first words suggest, what it is asked to explain."""
        if Asked.DEFINITION not in self._query.asked or len(self._query.words) > _FEW:
            return 0.0
        return 1.0 if scan.hits and scan.hits[0][0] < _LEADING else -1.0

    def _offer(self, kinds: frozenset[Asked], new_words: Sequence[str], *, is_offered: bool = False) -> float:
        """Return whether an answer of these kinds is offered, by a word that goes with them if not otherwise."""
        if not kinds & self._query.asked:
            return 0.0
        wanted = _wanted_terms(kinds & self._query.asked, self._query.question.language)
        return 1.0 if is_offered or any(word in wanted for word in new_words) else -1.0


def _mask(numbers: Iterable[int]) -> int:
    mask = 0
    for n in numbers:
        mask |= 1 << n
    return mask


@cache
def _wanted_terms(asked: frozenset[Asked], code: str) -> frozenset[str]:
    answer_words = language(code).answer_words
    return frozenset(t for kind in asked for word in answer_words.get(kind, ()) for t in terms(word, code))
