"""/conflicts: what the sources disagree on."""

from bot.commands.context import Context, split_page
from bot.reply import Reply, SlowReply
from bot.wording import conflicts
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> SlowReply:
    """List a page of the facts that disagree, or show those that one of them disagrees with."""
    fact_id, number = split_page(argument)

    def look() -> Reply:
        found = context.base.disagreements()
        if not fact_id:
            return conflicts.overview(found, min(number, page_count(len(found))), context.scope.sources)
        with_it = next((each for each in found if fact_id in {fact.id for fact in each.facts}), None)
        return conflicts.shown(with_it, context.scope.sources) if with_it else conflicts.none_with(fact_id)

    return look
