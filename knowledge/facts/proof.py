"""Curated facts × documents → proven facts, and a Problem for every quote that its source does not hold.

A fact whose quote a source has lost is told all the same where another source has the very sentences in which it stood; it is
cited from there, and under review. Of a quote that no generation has found yet, nobody knows of what it was said.
"""

import logging
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice

from rapidfuzz import process

from knowledge.facts.claim import Claim
from knowledge.facts.lost_quotes import NEVER_PROVEN, LastProof, UnderReview
from knowledge.model import Citation, CuratedFact, Document, Fact, Problem, QuotedSource
from knowledge.sources.quotes import plain_text

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of checking curated facts, each in their order."""

    facts: tuple[Fact, ...]
    """Those of which every quote is found."""
    problems: tuple[Problem, ...]
    """One for each quote that is not in its source."""
    under_review: tuple[UnderReview, ...]
    """The facts of which such a quote is wanting."""


def prove(
    facts: Iterable[CuratedFact],
    names: Collection[str],
    lookup: Callable[[str], Document | None],
    last: LastProof = NEVER_PROVEN,
) -> Proof:
    """Check every quote of some facts.

    Each cited document is looked up once, and every document once more if quotes are missing, to tell where they stand
    instead. One document is held at a time.

    Args:
        facts: Approved and hidden facts; the quotes of hidden ones say which sentences to silence.
        names: Every source, those included that could not be read.
        lookup: Source → document; None where it could not be read.
        last: What they rested on before. What was lost then is not sought again where no source has changed since.
    """
    judged = [(fact, [Claim(cite, fact.id, last) for cite in fact.cites]) for fact in facts]
    _judge([claim for _, made in judged for claim in made if not claim.recall()], names, lookup)
    return Proof(
        tuple(_proven(fact, made) for fact, made in judged if _are_cited(made)),
        tuple(problem for fact, made in judged for problem in _problems(fact, made)),
        tuple(
            UnderReview(fact, missing)
            for fact, made in judged
            if (missing := tuple(claim.lost for claim in made if claim.is_lost))
        ),
    )


@dataclass(frozen=True, slots=True)
class Unproven:
    """A quote that proves nothing."""

    complaint: str
    """What is wrong with it, and how to mend that."""
    near: Citation | None
    """What was probably meant."""


def check(
    cites: Iterable[QuotedSource], names: Collection[str], lookup: Callable[[str], Document | None]
) -> list[Citation | Unproven]:
    """Return for each quote where it stands, or what is wrong with it; for the arguments see `prove`."""
    claims = [Claim(cite, "", NEVER_PROVEN) for cite in cites]
    _judge(claims, names, lookup)
    return [claim.citation or Unproven(claim.wrong, claim.now) for claim in claims]


def standing(
    quote: str, names: Iterable[str], lookup: Callable[[str], Document | None]
) -> Iterator[Citation]:
    """Yield where a quote stands first in each source that holds it; for the arguments see `prove`."""
    claim = Claim(QuotedSource("", quote, None, 0), "", NEVER_PROVEN)
    for name in names if claim.longest_word else ():
        document = lookup(name)
        if document and document.passages and claim.longest_word in document.text:
            spans = plain_text(document.text).find(claim.quote)
            yield from (document.cite(*span) for span in islice(spans, 1))


def _judge(claims: Sequence[Claim], names: Collection[str], lookup: Callable[[str], Document | None]) -> None:
    for source, made in _by_source(claims, names).items():
        document = lookup(source)
        with _bulkhead(source):
            _check(made, source, document)
    lost = [claim for claim in claims if claim.is_lost]
    with _bulkhead("the other sources"):
        _look_at_namesakes(lost, lookup)
        _look_elsewhere([claim for claim in lost if claim.stood or not claim.namesake], names, lookup)


def _are_cited(claims: Sequence[Claim]) -> bool:
    return bool(claims) and all(claim.citation for claim in claims)


def _proven(fact: CuratedFact, claims: Iterable[Claim]) -> Fact:
    citations = tuple(claim.citation for claim in claims if claim.citation)
    return Fact(
        id=fact.id,
        statement=fact.statement or citations[0].quote,
        citations=citations,
        status=fact.status,
        asks=fact.asks,
        topics=fact.topics,
        is_under_review=any(claim.is_lost for claim in claims),
    )


def _problems(fact: CuratedFact, claims: Sequence[Claim]) -> Iterator[Problem]:
    consequence = "under review" if _are_cited(claims) else "withheld"
    for claim in claims:
        if claim.is_lost or not claim.citation:
            message = f"The fact “{fact.id}” is {consequence}. {claim.wrong}"
            yield Problem(fact.file, claim.cite.line, message)


def _by_source(claims: Iterable[Claim], names: Collection[str]) -> dict[str, list[Claim]]:
    """Group claims by the source they name: its path, or its file name alone; case may differ if nothing else does."""
    exact: dict[str, set[str]] = defaultdict(set)
    folded: dict[str, set[str]] = defaultdict(set)
    for name in names:
        exact[name.rpartition("/")[2]].add(name)
        for key in (name, name.rpartition("/")[2]):
            folded[_fold(key)].add(name)
    spellings = {name: _fold(name) for name in names}
    groups: dict[str, list[Claim]] = defaultdict(list)
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
            claim.namesake = near[2] if near else ""
            with _bulkhead(written):
                claim.lose(f"There is no source “{written}”", remedy)
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


def _check(claims: Iterable[Claim], source: str, document: Document | None) -> None:
    if document is None or not document.passages:
        for claim in claims:
            claim.refuse(f"The source “{source}” could not be read.", "Repair that file first.")
        return
    text = plain_text(document.text)
    for claim in claims:
        with _bulkhead(source):
            claim.seek(document, text)


def _look_at_namesakes(claims: Iterable[Claim], lookup: Callable[[str], Document | None]) -> None:
    renamed = sorted((claim for claim in claims if claim.namesake), key=lambda claim: claim.namesake)
    for name, made in groupby(renamed, key=lambda claim: claim.namesake):
        if document := lookup(name):
            text = plain_text(document.text)
            for claim in made:
                claim.seek_in_namesake(document, text)


def _look_elsewhere(
    claims: list[Claim], names: Iterable[str], lookup: Callable[[str], Document | None]
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
        text = plain_text(document.text)
        for claim in likely:
            if claim.seek_elsewhere(document, text):
                claims.remove(claim)
