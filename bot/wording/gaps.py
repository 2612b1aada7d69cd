"""Questions without an answer: passed on by those who asked, seen and closed by those who know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.reply import Block, Choice, Entry, Listing, Reply, bold, italic, line, note, paragraph
from bot.state.gap_groups import GapGroup
from bot.state.gaps import Gap
from bot.wording.answers import Outcome, candidate, fact_steps
from bot.wording.facts import stated
from bot.wording.figures import Sources, day, listed
from bot.wording.pages import headline, on_page, turns
from bot.wording.proof import proven
from bot.wording.translation import apart, counted, text
from knowledge.answering.outcome import Answer, Reason
from knowledge.model import Fact

_NEAR = 4
"""Facts that are offered as an answer."""


def gaps(found: Sequence[GapGroup], number: int, ask: Callable[[str], Outcome]) -> Reply:
    """List one page of the unanswered questions, each leading to what can be done about it.

    Args:
        found: All of them, in their order.
        number: The page, from 1.
        ask: Tells what a question leads to now.
    """
    total = len(found)
    if not total:
        return Reply((paragraph(text("There is no question that I could not answer.")),))
    entries = tuple(
        Entry(
            line(
                bold(_number(group)),
                f" · {apart(group.question)} ",
                italic(f"· {listed((*_asked(group), *_by_now(ask(group.question))))}"),
            ),
            f"/answer {group.number}",
        )
        for group in on_page(found, number)
    )
    what = counted("{n} question that I could not answer", "{n} questions that I could not answer", total)
    return Reply((headline(what, number, total), Listing(entries)), turns("/gaps", number, total))


def shown(group: GapGroup, outcome: Outcome, sources: Sources) -> Reply:
    """Show a question that was asked in vain, what is nearest to it now, and what can be done about it."""
    blocks: list[Block | Listing] = [
        paragraph(bold(apart(group.question))),
        note(text("{asked}.", asked=_sentence(listed((_number(group), *_asked(group)))))),
    ]
    if others := group.questions[1:]:
        also = tuple(Entry(line(apart(other))) for other in others)
        blocks += [paragraph(text("Also asked as:")), Listing(also)]
    blocks += _near(group, outcome, sources)
    tell = isinstance(outcome, Answer) and group.waiting
    ways = (*([_tell([group.number])] if tell else []), *_ways(group))
    return Reply(tuple(blocks), ways, completes=f"/answer {group.number}")


def _near(group: GapGroup, outcome: Outcome, sources: Sources) -> Iterator[Block | Listing]:
    """Yield what answers a question by now, and what could be picked as its answer."""
    near = outcome.matches
    if isinstance(outcome, Answer):
        yield paragraph(text("By now I answer it:"))
        yield from proven(outcome.best.fact, sources, told=outcome.best.told)
        near = near[1:]
    if near:
        yield paragraph(text("Does one of these answer it?"))
        entries = (
            replace(candidate(one, sources), send=f"/answer_with {group.number} {one.fact.id}")
            for one in near[:_NEAR]
        )
        yield Listing(tuple(entries))
    yield note(
        text(
            "To answer it in your own words, reply to this message: what I shall say, and words of a source that prove it in quotation marks."
        )
    )


def ask_for_answer(group: GapGroup) -> Reply:
    """Ask for the answer to a question in plain words."""
    how = text("Write the answer as I shall say it, and words of a source that prove it in quotation marks.")
    return Reply(
        (paragraph(bold(apart(group.question))), paragraph(how)),
        completes=f"/answer {group.number}",
        is_prompt=True,
    )


def answered_by_now(answered: Sequence[tuple[Gap, Answer]]) -> Reply:
    """Tell an admin which open questions that somebody waits for are answered by what has changed."""
    entries = tuple(
        Entry(line(f"{apart(gap.question)} → ", *stated(answer.best.fact)), f"/answer {gap.id}")
        for gap, answer in answered
    )
    what = counted(
        "What has changed answers {n} open question that somebody waits for:",
        "What has changed answers {n} open questions that somebody waits for:",
        len(answered),
    )
    return Reply((paragraph(what), Listing(entries)), (_tell([gap.id for gap, _ in answered]),))


def told(people: int) -> Reply:
    """Say how many people are told the answer to their question."""
    are_told = counted("I tell {n} person who asked.", "I tell {n} people who asked.", people)
    said = are_told if people else text("Nobody waits for the answer any more.")
    return Reply((paragraph(said),), is_in_vain=not people)


def no_answer(question: str) -> Reply:
    """Say that a question is not answered after all."""
    none = text("I have no answer to “{question}” any more.", question=question)
    return Reply((paragraph(none),), is_in_vain=True)


def answered(question: str, fact: Fact, sources: Sources) -> Reply:
    """Tell somebody who asked in vain what answers their question now."""
    said = text("When you asked “{question}”, I had no answer. Now I have one:", question=question)
    return Reply((paragraph(said), *proven(fact, sources)), fact_steps(fact), fact_id=fact.id)


def _tell(numbers: Iterable[int]) -> Choice:
    return Choice(text("Tell those who asked"), f"/tell {' '.join(map(str, numbers))}")


def _ways(group: GapGroup) -> tuple[Choice, ...]:
    return (
        Choice(text("In my own words"), f"/answer_in_words {group.number}"),
        Choice(text("Ignore"), f"/ignore {group.number}"),
        Choice(text("All open questions"), "/gaps"),
    )


def ignored(group: GapGroup) -> Reply:
    """Say that a question is off the list."""
    off = text(
        "“{question}” is off the list. It comes back if it is asked in vain again.", question=group.question
    )
    return Reply((paragraph(off),))


def closed(fact: Fact, sources: Sources) -> Reply:
    """Say that a question has been answered already, by what, and how to change that."""
    already = paragraph(text("That question has been answered already, with this:"))
    return Reply(
        (already, *proven(fact, sources)),
        (Choice(text("Edit"), f"/edit {fact.id}"),),
        fact_id=fact.id,
        is_in_vain=True,
    )


def unknown(number: str) -> Reply:
    """Say that no question of this number is open."""
    return Reply(
        (paragraph(text("There is no open question no. {number}. /gaps lists them.", number=number)),),
        is_in_vain=True,
    )


def wanted(group: GapGroup, name: str, outcome: Outcome, sources: Sources) -> Reply:
    """Tell an admin that somebody waits for an answer, and what could be one."""
    would = text(
        "{name} would like a person to answer this; my sources do not:", name=name or text("Somebody")
    )
    reply = shown(group, outcome, sources)
    return replace(reply, blocks=(paragraph(would), *reply.blocks))


def passed_on(question: str, for_admins: Callable[[], Reply]) -> Reply:
    """Say that a person will see the question."""
    passed = text(
        "I have passed “{question}” on to the people who look after me. Thank you for asking.",
        question=question,
    )
    return Reply((paragraph(passed),), for_admins=for_admins)


def no_gap() -> Reply:
    """Say that no such question is open."""
    return Reply(
        (paragraph(text("I no longer have that question. Please ask it once more, then pass it on.")),)
    )


def _number(group: GapGroup) -> str:
    """Return "no. 7", as commands take it."""
    return text("no. {number}", number=group.number)


def _asked(group: GapGroup) -> Iterator[str]:
    """Yield "asked 3 times", "by 2 people", "last on 3 May 2026", "waiting for a person"."""
    asked_on = day(group.asked_at.astimezone().date())
    if group.times == 1:
        yield text("asked on {day}", day=asked_on)
    else:
        times = counted("asked once", "asked {n} times", group.times)
        people = counted("by {n} person", "by {n} people", group.people)
        yield text("{times} {people}", times=times, people=people) if group.people > 1 else times
        yield text("last on {day}", day=asked_on)
    if group.waiting:
        yield text("waiting for a person")


def _by_now(outcome: Outcome) -> Iterator[str]:
    if isinstance(outcome, Answer):
        yield text("answered by now")
    elif outcome.reason is Reason.NOT_SURE:
        yield text("perhaps in the sources")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
