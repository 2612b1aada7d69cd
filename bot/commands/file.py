"""/file: a source as it is."""

from bot.commands.context import Context
from bot.commands.source import unknown_source
from bot.reply import Reply
from bot.wording import sources
from knowledge.sources.corpus import source_path


def run(context: Context, argument: str) -> Reply:
    """Hand over the file of a source, where the operator allows it."""
    document = context.base.document(argument)
    if not context.config.send_files:
        return sources.no_files(document.source if document else "")
    if document is None:
        return unknown_source(context, argument)
    return sources.file(document.source, source_path(context.home.sources, document.source))
