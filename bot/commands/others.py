"""/others: what else could answer a question."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import facts


def run(context: Context, argument: str) -> Reply:
    """List the runners-up of a question, by default of the speaker's last one."""
    outcome = context.base.ask(argument) if argument else context.last_outcome()
    return facts.others(outcome)
