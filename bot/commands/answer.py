"""/answer: a question that was asked in vain, what is nearest to it, and its answer in the words of a person."""

from functools import partial

from bot.commands.context import Context
from bot.curation.facts.written_fact import WrittenFact
from bot.curation.gap_closing import Closing
from bot.reply import Reply, SlowReply
from bot.state.gap_groups import GapGroup
from bot.wording import gaps, source_changes


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Show a question by its number and the ways to close it, or close it with a fact that is written for it."""
    number, *words = argument.split(maxsplit=1)
    closing = Closing.of(context.state, number)
    if closing is None:
        return gaps.unknown(number)
    written = WrittenFact.of(words[0] if words else "")
    if before := closing.before(written.statement, context.base):
        return gaps.closed(before, context.scope.sources)
    if not words:
        return partial(_shown, context, closing.group)
    if context.home.is_sample:
        return source_changes.sample_stays()
    return partial(_write, context, closing, written)


def _shown(context: Context, group: GapGroup) -> Reply:
    return gaps.shown(group, context.base.ask(group.question), context.scope.sources)


def _write(context: Context, closing: Closing, written: WrittenFact) -> Reply:
    begun = f"/{context.command.name} {closing.group.number}"
    cites = written.proven(context.base, context.scope.sources, begun)
    if isinstance(cites, Reply):
        return cites
    edits, author, asks = context.edits, context.author, closing.group.questions
    return closing.by(
        lambda: edits.write(written.statement, cites, author, asks=asks), context.base, context.scope.sources
    )
