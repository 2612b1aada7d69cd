"""What people leave behind: votes on the answers they got."""

from collections.abc import Callable, Sequence

from bot.reply import Entry, Listing, Reply, italic, line, note, paragraph
from bot.state.votes import Tally
from bot.wording.facts import stated
from bot.wording.pages import headline, on_page, turns
from bot.wording.translation import apart, counted, text
from knowledge.model import Fact

_REASONS = 3
"""What people say is wrong, by a fact in the list of votes."""


def thanks_for_vote(*, is_up: bool) -> Reply:
    """Thank for a vote."""
    thanks = text("Thank you, good to know.") if is_up else text("Thank you. That helps to make this better.")
    return Reply((note(thanks),))


def votes(
    tallies: Sequence[tuple[Fact, Tally]], number: int, reasons: Callable[[str], Sequence[str]]
) -> Reply:
    """List one page of the facts that were voted on.

    Args:
        tallies: All of them, in their order.
        number: The page, from 1.
        reasons: Tells what people say is wrong with the fact of an id, the latest first.
    """
    total = len(tallies)
    if not total:
        return Reply((paragraph(text("Nobody has voted on a fact yet.")),))
    entries = tuple(
        Entry(
            line(
                *stated(fact),
                italic(f" · 👎 {tally.down} · 👍 {tally.up}"),
                *(italic(f" · “{apart(reason)}”") for reason in reasons(tally.fact_id)[:_REASONS]),
            ),
            f"/fact {fact.id}",
        )
        for fact, tally in on_page(tallies, number)
    )
    what = counted(
        "{n} fact that people voted on, those of least help first",
        "{n} facts that people voted on, those of least help first",
        total,
    )
    return Reply((headline(what, number, total), Listing(entries)), turns("/votes", number, total))
