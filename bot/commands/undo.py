"""/undo: a change to the sources or the facts is taken back."""

import re
from dataclasses import replace
from functools import partial

from bot.commands.context import Context
from bot.curation.facts import edit_replies
from bot.curation.facts.edit_errors import FactEditError
from bot.curation.sources.removal import put_back
from bot.reply import Reply, SlowReply
from bot.wording import source_changes
from knowledge.errors import CitebotError

_NUMBER = re.compile(r"(e?)(\d{1,18})")
"""A change to a source, or with an e an edit of a fact; as large as the numbers may become."""


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Take a change back by its number; without one the last of the caller's own."""
    numbered = _NUMBER.fullmatch(argument or _last(context))
    if numbered is None:
        return source_changes.nothing_to_undo()
    number = int(numbered[2])
    if numbered[1]:
        return (
            source_changes.sample_stays() if context.home.is_sample else partial(_take_back, context, number)
        )
    change = context.state.source_changes.undo(number)
    if change is None:
        return source_changes.nothing_to_undo()
    try:
        source = put_back(context.home, change)
    except CitebotError:
        context.state.source_changes.reinstate(number)
        raise
    return lambda: source_changes.undone(source, change.change, context.base.refresh())


def _take_back(context: Context, number: int) -> Reply:
    """Return what comes of taking an edit back; a question that it has answered is open again."""
    try:
        edit = context.edits.undo(number, context.author)
    except FactEditError as error:
        return edit_replies.refused(error)
    told = edit_replies.told(edit, context.base, context.scope.sources)
    return replace(told, keep=partial(context.state.notices.reopen, number))


def _last(context: Context) -> str:
    """Return the number of the caller's last change, be it to a source or to a fact; empty if there is none."""
    change = context.state.source_changes.last(context.speaker.origin.user_id)
    edit = context.edits.last(context.author)
    if edit and (change is None or edit.at > change.changed_at):
        return f"e{edit.number}"
    return str(change.id) if change else ""
