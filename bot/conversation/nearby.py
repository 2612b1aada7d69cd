"""A follow-up → the sentence at the last answer that tells it: "He leads it since 2018." behind "The director is Jens Harms.".

What stands there need not name what it is about, nor hold the words that are asked with. A reader says what tells; where none reads, a follow-up that
asks nothing by itself is told by what holds what is new in it, or offers what it asks for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.conversation.readings import Readings
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer, Match
from knowledge.base import KnowledgeBase
from knowledge.model import Fact

_BEFORE, _BEHIND = 3, 4
"""Sentences before the last answer and behind it that are read."""
_NEXT = 2
"""Sentences of its paragraph behind it that may go on from it where nothing is read."""
_TELLS, _LEAD = 0.5, 2.0
"""Verdict, and by how much it is above those on the others, from which on a sentence tells: of 20 such of our conversations 19 were right."""
_SURE = 0.7
"""Confidence in a sentence that tells; of ten that offer what is asked for, in four languages, nine were right."""


def told(base: KnowledgeBase, text: str, outcome: Outcome, read: Readings, turn: Turn) -> Outcome:
    """Return what stands at the last answer, if that tells what a message asks that leans on it; else the outcome as it is.

    Args:
        base: What is asked.
        text: The message.
        outcome: What the message leads to otherwise.
        read: How the message may be read.
        turn: What was said last.
    """
    last = base.fact(turn.fact_ids[0]) if turn.fact_ids else None
    if last is None or not (read.leans and read.wholes):
        return outcome
    before, behind = around(base, last)
    if not (before or behind):
        return outcome
    asked = dict.fromkeys((text, *read.wholes))
    said = {one: base.verdicts(one, (last, *before, *behind)) for one in asked if one != read.echo}
    if any(said.values()):
        match = _read_best(said.values(), last, (*before, *behind), read)
    else:
        match = _offered(outcome, read, (last, *_next(last, behind)))
    if match is None:
        return outcome
    question = replace(outcome.question, text=read.wholes[0], understood_as=read.wholes[0])
    return Answer(question, (match,), outcome.threshold, _SURE)


def around(base: KnowledgeBase, last: Fact) -> tuple[Sequence[Fact], Sequence[Fact]]:
    """Return what stands right before the last answer and right behind it, without what is hidden."""
    place = last.citations[0].locator
    drafts = base.drafts(last.citations[0].source)
    before = [fact for fact in drafts if fact.citations[0].locator.end <= place.start][-_BEFORE:]
    behind = [fact for fact in drafts if fact.citations[0].locator.start >= place.end][:_BEHIND]
    return [fact for fact in before if base.fact(fact.id)], [fact for fact in behind if base.fact(fact.id)]


def _read_best(
    said: Iterable[Mapping[str, float]], last: Fact, facts: Sequence[Fact], read: Readings
) -> Match | None:
    """Return the sentence that, as the reader says, tells one of some questions and clearly more than the others do; None where none does."""
    verdicts = max(said, key=lambda verdicts: max(verdicts.values(), default=-_LEAD))
    # Where what is new is asked, the last answer may tell it as well.
    first, *others = sorted(
        facts if read.goes_on else (last, *facts), key=lambda fact: -verdicts.get(fact.id, -_LEAD)
    )
    verdict = verdicts.get(first.id, -_LEAD)
    is_clear = verdict >= _TELLS and all(
        verdict - verdicts.get(other.id, -_LEAD) >= _LEAD for other in others
    )
    is_meant = not (read.goes_on and (read.new or read.asked)) or read.is_told_by(first.statement, verdict)
    return Match(first, _SURE, verdict=verdict) if is_clear and is_meant and first is not last else None


def _offered(outcome: Outcome, read: Readings, facts: Sequence[Fact]) -> Match | None:
    """Return the first sentence by which a follow-up is told that asks nothing by itself, where nothing was read."""
    if not read.goes_on or any(match.verdict is not None for match in outcome.matches):
        return None
    found = next((fact for fact in facts if read.is_gone_on_by(fact.statement)), None)
    return Match(found, _SURE) if found else None


def _next(last: Fact, behind: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the next sentences of the last answer's paragraph."""
    paragraph = last.citations[0].locator.paragraph
    return (fact for fact in behind[:_NEXT] if fact.citations[0].locator.paragraph == paragraph)
