"""What is quoted for a draft that becomes a curated fact, so that its proof is found where the draft stands."""

from knowledge.base import KnowledgeBase
from knowledge.facts.quoting import cite_of, longer_cite
from knowledge.model import Citation, Fact, QuotedSource


def cites_of(draft: Fact, base: KnowledgeBase) -> tuple[QuotedSource, ...]:
    """Return the quotes of a draft.

    Where the same words stand further up as well, they are enough if a draft says the same there; else more words are quoted.
    """
    cites = [cite_of(citation) for citation in draft.citations]
    found = base.check(cites)
    return tuple(
        cite if _is_there(draft, citation, place, base) else _longer(citation, cite, base)
        for citation, cite, place in zip(draft.citations, cites, found, strict=True)
    )


def _is_there(draft: Fact, citation: Citation, found: object, base: KnowledgeBase) -> bool:
    """Tell whether a quote is found where a draft has it, or where another draft says the same."""
    if not isinstance(found, Citation) or found.locator.start == citation.locator.start:
        return True
    return any(
        other.statement == draft.statement
        for other in base.drafts(citation.source)
        if other.citations[0].locator.start == found.locator.start
    )


def _longer(citation: Citation, cite: QuotedSource, base: KnowledgeBase) -> QuotedSource:
    document = base.document(citation.source)
    return longer_cite(document, citation) if document else cite
