"""/source: one source and its outline."""

from rapidfuzz import fuzz, process, utils

from bot import listing
from bot.commands.command import Command, Context
from bot.reply import Reply

_NEAR = 3


def source(context: Context, argument: str) -> Reply:
    """Show a source, named by its file name or by a part of its name or title that only it has."""
    document = context.base.document(argument)
    summaries = context.scope.sources
    if document is None:
        names = {name: f"{name} {summary.title}" for name, summary in summaries.items()}
        near = process.extract(
            argument,
            names,
            scorer=fuzz.partial_token_ratio,
            processor=utils.default_process,
            limit=_NEAR,
            score_cutoff=70,
        )
        return listing.no_source(argument, [name for _, _, name in near])
    return listing.source(document, summaries[document.source])


SOURCE = Command("source", "NAME", "show one source and what is in it", source)
