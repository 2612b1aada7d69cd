"""/source: one source and its outline."""

from rapidfuzz import fuzz, process, utils

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import sources

_NEAR = 3
_NEAR_ENOUGH = 80
"""In per cent, of the nearest part of a name or title: in a word of five letters, one may be wrong."""


def run(context: Context, argument: str) -> Reply:
    """Show a source, named by its file name or by a part of its name or title that only it has."""
    document = context.base.document(argument)
    if document is None:
        return unknown_source(context, argument)
    return sources.shown(
        document, context.scope.sources[document.source], sends_files=context.config.send_files
    )


def unknown_source(context: Context, name: str) -> Reply:
    """Say that no source is called this, and which ones are called nearly so."""
    names = {name: f"{name} {summary.title}" for name, summary in context.scope.sources.items()}
    near = process.extract(
        name,
        names,
        scorer=fuzz.partial_token_ratio,
        processor=utils.default_process,
        limit=_NEAR,
        score_cutoff=_NEAR_ENOUGH,
    )
    return sources.unknown(name, [name for _, _, name in near])
