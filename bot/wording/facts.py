"""Facts to browse: in lists, one by one, and by topic."""

from collections.abc import Sequence

from bot.reply import Block, Choice, Entry, Listing, Reply, Span, code, italic, line, note, paragraph
from bot.wording.answers import Outcome, fact_steps, proven, topic_choice
from bot.wording.figures import Sources, count
from bot.wording.pages import PAGE_SIZE, on_page, page_of, shorten, turns
from bot.wording.refusals import nothing_yet
from knowledge.answering.outcome import Match
from knowledge.model import Fact, Status


def listed(page: Sequence[Fact], words: str, number: int, total: int) -> Reply:
    """List one page of facts, `number` from 1, with the ways to the pages around it."""
    if not total:
        return _nothing_about(words) if words else nothing_yet()
    about = f" about “{words}”" if words else ""
    entries = tuple(Entry(line(*stated(fact)), f"/fact {fact.id}") for fact in page)
    head = f"{count(total, 'fact')}{about}{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns(f"/facts {words}".strip(), number, total))


def shown(fact: Fact, sources: Sources) -> Reply:
    """Show a fact with its proof and what it answers."""
    blocks: list[Block | Listing] = [*proven(fact, sources)]
    if fact.asks:
        blocks += [paragraph("Answers:"), Listing(tuple(Entry(line(ask), ask) for ask in fact.asks))]
    blocks.append(note("Fact ", code(fact.id)))
    topics = (topic_choice(topic) for topic in fact.topics)
    return Reply(tuple(blocks), (*fact_steps(fact), *topics), fact_id=fact.id)


def unknown(fact_id: str) -> Reply:
    """Say that there is no fact with this id."""
    return Reply((paragraph(f"I have no fact with the id “{fact_id}”. /facts lists them."),))


def found(matches: Sequence[Match], words: str) -> Reply:
    """List what a search found, best first."""
    if not matches:
        return _nothing_about(words)
    entries = tuple(
        Entry(line(*stated(match.fact), *_cited(match.fact)), f"/fact {match.fact.id}") for match in matches
    )
    return Reply((paragraph(f"Best for “{words}”:"), Listing(entries)))


def others(outcome: Outcome | None) -> Reply:
    """List what else could answer a question, and in words how sure that is."""
    if outcome is None:
        return Reply(
            (paragraph("Ask me something first. Then /others lists what else could be the answer."),)
        )
    runners_up = outcome.matches[1 : PAGE_SIZE + 1]
    asked = outcome.question.text
    if not runners_up:
        return Reply((paragraph(f"I have nothing else for “{asked}”."),))
    entries = tuple(
        Entry(
            line(*stated(match.fact), italic(f" · {_likelihood(match.confidence)}")),
            f"/fact {match.fact.id}",
        )
        for match in runners_up
    )
    return Reply((paragraph(f"What else could answer “{asked}”:"), Listing(entries)))


def _likelihood(confidence: float) -> str:
    words = ((0.75, "very likely"), (0.5, "likely"), (0.25, "possible"))
    return next((word for least, word in words if confidence >= least), "unlikely")


def topics(names: Sequence[str], number: int) -> Reply:
    """List one page of the topics, `number` from 1, each leading to its facts."""
    total = len(names)
    if not total:
        return Reply((paragraph("My facts have no topics yet. /facts lists them all."),))
    entries = tuple(Entry(line(name), topic_choice(name).send) for name in on_page(names, number))
    head = f"{count(total, 'topic')}{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns("/topics", number, total))


def _nothing_about(words: str) -> Reply:
    return Reply((paragraph(f"I have nothing about “{words}”."),), (Choice("All topics", "/topics"),))


def stated(fact: Fact) -> tuple[str | Span, ...]:
    """Return the statement of a fact as a list shows it: shortened, and marked if nobody has reviewed it."""
    mark = (italic(" (unreviewed)"),) if fact.status is Status.DRAFT else ()
    return (shorten(fact.statement), *mark)


def _cited(fact: Fact) -> tuple[Span, ...]:
    return tuple(italic(f" · {citation.source}") for citation in fact.citations[:1])
