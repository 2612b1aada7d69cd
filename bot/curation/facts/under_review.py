"""Facts under review: which one is meant, and how it is settled."""

from bot.curation.facts.edit import Edit
from bot.curation.facts.fact_edits import FactEdits
from bot.curation.facts.history import Author
from knowledge.base import KnowledgeBase
from knowledge.facts.lost_quotes import LostQuote, UnderReview
from knowledge.facts.quoting import cite_of
from knowledge.model import Citation, Fact, QuotedSource


def find(base: KnowledgeBase, fact_id: str) -> UnderReview | None:
    """Return the fact of an id with what it has lost; None if it is not under review."""
    return next((review for review in base.under_review() if review.fact.id == fact_id), None)


def mend(review: UnderReview, wording: str, edits: FactEdits, author: Author) -> Edit:
    """Word a fact otherwise, and let it rest on what has come in the place of what it has lost."""
    fact, cites = _as_fact(review), cites_now(review)
    reworded = edits.reword(fact, wording, author, seen=fact.statement)
    return edits.cite_again(fact.id, cites, author) if cites else reworded


def _as_fact(review: UnderReview) -> Fact:
    """Return a fact as its file has it, to be changed there; it need not have a proof."""
    fact = review.fact
    return Fact(fact.id, fact.statement, (), fact.status, fact.asks, fact.topics)


def cites_now(review: UnderReview, instead: Fact | None = None) -> tuple[QuotedSource, ...]:
    """Return what proves a fact once what has come replaces what it has lost; empty where nothing has come.

    Args:
        review: The fact, and what it has lost.
        instead: A fact whose quotes are to prove it in the place of what is lost.
    """
    lost = {each.cite: each for each in review.lost}
    cites: list[QuotedSource] = []
    for cite in review.fact.cites:
        if cite not in lost:
            cites.append(cite)
        elif found := instead.citations if instead else _came(lost[cite]):
            cites += map(cite_of, found)
        else:
            return ()
    return tuple(dict.fromkeys(cites))


def _came(lost: LostQuote) -> tuple[Citation, ...]:
    return (lost.now,) if lost.now else ()
