"""/file: a source as it is."""

from bot.commands.context import Context
from bot.commands.source import unknown_source
from bot.reply import Reply
from bot.wording import sources
from knowledge.sources.corpus import file_name, source_path


def run(context: Context, argument: str) -> Reply:
    """Hand over the file of a source, or the one that holds it, where the operator allows it."""
    document = context.base.document(argument)
    if not context.config.send_files:
        return sources.no_files(document.source if document else "")
    if document is None:
        return unknown_source(context, argument)
    name = file_name(context.home.sources, document.source)
    return sources.file(name, source_path(context.home.sources, name))
