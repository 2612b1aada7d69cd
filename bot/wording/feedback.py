"""What people leave behind: questions without an answer, and votes."""

from collections.abc import Callable, Sequence

from bot.reply import Choice, Entry, Listing, Reply, bold, code, italic, line, note, paragraph
from bot.state.gaps import Gap
from bot.state.votes import Tally
from bot.wording.answers import Outcome
from bot.wording.facts import stated
from bot.wording.figures import count, day
from bot.wording.pages import on_page, page_of, turns
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
        return Reply((paragraph("There is no question that I could not answer."),))
    entries = tuple(
        Entry(line(f"{gap.question} ", italic(f"· {_asked(gap)}{_by_now(ask(gap.question))}")))
        for gap in on_page(found, number)
    )
    head = f"{count(total, 'question')} that I could not answer{page_of(number, total)}:"
    how = paragraph("To take one off the list: ", code("/gaps done NUMBER"))
    return Reply((paragraph(head), Listing(entries), how), turns("/gaps", number, total))


def done_with(gap: Gap) -> Reply:
    """Say that a question is off the list."""
    return Reply(
        (paragraph(f"“{gap.question}” is off the list. It comes back if it is asked in vain again."),)
    )


def wanted(gap: Gap, name: str) -> Reply:
    """Tell an admin that somebody waits for an answer."""
    return Reply(
        (
            paragraph(f"{name or 'Somebody'} would like a person to answer this; my sources do not:"),
            paragraph(bold(gap.question)),
            paragraph(_asked(gap).capitalize(), "."),
        ),
        (Choice("Take it off the list", f"/gaps done {gap.id}"), Choice("All open questions", "/gaps")),
    )


def passed_on(question: str, for_admins: Reply) -> Reply:
    """Say that a person will see the question."""
    text = f"I have passed “{question}” on to the people who look after me. Thank you for asking."
    return Reply((paragraph(text),), for_admins=for_admins)


def no_gap() -> Reply:
    """Say that no such question is open."""
    return Reply((paragraph("I no longer have that question. Please ask it once more, then pass it on."),))


def _asked(gap: Gap) -> str:
    """Return "no. 7, asked 3 times by 2 people, last on 3 May 2026, waiting for a person"."""
    if gap.times == 1:
        asked = f"asked on {day(gap.asked_at.astimezone().date())}"
    else:
        people = f" by {gap.askers} people" if gap.askers > 1 else ""
        asked = f"asked {gap.times} times{people}, last on {day(gap.asked_at.astimezone().date())}"
    return f"no. {gap.id}, {asked}{', waiting for a person' if gap.is_for_person else ''}"


def _by_now(outcome: Outcome) -> str:
    if isinstance(outcome, Answer):
        return ", answered by now"
    return ", perhaps in the sources" if outcome.reason is Reason.NOT_SURE else ""


def thanks_for_vote(*, is_up: bool) -> Reply:
    """Thank for a vote."""
    text = "Thank you, good to know." if is_up else "Thank you. That helps to make this better."
    return Reply((note(text),))


def votes(tallies: Sequence[tuple[Fact, Tally]], number: int) -> Reply:
    """List one page of the facts that were voted on, `number` from 1."""
    total = len(tallies)
    if not total:
        return Reply((paragraph("Nobody has voted on a fact yet."),))
    entries = tuple(
        Entry(line(*stated(fact), italic(f" · 👎 {tally.down} · 👍 {tally.up}")), f"/fact {fact.id}")
        for fact, tally in on_page(tallies, number)
    )
    head = f"{count(total, 'fact')} that people voted on, those of least help first{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns("/votes", number, total))
