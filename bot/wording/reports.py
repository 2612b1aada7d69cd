"""Every sentence that only admins read: gaps, votes, refreshes, and changes to the sources → `Reply`."""

from collections.abc import Callable, Sequence

from bot.reply import Block, Choice, Entry, Listing, Reply, bold, code, italic, line, paragraph
from bot.state.gaps import Gap
from bot.state.source_changes import Change
from bot.state.votes import Tally
from bot.wording.answers import Outcome, count, day
from bot.wording.lists import on_page, page_of, standing, stated, turns
from knowledge.model import Answer, Fact, Reason, RefreshReport

# --- gaps ----------------------------------------------------------------------------------------


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


# --- votes ---------------------------------------------------------------------------------------


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


# --- sources -------------------------------------------------------------------------------------


def refreshed(report: RefreshReport) -> Reply:
    """Say how things stand after a refresh."""
    return Reply((paragraph(standing(report)), *_problems(report)), _mend(report))


def sure_to_remove(source: str, send: str) -> Reply:
    """Ask whether a source is really to go."""
    return Reply(
        (
            paragraph(
                "Take ", code(source), " away? I will no longer answer from it. You can take that back."
            ),
        ),
        (Choice("Yes, take it away", send),),
    )


def removed(source: str, change: int, report: RefreshReport) -> Reply:
    """Say that a source is gone, by the number under which that can be undone."""
    gone = paragraph(code(source), " is taken away. The file lies in the folder ", code("removed"), ".")
    undo = Choice("Undo", f"/undo {change}")
    return Reply((gone, *_withheld(report), *_problems(report)), (undo, *_mend(report)))


def undone(source: str, change: Change, report: RefreshReport) -> Reply:
    """Say that a change to a source is taken back."""
    after = {
        Change.ADDED: " is out again, as before.",
        Change.REPLACED: " is again what it was.",
        Change.REMOVED: " is back.",
    }
    blocks = (paragraph(code(source), after[change]), *_withheld(report), *_problems(report))
    return Reply(blocks, _mend(report))


def nothing_to_undo() -> Reply:
    """Say that there is no such change, or no more."""
    return Reply((paragraph("There is nothing to take back; perhaps that has been done already."),))


def sample_stays() -> Reply:
    """Say that the sample knowledge is not to be changed."""
    text = "This is the sample that comes with me, and it stays as it is. For documents of your own: "
    return Reply((paragraph(text, code("citebot init FOLDER")),))


def _withheld(report: RefreshReport) -> tuple[Block, ...]:
    if not report.withheld:
        return ()
    held = ", ".join(report.withheld)
    return (paragraph(f"These facts are withheld, since their quote is in no source any more: {held}."),)


def _problems(report: RefreshReport) -> tuple[Block, ...]:
    if not report.problems:
        return ()
    return (paragraph(f"{count(len(report.problems), 'problem')} in the files."),)


def _mend(report: RefreshReport) -> tuple[Choice, ...]:
    return (Choice("What is wrong", "/check"),) if report.problems else ()
