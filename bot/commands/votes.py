"""/votes: what people think of the answers they got, for those who can mend them."""

from bot.commands.context import Context, split_page
from bot.reply import Reply
from bot.wording import feedback
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> Reply:
    """List a page of the facts that were voted on, as far as they are still there."""
    _, number = split_page(argument)
    tallies = ((context.base.fact(tally.fact_id), tally) for tally in context.state.votes.tally())
    living = [(fact, tally) for fact, tally in tallies if fact]
    return feedback.votes(living, min(number, page_count(len(living))), context.state.complaints.about)
