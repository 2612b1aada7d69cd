"""What there is to browse: the topics, and the facts and sources that some words name."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from knowledge.languages.folding import fold
from knowledge.model import Fact, SourceSummary
from knowledge.sources.documents import folders


def topics(approved: Sequence[Fact], sources: Sequence[SourceSummary]) -> tuple[str, ...]:
    """Return what can be asked about: topics of approved facts, most frequent first, then folders, then the documents' titles."""
    counted = Counter(topic for fact in approved for topic in fact.topics)
    above = chain.from_iterable(folders(summary.source) for summary in sources)
    titles = (summary.title for summary in sources)
    return tuple(dict.fromkeys([*(topic for topic, _ in counted.most_common()), *above, *titles]))


def by_topic(approved: Sequence[Fact], sources: Sequence[SourceSummary]) -> tuple[Fact, ...]:
    """Return facts by their first topic, in the order of the topics; those without one last."""
    order = {topic: place for place, topic in enumerate(topics(approved, sources))}
    return tuple(sorted(approved, key=lambda fact: order.get(next(iter(fact.topics), ""), len(order))))


def named(
    words: str, approved: Sequence[Fact], sources: Sequence[SourceSummary]
) -> tuple[tuple[Fact, ...], tuple[SourceSummary, ...]]:
    """Return the approved facts and the sources that some words name.

    Facts are named by a topic, or by the title or name of a document that they cite; sources by their own, or by a folder.
    """
    name = fold(words.strip())
    own = {summary.source for summary in sources if name in (fold(summary.title), fold(summary.source))}
    facts = (
        fact
        for fact in approved
        if name in map(fold, fact.topics) or any(citation.source in own for citation in fact.citations)
    )
    of_folder = (
        summary for summary in sources if summary.source in own or name in map(fold, folders(summary.source))
    )
    return tuple(facts), tuple(of_folder)


def the_one(name: str, sources: Sequence[SourceSummary]) -> str | None:
    """Return the source of a name, or the only one whose name or title holds these words."""
    wanted = fold(name.strip())
    exact = [summary.source for summary in sources if fold(summary.source) == wanted]
    near = [each.source for each in sources if wanted in fold(each.source) or wanted in fold(each.title)]
    return next((found[0] for found in (exact, near) if len(found) == 1), None)
