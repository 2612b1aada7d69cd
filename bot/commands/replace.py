"""/replace: an upload takes the place of the source whose name it wanted."""

import re

from bot.commands.context import Context
from bot.curation.sources import source_files
from bot.reply import Reply, SlowReply
from bot.state.source_changes import Change
from bot.wording import source_changes, upload_receipts
from knowledge.model import Description

_NUMBERED = re.compile(r"(.+) \d+(\.\w+)")


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Put "report 2.pdf" in the place of "report.pdf", which can be brought back."""
    numbered = _NUMBERED.fullmatch(argument)
    if context.home.is_sample:
        return source_changes.sample_stays()
    with context.home.files.changing(*source_files.FOLDERS):
        new = source_files.find(context.home, argument) if numbered else None
        old = source_files.find(context.home, numbered[1] + numbered[2]) if numbered else None
        if new is None or old is None:
            return upload_receipts.nothing_to_replace(argument)
        kept = source_files.kept_as(context.home, old.name)
        source_files.keep(old, kept)
        if not source_files.beside(new).exists():
            source_files.describe(new, Description(), replaced=old)
        source_files.move(new, old)
    change = context.state.source_changes.record(
        old.name,
        Change.REPLACED,
        user_id=context.speaker.origin.user_id,
        previous=kept.relative_to(context.home.folder),
    )
    receipt = upload_receipts.Receipt(old.name, source=old.name, change_id=change, is_replacement=True)

    def report() -> Reply:
        context.base.refresh()
        return upload_receipts.report([receipt], context.base)

    return report
