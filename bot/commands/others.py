"""/others: what else could answer a question."""

from bot.commands.command import Command, Context
from bot.reply import Reply
from bot.wording import lists


def others(context: Context, argument: str) -> Reply:
    """List the runners-up of a question, by default of the speaker's last one."""
    outcome = context.base.ask(argument) if argument else context.last_outcome()
    return lists.others(outcome)


OTHERS = Command("others", "[QUESTION]", "list other answers to your last question", others)
