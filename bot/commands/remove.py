"""/remove: a source is taken away, and can be put back."""

from bot.commands.context import Context
from bot.commands.source import unknown_source
from bot.curation.sources.removal import take_away
from bot.reply import Reply, SlowReply
from bot.state.source_changes import Change
from bot.wording import source_changes
from knowledge.sources.corpus import file_name, source_path

_NOW = " now"


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Ask whether a source is to go; told "now", move it out of the folder and forget what it says."""
    name = argument.removesuffix(_NOW).strip()
    source = _find(context, name)
    if source is None:
        return unknown_source(context, name)
    if context.home.is_sample:
        return source_changes.sample_stays()
    if not argument.endswith(_NOW):
        return source_changes.sure_to_remove(source, f"/{context.command.name} {source}{_NOW}")
    previous = take_away(context.home, source)
    change = context.state.source_changes.record(
        source, Change.REMOVED, user_id=context.speaker.origin.user_id, previous=previous
    )
    return lambda: source_changes.removed(source, change, context.base.refresh())


def _find(context: Context, name: str) -> str | None:
    """Return the name of a source, or of the file that holds it; it may be one that cannot be read."""
    if document := context.base.document(name):
        return file_name(context.home.sources, document.source)
    folder = context.home.sources.resolve()
    try:
        path = source_path(folder, name)
        return name if path.is_file() and path.resolve().is_relative_to(folder) else None
    except OSError:  # longer than the name of any file
        return None
