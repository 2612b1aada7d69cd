"""/alias: a fact answers another question."""

from bot.commands.context import Context
from bot.reply import Reply, SlowReply
from bot.wording import fact_edits


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Give the fact of an id another example question, or ask for one."""
    fact_id, *question = argument.split(maxsplit=1)
    fact = context.base.fact(fact_id)
    if fact is None:
        return context.untold(fact_id)
    begun = f"/{context.command.name} {fact_id}"
    if not question and not context.home.is_sample:
        return fact_edits.ask_for_question(fact, begun)
    return context.editing(
        lambda: context.edits.add_question(fact, " ".join(question), context.author), begun
    )
