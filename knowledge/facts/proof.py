"""Curated facts × documents → proven facts, and a Problem for every quote that its source does not hold."""

import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rapidfuzz import process

from knowledge.facts.nearest_passage import nearest, suggestion
from knowledge.model import Citation, CuratedFact, Document, Fact, Problem, QuotedSource
from knowledge.sources.quotes import PlainText

_log = logging.getLogger(__name__)

SHORT_WORDS, SHORT_CHARACTERS = 2, 8
"""A quote below both proves something only where it stands once."""

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"…|\.{3}|[\[(]\s*\.+\s*[\])]")


def prove(
    facts: Iterable[CuratedFact], names: Collection[str], lookup: Callable[[str], Document | None]
) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Return the facts of which every quote is found in its source, and a Problem for each quote that is not.

    Both follow the order of `facts`. Each cited document is looked up once, and every document once more if quotes
    are missing, to tell where they stand instead. One document is held at a time.

    Args:
        facts: Approved and hidden facts; the quotes of hidden ones say which sentences to silence.
        names: Every source, those included that could not be read.
        lookup: Source → document; None where it could not be read.
    """
    judged = [(fact, [_Claim(cite) for cite in fact.cites]) for fact in facts]
    claims = [claim for _, made in judged for claim in made]
    for source, made in _by_source(claims, names).items():
        document = lookup(source)
        with _bulkhead(source):
            _check(made, source, document)
    missing = [claim for claim in claims if claim.is_missing]
    with _bulkhead("the other sources"):
        _look_elsewhere(missing, names, lookup)
    proven: list[Fact] = []
    problems: list[Problem] = []
    for fact, made in judged:
        citations = tuple(claim.citation for claim in made if claim.citation)
        if citations and len(citations) == len(made):
            proven.append(_proven(fact, citations))
        for claim in made:
            if not claim.citation:
                message = f"The fact “{fact.id}” is withheld. {claim.complaint} {claim.remedy}"
                problems.append(Problem(fact.file, claim.cite.line, message))
    return tuple(proven), tuple(problems)


@dataclass(slots=True, eq=False)
class _Claim:
    """That a source says something, and what came of checking it: a citation, or a complaint and its remedy."""

    cite: QuotedSource
    quote: PlainText = field(init=False)
    citation: Citation | None = None
    complaint: str = "The quote could not be checked; the log says why."
    remedy: str = "Quote another sentence that proves the fact."
    is_missing: bool = False
    """Whether the quote may well stand in another source."""

    def __post_init__(self) -> None:
        self.quote = PlainText(self.cite.quote.strip())

    @property
    def is_short(self) -> bool:
        words = _WORD.findall(self.quote.text)
        return len(words) < SHORT_WORDS and len(self.quote.text) < SHORT_CHARACTERS

    @property
    def longest_word(self) -> str:
        words: list[str] = _WORD.findall(self.cite.quote)
        return max(words, key=len, default="")

    def refuse(self, complaint: str, remedy: str, *, is_missing: bool = False) -> None:
        self.complaint, self.remedy, self.is_missing = complaint, remedy, is_missing


def _proven(fact: CuratedFact, citations: tuple[Citation, ...]) -> Fact:
    return Fact(
        id=fact.id,
        statement=fact.statement or citations[0].quote,
        citations=citations,
        status=fact.status,
        asks=fact.asks,
        topics=fact.topics,
    )


def _by_source(claims: Iterable[_Claim], names: Collection[str]) -> dict[str, list[_Claim]]:
    """Group claims by the source they name: its path, or its file name alone; case may differ if nothing else does."""
    exact: dict[str, set[str]] = defaultdict(set)
    folded: dict[str, set[str]] = defaultdict(set)
    for name in names:
        exact[name.rpartition("/")[2]].add(name)
        for key in (name, name.rpartition("/")[2]):
            folded[_fold(key)].add(name)
    spellings = {name: _fold(name) for name in names}
    groups: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        written = claim.cite.source
        meant = [written] if written in names else list(exact[written] or folded[_fold(written)])
        if len(meant) == 1:
            groups[meant[0]].append(claim)
        elif meant:
            choice = " or ".join(f"“{name}”" for name in sorted(meant)[:3])
            claim.refuse(
                f"Several sources are called “{written}”.", f"Write the one you mean in full: {choice}."
            )
        else:
            near = process.extractOne(_fold(written), spellings, score_cutoff=75)
            remedy = f"Did you mean “{near[2]}”?" if near else "Put the file into the sources folder."
            claim.refuse(f"There is no source “{written}”.", remedy, is_missing=near is None)
    return groups


def _fold(name: str) -> str:
    path = unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()
    return path.removeprefix("./").removeprefix("sources/")


@contextmanager
def _bulkhead(source: str) -> Iterator[None]:
    """Go on where checking fails on what it has never met: a claim that was not checked proves nothing, and says so."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it is, what is unproven is withheld
        _log.exception("Quotes of %s could not be checked.", source)


def _check(claims: Iterable[_Claim], source: str, document: Document | None) -> None:
    if document is None or not document.passages:
        for claim in claims:
            claim.refuse(f"The source “{source}” could not be read.", "Repair that file first.")
        return
    text = PlainText(document.text)
    for claim in claims:
        with _bulkhead(source):
            _seek(claim, document, text)


def _seek(claim: _Claim, document: Document, text: PlainText) -> None:
    if not _WORD.search(claim.quote.text):
        claim.refuse("The quote holds no words.", "Copy words of the source that prove the fact.")
    elif spans := list(text.find(claim.quote)):
        _cite(claim, document, spans)
    elif _GAP.search(claim.cite.quote):
        claim.refuse(
            "The quote leaves something out or is cut off with dots.",
            "Quote one continuous stretch of the source, without the dots; add a further cite for a second one.",
        )
    else:
        near = nearest(document, text, claim.quote)
        remedy = (
            suggestion(near)
            if near
            else "Nothing there comes near it. Copy words of the source that prove the fact."
        )
        claim.refuse(f"The quote is not in “{document.source}”.", remedy, is_missing=True)


def _cite(claim: _Claim, document: Document, spans: Sequence[tuple[int, int]]) -> None:
    """Choose among the places where the quote stands: those on the page that was named, of these the first."""
    places = [document.locate(start, end) for start, end in spans]
    page = claim.cite.page
    printed = [place for place in places if place.page_label == str(page)]
    counted = [place for place in places if page is not None and place.page == page]
    places = printed or counted or places
    if len(places) > 1 and claim.is_short:
        claim.refuse(
            f"The quote is too short to prove anything: it stands in {len(places)} places of “{document.source}”.",
            "Quote more of the words around it.",
        )
        return
    locator = places[0]
    claim.citation = Citation(document.source, locator, document.quote(locator.start, locator.end))


def _look_elsewhere(
    claims: list[_Claim], names: Iterable[str], lookup: Callable[[str], Document | None]
) -> None:
    """Say which other source holds a missing quote, if one does; the first by name counts."""
    for name in sorted(names):
        document = lookup(name) if claims else None
        if document is None or not document.passages:
            continue
        # Rewriting every document would take long; the longest word tells which are worth it.
        likely = [claim for claim in claims if claim.longest_word in document.text]
        if not likely:
            continue
        text = PlainText(document.text)
        for claim in likely:
            if any(text.find(claim.quote)):
                claim.remedy = f"Did you mean “{name}”? The quote stands there."
                claims.remove(claim)
