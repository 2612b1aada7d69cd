"""What people leave behind: votes on the answers they got."""

from collections.abc import Sequence

from bot.reply import Entry, Listing, Reply, italic, line, note, paragraph
from bot.state.votes import Tally
from bot.wording.facts import stated
from bot.wording.pages import headline, on_page, turns
from bot.wording.translation import counted, text
from knowledge.model import Fact


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
