"""/answer_in_words: the answer to a question that was asked in vain is asked for."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.state.gap_groups import numbered
from bot.wording import gaps


def run(context: Context, argument: str) -> Reply:
    """Ask for the answer in plain words."""
    group = numbered(context.state.gaps.open(), argument)
    return gaps.ask_for_answer(group) if group else gaps.unknown(argument)
