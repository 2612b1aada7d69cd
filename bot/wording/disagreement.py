"""Sources that disagree, as such: what each says, the newest first."""

import datetime as dt
from collections.abc import Iterator

from bot.reply import Block, Choice, paragraph
from bot.wording.figures import Sources
from bot.wording.places import called
from bot.wording.proof import proven
from bot.wording.translation import text
from knowledge.answering.outcome import Answer, Match
from knowledge.model import Fact


def disagreement(outcome: Answer, sources: Sources) -> Iterator[Block]:
    """Yield what the sources say that disagree, each with its proof and its date."""
    matches = _newest_first(outcome, sources)
    are_dated = any(_date(match.fact, sources) for match in matches)
    disagreeing = len({match.fact.citations[0].source for match in matches})
    if disagreeing == 2 and are_dated:
        yield paragraph(text("Two of my sources disagree. The newest first:"))
    elif disagreeing > 2 and are_dated:
        yield paragraph(text("My sources disagree. The newest first:"))
    else:
        yield paragraph(text("My sources disagree. This is what they say:"))
    for match in matches:
        is_marked = are_dated and not _date(match.fact, sources)
        remark = text("undated") if is_marked else ""
        yield from proven(match.fact, sources, remark, match.told)


def sides(outcome: Answer, sources: Sources) -> tuple[Choice, ...]:
    """Return the way to where each of them stands."""
    facts = [match.fact for match in _newest_first(outcome, sources)]
    names = [called(fact.citations[0].source, sources) for fact in facts]
    return tuple(
        Choice(text("Show in {source}", source=name), f"/show {fact.id}")
        for name, fact in zip(names, facts, strict=True)
    )


def _newest_first(outcome: Answer, sources: Sources) -> list[Match]:
    """Return those that disagree by the dates of their sources; of one date, and without any, the surest first."""
    matches = (outcome.best, *outcome.conflicts)
    return sorted(matches, key=lambda match: _date(match.fact, sources) or dt.date.min, reverse=True)


def _date(fact: Fact, sources: Sources) -> dt.date | None:
    summary = sources.get(fact.citations[0].source)
    return summary.date if summary else None
