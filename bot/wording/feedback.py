"""What people leave behind: questions without an answer, and votes."""

from collections.abc import Callable, Iterator, Sequence

from bot.reply import Choice, Entry, Listing, Reply, bold, code, italic, line, note, paragraph
from bot.state.gaps import Gap
from bot.state.votes import Tally
from bot.wording.answers import Outcome
from bot.wording.facts import stated
from bot.wording.figures import day, listed
from bot.wording.pages import headline, on_page, turns
from bot.wording.translation import apart, counted, spans, text
from knowledge.answering.outcome import Answer, Reason
from knowledge.model import Fact


def gaps(found: Sequence[Gap], number: int, ask: Callable[[str], Outcome]) -> Reply:
    """List one page of the unanswered questions.

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
                f"{apart(gap.question)} ", italic(f"· {listed((*_asked(gap), *_by_now(ask(gap.question))))}")
            )
        )
        for gap in on_page(found, number)
    )
    what = counted("{n} question that I could not answer", "{n} questions that I could not answer", total)
    how = paragraph(*spans("To take one off the list: {command}", command=code("/gaps done NUMBER")))
    return Reply((headline(what, number, total), Listing(entries), how), turns("/gaps", number, total))


def done_with(gap: Gap) -> Reply:
    """Say that a question is off the list."""
    return Reply(
        (
            paragraph(
                text(
                    "“{question}” is off the list. It comes back if it is asked in vain again.",
                    question=gap.question,
                )
            ),
        )
    )


def wanted(gap: Gap, name: str) -> Reply:
    """Tell an admin that somebody waits for an answer."""
    return Reply(
        (
            paragraph(
                text(
                    "{name} would like a person to answer this; my sources do not:",
                    name=name or text("Somebody"),
                )
            ),
            paragraph(bold(apart(gap.question))),
            paragraph(text("{asked}.", asked=_sentence(listed(tuple(_asked(gap)))))),
        ),
        (
            Choice(text("Take it off the list"), f"/gaps done {gap.id}"),
            Choice(text("All open questions"), "/gaps"),
        ),
    )


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


def _asked(gap: Gap) -> Iterator[str]:
    """Yield "no. 7", "asked 3 times", "by 2 people", "last on 3 May 2026", "waiting for a person"."""
    yield text("no. {number}", number=gap.id)
    asked_on = day(gap.asked_at.astimezone().date())
    if gap.times == 1:
        yield text("asked on {day}", day=asked_on)
    else:
        times = counted("asked {n} time", "asked {n} times", gap.times)
        people = counted("by {n} person", "by {n} people", gap.askers)
        yield text("{times} {people}", times=times, people=people) if gap.askers > 1 else times
        yield text("last on {day}", day=asked_on)
    if gap.is_for_person:
        yield text("waiting for a person")


def _by_now(outcome: Outcome) -> Iterator[str]:
    if isinstance(outcome, Answer):
        yield text("answered by now")
    elif outcome.reason is Reason.NOT_SURE:
        yield text("perhaps in the sources")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def thanks_for_vote(*, is_up: bool) -> Reply:
    """Thank for a vote."""
    thanks = text("Thank you, good to know.") if is_up else text("Thank you. That helps to make this better.")
    return Reply((note(thanks),))


def votes(tallies: Sequence[tuple[Fact, Tally]], number: int) -> Reply:
    """List one page of the facts that were voted on, `number` from 1."""
    total = len(tallies)
    if not total:
        return Reply((paragraph(text("Nobody has voted on a fact yet.")),))
    entries = tuple(
        Entry(line(*stated(fact), italic(f" · 👎 {tally.down} · 👍 {tally.up}")), f"/fact {fact.id}")
        for fact, tally in on_page(tallies, number)
    )
    what = counted(
        "{n} fact that people voted on, those of least help first",
        "{n} facts that people voted on, those of least help first",
        total,
    )
    return Reply((headline(what, number, total), Listing(entries)), turns("/votes", number, total))
