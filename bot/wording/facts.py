"""Facts to browse: in lists, one by one, and by topic."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.reply import Block, Choice, Entry, Listing, Reply, Span, bold, code, italic, line, note, paragraph
from bot.wording.answers import Outcome, fact_steps, topic_choice
from bot.wording.figures import Sources
from bot.wording.pages import PAGE_SIZE, headline, on_page, shorten, turns
from bot.wording.places import called
from bot.wording.proof import caveat, proven
from bot.wording.refusals import nothing_yet
from bot.wording.translation import apart, counted, spans, text
from knowledge.answering.outcome import Match
from knowledge.model import Fact, Status


def listed(page: Sequence[Fact], words: str, number: int, total: int, sources: Sources) -> Reply:
    """List one page of facts, `number` from 1, with the ways to the pages around it.

    All facts stand under their topics, drafts under their sources; those about some words are of one kind, or the nearest first.
    """
    if not total:
        return _nothing_about(words) if words else nothing_yet()
    head = counted("{n} fact", "{n} facts", total)
    if words:
        head = counted("{n} fact about “{words}”", "{n} facts about “{words}”", total, words=words)
    blocks = [_entries(page)] if words else [*_grouped(page, sources)]
    ways = turns(f"/facts {words}".strip(), number, total)
    return Reply((headline(head, number, total), *blocks), ways)


def _grouped(facts: Iterable[Fact], sources: Sources) -> Iterator[Block | Listing]:
    for heading, group in groupby(facts, key=lambda fact: _heading(fact, sources)):
        yield paragraph(bold(apart(heading)))
        yield _entries(group)


def _heading(fact: Fact, sources: Sources) -> str:
    if fact.status is Status.DRAFT:
        return called(fact.citations[0].source, sources)
    return fact.topics[0] if fact.topics else text("Without a topic")


def _entries(facts: Iterable[Fact]) -> Listing:
    return Listing(tuple(Entry(line(*stated(fact)), f"/fact {fact.id}") for fact in facts))


def shown(fact: Fact, sources: Sources, *, curates: bool = False) -> Reply:
    """Show a fact with its proof and what it answers, and how it can be changed to whoever may."""
    blocks: list[Block | Listing] = [*proven(fact, sources)]
    if fact.asks:
        blocks += [paragraph(text("Answers:")), Listing(tuple(Entry(line(ask), ask) for ask in fact.asks))]
    blocks.append(note(*spans("Fact {id}", id=code(fact.id))))
    topics = (topic_choice(topic) for topic in fact.topics)
    return Reply(tuple(blocks), (*fact_steps(fact, curates=curates), *topics), fact_id=fact.id)


def unknown(fact_id: str) -> Reply:
    """Say that there is no fact with this id."""
    none = text("I have no fact with the id “{id}”. /facts lists them.", id=fact_id)
    return Reply((paragraph(none),), is_in_vain=True)


def hidden(fact: Fact) -> Reply:
    """Say that a fact is hidden, and how it is told again."""
    said = (paragraph(text("This is hidden, so I do not tell it:")), paragraph(bold(apart(fact.statement))))
    return Reply(said, (Choice(text("Approve"), f"/approve {fact.id}"),), is_in_vain=True)


def wrong_in_file(fact_id: str, file: str) -> Reply:
    """Say that a fact stands in a file, but cannot be told."""
    why = text(
        "The fact “{id}” stands in {file}, but something is wrong there, so I do not tell it.",
        id=fact_id,
        file=file,
    )
    return Reply((paragraph(why),), (Choice(text("What is wrong"), "/check"),), is_in_vain=True)


def found(matches: Sequence[Match], words: str, sources: Sources) -> Reply:
    """List what a search found, best first."""
    if not matches:
        return _nothing_about(words)
    entries = tuple(
        Entry(line(*stated(match.fact), *_cited(match.fact, sources)), f"/fact {match.fact.id}")
        for match in matches
    )
    return Reply((paragraph(text("Best for “{words}”:", words=words)), Listing(entries)))


def others(outcome: Outcome | None) -> Reply:
    """List what else could answer a question, and in words how sure that is."""
    if outcome is None:
        return Reply(
            (paragraph(text("Ask me something first. Then /others lists what else could be the answer.")),)
        )
    runners_up = outcome.matches[1 : PAGE_SIZE + 1]
    asked = outcome.question.text
    if not runners_up:
        return Reply((paragraph(text("I have nothing else for “{question}”.", question=asked)),))
    entries = tuple(
        Entry(
            line(*stated(match.fact), italic(f" · {_likelihood(match.confidence)}")),
            f"/fact {match.fact.id}",
        )
        for match in runners_up
    )
    return Reply((paragraph(text("What else could answer “{question}”:", question=asked)), Listing(entries)))


def _likelihood(confidence: float) -> str:
    words = ((0.75, text("very likely")), (0.5, text("likely")), (0.25, text("possible")))
    return next((word for least, word in words if confidence >= least), text("unlikely"))


def topics(names: Sequence[str], number: int) -> Reply:
    """List one page of the topics, `number` from 1, each leading to its facts."""
    total = len(names)
    if not total:
        return Reply((paragraph(text("My facts have no topics yet. /facts lists them all.")),))
    entries = tuple(Entry(line(name), topic_choice(name).send) for name in on_page(names, number))
    head = headline(counted("{n} topic", "{n} topics", total), number, total)
    return Reply((head, Listing(entries)), turns("/topics", number, total))


def _nothing_about(words: str) -> Reply:
    return Reply(
        (paragraph(text("I have nothing about “{words}”.", words=words)),),
        (Choice(text("All topics"), "/topics"),),
    )


def stated(fact: Fact) -> tuple[str | Span, ...]:
    """Return the statement of a fact as a list shows it: shortened, and marked if it is unreviewed or under review."""
    return (apart(shorten(fact.statement)), *(italic(f" ({mark})") for mark in caveat(fact)))


def _cited(fact: Fact, sources: Sources) -> tuple[Span, ...]:
    return tuple(italic(f" · {apart(called(citation.source, sources))}") for citation in fact.citations[:1])
