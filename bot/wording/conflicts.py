"""Facts that disagree, to be looked through by those who know which one is right."""

from collections.abc import Iterable, Iterator, Sequence

from bot.reply import Block, Choice, Entry, Line, Listing, Reply, Span, italic, line, paragraph
from bot.wording.comparison import compared
from bot.wording.figures import Sources, day, listed
from bot.wording.pages import headline, on_page, turns
from bot.wording.places import called
from bot.wording.proof import proven
from bot.wording.translation import apart, counted, text
from knowledge.answering.disagreements import Disagreement
from knowledge.model import Fact

_ALL = "/conflicts"


def overview(found: Sequence[Disagreement], number: int, sources: Sources) -> Reply:
    """List one page of what disagrees, `number` from 1, each leading to all sides with their proof."""
    total = len(found)
    if not total:
        return Reply((paragraph(text("I see no facts that disagree in a number, a date or a name.")),))
    entries = tuple(
        Entry(_sides(each.facts, sources), f"{_ALL} {each.facts[0].id}") for each in on_page(found, number)
    )
    what = counted("{n} disagreement", "{n} disagreements", total)
    return Reply((headline(what, number, total), Listing(entries)), turns(_ALL, number, total))


def shown(found: Disagreement, sources: Sources) -> Reply:
    """Show facts that disagree with their proof, and the ways to say which one is right."""
    blocks: list[Block] = [paragraph(text("Not all of this can be right:"))]
    for fact in found.facts:
        blocks += proven(fact, sources)
    rights = (
        Choice(text("{source} is right", source=_named(fact, sources)), f"/right {fact.id}")
        for fact in found.facts
    )
    return Reply(tuple(blocks), (*rights, Choice(text("All disagreements"), _ALL)))


def none_with(fact_id: str) -> Reply:
    """Say that nothing disagrees with a fact, or no longer."""
    nothing = text(
        "Nothing disagrees with the fact “{id}”; perhaps that has been settled already.", id=fact_id
    )
    return Reply((paragraph(nothing),), (Choice(text("All disagreements"), _ALL),), is_in_vain=True)


def reason(right: Fact) -> str:
    """Return why others are hidden, for the history."""
    return text("“{statement}” is right.", statement=right.statement)


def settled(right: Fact, wrong: Iterable[Fact], undo: Sequence[str], sources: Sources) -> Reply:
    """Say which fact is told from now on, and which ones no longer.

    Args:
        right: The fact that is right.
        wrong: Those that are hidden.
        undo: What takes back each of that.
        sources: What is known of the sources.
    """
    hidden = tuple(Entry(line(apart(fact.statement), _from(fact, sources))) for fact in wrong)
    blocks: tuple[Block | Listing, ...] = (
        paragraph(text("This is right, and approved:")),
        *proven(right, sources),
        paragraph(text("Hidden:")),
        Listing(hidden),
    )
    return Reply(
        blocks, (*(Choice(text("Undo"), each) for each in undo), Choice(text("All disagreements"), _ALL))
    )


def _sides(facts: Sequence[Fact], sources: Sources) -> Line:
    """Return what each fact says, the words in bold by which it differs from the first, and where it is from."""
    first, *others = (fact.statement for fact in facts)
    told = [compared(first, others[0])[0], *(compared(first, other)[1] for other in others)]
    spans: list[Line] = []
    for said, fact in zip(told, facts, strict=True):
        spans.append((*line("\n" if spans else ""), *said, _from(fact, sources)))
    return tuple(span for side in spans for span in side)


def _from(fact: Fact, sources: Sources) -> Span:
    return italic(f" · {listed([*_origin(fact, sources)])}")


def _origin(fact: Fact, sources: Sources) -> Iterator[str]:
    """Yield what the source of a fact is called and of which day it is."""
    yield _named(fact, sources)
    summary = sources.get(fact.citations[0].source)
    if summary and summary.date:
        yield day(summary.date)


def _named(fact: Fact, sources: Sources) -> str:
    return called(fact.citations[0].source, sources)
