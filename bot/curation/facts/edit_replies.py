"""What is said of edits: what has become of a fact, why it is not changed, and who changed it before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.curation.facts.edit import Edit, says
from bot.curation.facts.edit_errors import (
    ChangedMeanwhileError,
    FactEditError,
    NoSuchFactError,
    NotProvenError,
    TooLongError,
    UnchangeableFileError,
)
from bot.curation.facts.history import Action, Record
from bot.reply import Reply
from bot.wording import fact_edits, facts, source_changes
from bot.wording.figures import Sources
from knowledge.base import KnowledgeBase
from knowledge.languages.tokenization import tokens


def reply(edit: Callable[[], Edit], base: KnowledgeBase, sources: Sources, begun: str = "") -> Reply:
    """Make an edit and say what has become of the fact, or why it stays as it is; see `refused`."""
    try:
        return told(edit(), base, sources)
    except FactEditError as error:
        return refused(error, begun)


def told(edit: Edit, base: KnowledgeBase, sources: Sources) -> Reply:
    """Say what has become of a fact."""
    became = {
        Action.APPROVED: fact_edits.approved,
        Action.REWORDED: fact_edits.reworded,
        Action.ASKED: fact_edits.asked,
        Action.HIDDEN: fact_edits.hidden,
        Action.WRITTEN: fact_edits.written,
        Action.CITED: fact_edits.cited,
        Action.WITHDRAWN: fact_edits.withdrawn,
        Action.UNDONE: fact_edits.back if edit.after or edit.was_hidden else fact_edits.gone_again,
    }
    said = became[edit.action]() if edit.is_new else fact_edits.so_already()
    undo = f"/undo e{edit.number}" if edit.number and edit.action is not Action.UNDONE else ""
    fact = base.fact(edit.fact_id)
    if fact is None and edit.fact_id in base.withheld():
        return fact_edits.withheld(said, edit.after, undo)
    shown = fact_edits.shown(said, fact, edit.after or edit.before, undo, sources)
    if fact is None or edit.action is not Action.WRITTEN:
        return shown
    said_whole = [full for each in fact.citations if _says_more(full := base.in_full(each).quote, each.quote)]
    return replace(shown, blocks=(*shown.blocks, *map(fact_edits.whole_sentence, said_whole)))


def _says_more(sentence: str, quote: str) -> bool:
    return len(list(tokens(sentence))) > len(list(tokens(quote)))


def refused(error: FactEditError, begun: str = "") -> Reply:
    """Say why a fact stays as it is.

    Args:
        error: The reason.
        begun: The command that other words would complete, such as "/edit mayor"; empty if none would.
    """
    match error:
        case ChangedMeanwhileError(fact_id=fact_id, present=present):
            return fact_edits.changed_meanwhile(fact_id, present)
        case NotProvenError(unproven=unproven):
            return fact_edits.not_proven([(quote.complaint, quote.near) for quote in unproven])
        case TooLongError(length=length, limit=limit):
            return fact_edits.too_long(length, limit, begun)
        case NoSuchFactError(fact_id=fact_id):
            return facts.unknown(fact_id)
        case UnchangeableFileError(file=file, reason=reason):
            return fact_edits.unchangeable(file, reason)
        case _:
            return source_changes.nothing_to_undo()


def history(records: Sequence[Record], fact_id: str, number: int) -> Reply:
    """List one page of edits, the youngest first.

    Args:
        records: All of them, in that order.
        fact_id: The fact that all of them are of; empty for all facts.
        number: The page, from 1.
    """
    undone = {record.undoes for record in records}
    entries = [
        fact_edits.Entered(
            record.number,
            record.at,
            record.name or record.by,
            _done(record),
            record.fact_id,
            says(record.before),
            says(record.after),
            record.why,
        )
        for record in records
    ]
    youngest = records[0].number if fact_id and records and records[0].number not in undone else 0
    return fact_edits.history(entries, fact_id, number, f"/undo e{youngest}" if youngest else "")


def _done(record: Record) -> str:
    if record.action is Action.UNDONE:
        return fact_edits.done_undone(record.undoes)
    return fact_edits.done()[record.action.value]
