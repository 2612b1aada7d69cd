"""/history: who changed which fact when, how and why."""

from bot.commands.context import Context, split_page
from bot.curation.facts import edit_replies
from bot.reply import Reply
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> Reply:
    """List a page of the edits, or of those of one fact, the youngest first."""
    named, number = split_page(argument)
    fact = context.base.fact(named, even_hidden=True) if named else None
    fact_id = fact.id if fact else named
    history = context.edits.history
    edits = history.of(fact_id) if fact_id else tuple(reversed(history))
    return edit_replies.history(edits, fact_id, min(number, page_count(len(edits))))
