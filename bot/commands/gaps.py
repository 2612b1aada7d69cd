"""/gaps: what people asked in vain, for those who can add sources and facts."""

from bot.commands.context import Context, split_page
from bot.reply import Reply
from bot.wording import feedback, introduction
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> Reply:
    """List a page of the unanswered questions, the most frequent first, or take one off the list."""
    if argument.startswith("done"):
        return _done(context, argument.removeprefix("done").strip())
    _, number = split_page(argument)
    found = context.state.gaps.open()
    return feedback.gaps(found, min(number, page_count(len(found))), context.base.ask)


def _done(context: Context, number: str) -> Reply:
    gap = next((gap for gap in context.state.gaps.open() if str(gap.id) == number), None)
    if gap is None:
        return introduction.usage("/gaps done NUMBER", "take a question off the list, by its number there")
    context.state.gaps.resolve(gap.id)
    return feedback.done_with(gap)
