"""/replace: an upload takes the place of the source whose name it wanted."""

import re

from bot import receipts, reports, shelf
from bot.commands.command import Audience, Command, Context
from bot.reply import Reply, Work
from bot.state.uploads import Change

_NUMBERED = re.compile(r"(.+) \d+(\.\w+)")


def replace(context: Context, argument: str) -> Reply | Work:
    """Put "report 2.pdf" in the place of "report.pdf", which can be brought back."""
    numbered = _NUMBERED.fullmatch(argument)
    new = shelf.find(context.home, argument) if numbered else None
    old = shelf.find(context.home, numbered[1] + numbered[2]) if numbered else None
    if context.home.is_sample:
        return reports.sample_stays()
    if new is None or old is None:
        return receipts.nothing_to_replace(argument)
    kept = shelf.replace(context.home, new, old)
    user_id = context.speaker.origin.user_id
    change = context.state.uploads.record(old.name, Change.REPLACED, user_id=user_id, previous=kept)
    receipt = receipts.Receipt(old.name, source=old.name, upload_id=change, is_replacement=True)

    def report() -> Reply:
        context.base.refresh()
        return receipts.report([receipt], context.base)

    return report


REPLACE = Command(
    "replace", "SOURCE", "put an upload in the place of the source of its name", replace, Audience.ADMINS, is_listed=False
)  # fmt: skip
