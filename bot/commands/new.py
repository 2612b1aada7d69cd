"""/new: a fact is written, with the words of a source that prove it."""

from bot.commands.context import Context
from bot.curation.facts.written_fact import WrittenFact
from bot.reply import Reply, SlowReply
from bot.wording import fact_edits, source_changes


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Write a fact, or ask for what is missing of it."""
    if context.home.is_sample:
        return source_changes.sample_stays()
    written = WrittenFact.of(argument)
    if not written.statement:
        return fact_edits.ask_for_statement(f"/{context.command.name}")
    return lambda: _write(context, written)


def _write(context: Context, written: WrittenFact) -> Reply:
    cites = written.proven(context.base, context.scope.sources, f"/{context.command.name}")
    if isinstance(cites, Reply):
        return cites
    edit = context.editing(lambda: context.edits.write(written.statement, cites, context.author))
    return edit if isinstance(edit, Reply) else edit()
