"""Facts that admins approve, word otherwise, hide, write and take back; and who did what."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reply import Block, Choice, Entry, Line, Listing, Reply, bold, code, italic, line, note, paragraph
from bot.wording.figures import Sources, day
from bot.wording.pages import headline, on_page, shorten, turns
from bot.wording.places import called
from bot.wording.proof import proven
from bot.wording.translation import apart, counted, grouped, spans, text
from knowledge.model import Citation, Fact

_ONE_MESSAGE = 2000
"""Characters beyond which words may be a piece of a text that Telegram has cut into messages, so that the next is no shorter wording."""


def approved() -> str:
    """Say that a fact is approved."""
    return text("Approved. I tell it as reviewed now:")


def reworded() -> str:
    """Say that a fact says the same in other words."""
    return text("I say it in these words now:")


def asked() -> str:
    """Say that a fact answers another question."""
    return text("I answer that question with this now:")


def hidden() -> str:
    """Say that a fact is hidden."""
    return text("Hidden. I no longer tell this:")


def written() -> str:
    """Say that a fact is written."""
    return text("Written, and proven by the source:")


def cited() -> str:
    """Say that a fact has other quotes."""
    return text("It rests on these words of the source now:")


def withdrawn() -> str:
    """Say that a fact is gone from its file."""
    return text("Withdrawn. The history keeps it, and I no longer tell it:")


def back() -> str:
    """Say that an edit is taken back."""
    return text("Taken back. It is again as it was:")


def gone_again() -> str:
    """Say that a fact is taken back that was not there before."""
    return text("Taken back. It is not approved any more:")


def so_already() -> str:
    """Say that nothing has to be changed."""
    return text("That is so already:")


def shown(said: str, fact: Fact | None, statement: str, undo: str, sources: Sources) -> Reply:
    """Say what has become of a fact, and show it.

    Args:
        said: What has become of it.
        fact: It, if it can be told now.
        statement: What it says or said.
        undo: What takes the edit back; empty if nothing does.
        sources: What is known of the sources.
    """
    what = tuple(proven(fact, sources)) if fact else (paragraph(bold(apart(statement))),)
    return Reply((paragraph(said), *what), _undo(undo), fact_id=fact.id if fact else "")


def whole_sentence(sentence: str) -> Block:
    """Say what a source says in full of which a fact quotes a part."""
    return note(text("There the whole sentence is: “{sentence}”", sentence=apart(sentence)))


def withheld(said: str, statement: str, undo: str) -> Reply:
    """Say what has become of a fact that has no proof at present."""
    why = text("Until its quote is found in a source I do not tell it. /check says what is wrong.")
    return Reply((paragraph(said), paragraph(bold(apart(statement))), note(why)), _undo(undo))


def _undo(send: str) -> tuple[Choice, ...]:
    return (Choice(text("Undo"), send),) if send else ()


def changed_meanwhile(fact_id: str, present: str) -> Reply:
    """Say that a fact stays as somebody has changed it meanwhile."""
    if not present:
        return Reply(
            (paragraph(text("Somebody has taken that fact away meanwhile, so I have changed nothing.")),),
            is_in_vain=True,
        )
    changed = text("Somebody has changed that fact meanwhile, so I have left it alone. It says now:")
    return Reply(
        (paragraph(changed), paragraph(bold(apart(present)))),
        (Choice(text("Edit"), f"/edit {fact_id}"),),
        is_in_vain=True,
    )


def not_proven(quotes: Sequence[tuple[str, Citation | None]]) -> Reply:
    """Say that a fact has no proof, and what is near.

    Args:
        quotes: Of each that proves nothing, what is wrong with it, and what was probably meant.
    """
    blocks: list[Block] = [paragraph(text("Without a proof I do not take it."))]
    blocks += [note(complaint) for complaint, _ in quotes] or [
        note(text("Quote the words of a source that prove it."))
    ]
    return Reply(tuple(blocks), is_in_vain=True)


def too_long(length: int, limit: int, completes: str) -> Reply:
    """Say that words are too long for a fact or its question, and take shorter ones.

    Args:
        length: Characters that they have.
        limit: Characters that they may have.
        completes: What shorter ones complete; empty if they complete nothing.
    """
    said = text(
        "That is too long: {length} of at most {limit} characters. I have changed nothing.",
        length=grouped(length),
        limit=grouped(limit),
    )
    how = text(
        "Shorten your message, or reply to this one in fewer words. What says several things can become several facts."
    )
    is_awaited = bool(completes) and length <= _ONE_MESSAGE
    return Reply((paragraph(said), note(how)), completes=completes, is_prompt=is_awaited, is_in_vain=True)


def unchangeable(file: str, reason: str) -> Reply:
    """Say that a fact file cannot be changed as it stands."""
    return Reply(
        (paragraph(*spans("I cannot change {file} as it stands. {reason}", file=code(file), reason=reason)),),
        is_in_vain=True,
    )


# --- what is asked for -------------------------------------------------------------------------------


def ask_for_wording(fact: Fact, sources: Sources, completes: str) -> Reply:
    """Ask for other words for a fact."""
    asked_for = text("Write it as I shall say it. The words that prove it stay. It says now:")
    return Reply((paragraph(asked_for), *proven(fact, sources)), completes=completes, is_prompt=True)


def ask_for_question(fact: Fact, completes: str) -> Reply:
    """Ask for another question that a fact answers."""
    asked_for = text("Write a question that I shall answer with this:")
    return Reply(
        (paragraph(asked_for), paragraph(bold(apart(fact.statement)))), completes=completes, is_prompt=True
    )


def ask_for_statement(completes: str) -> Reply:
    """Ask for what a new fact says."""
    return Reply((paragraph(text("Write the fact as I shall say it.")),), completes=completes, is_prompt=True)


def ask_for_quote(
    statement: str,
    near: Sequence[tuple[Citation, str]],
    sources: Sources,
    completes: str,
    *,
    is_unfound: bool = False,
) -> Reply:
    """Ask for the words of a source that prove a new fact.

    Args:
        statement: What the fact says.
        near: Passages that may prove it, each with what would be sent to take it.
        sources: What is known of the sources.
        completes: What the words complete.
        is_unfound: Whether words have been sent that are in no source.
    """
    blocks: list[Block | Listing] = []
    if is_unfound:
        blocks.append(paragraph(text("Those words are in no source.")))
    blocks += [paragraph(text("What proves it?")), paragraph(bold(apart(statement)))]
    if near:
        blocks.append(paragraph(text("Pick a passage, or copy the words of a source and send them to me:")))
        blocks.append(
            Listing(
                tuple(
                    Entry(
                        line(
                            f"“{apart(shorten(one.quote))}”",
                            italic(f" · {apart(called(one.source, sources))}"),
                        ),
                        send,
                    )
                    for one, send in near
                )
            )
        )
    else:
        blocks.append(paragraph(text("Copy the words of a source that prove it, and send them to me.")))
    return Reply(tuple(blocks), completes=completes, is_prompt=True)


def several_sources(near: Sequence[tuple[Citation, str]], sources: Sources) -> Reply:
    """Ask in which of several sources a quote is meant."""
    entries = tuple(Entry(line(apart(called(one.source, sources))), send) for one, send in near)
    return Reply(
        (paragraph(text("Several sources say these words. Which one shall I cite?")), Listing(entries)),
        is_in_vain=True,
    )


# --- the history -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entered:
    """One edit, to be listed."""

    number: int
    at: dt.datetime
    who: str
    """Empty where they had themselves forgotten."""
    what: str
    fact_id: str
    before: str
    after: str
    why: str


def done() -> dict[str, str]:
    """Return what was done, by the name of the action."""
    return {
        "approved": text("approved"),
        "reworded": text("worded otherwise"),
        "asked": text("given another question"),
        "hidden": text("hidden"),
        "written": text("written"),
        "cited": text("proven by another quote"),
        "withdrawn": text("withdrawn"),
    }


def done_undone(number: int) -> str:
    """Say which edit was taken back."""
    return text("{edit} taken back", edit=f"e{number}")


def history(edits: Sequence[Entered], fact_id: str, number: int, undo: str) -> Reply:
    """List one page of edits, `number` from 1.

    Args:
        edits: All of them, the youngest first.
        fact_id: The fact that all of them are of; empty for all facts.
        number: The page.
        undo: What takes the youngest one back; empty if nothing is to.
    """
    total = len(edits)
    if not total:
        nothing = (
            text("Nobody has changed that fact from here.")
            if fact_id
            else text("Nobody has changed a fact from here yet.")
        )
        return Reply((paragraph(nothing),))
    entries = tuple(
        Entry(_entered(edit), f"/fact {edit.fact_id}" if fact_id else f"/history {edit.fact_id}")
        for edit in on_page(edits, number)
    )
    what = counted("{n} change to facts", "{n} changes to facts", total)
    if fact_id:
        what = counted("{n} change to {id}", "{n} changes to {id}", total, id=fact_id)
    ways = turns(f"/history {fact_id}".strip(), number, total)
    return Reply((headline(what, number, total), Listing(entries)), (*_undo(undo), *ways))


def _entered(edit: Entered) -> Line:
    local = edit.at.astimezone()
    when = text("{day} at {time}", day=day(local.date()), time=f"{local:%H:%M}")
    said = f"“{apart(shorten(edit.after or edit.before))}”"
    if edit.before and edit.after and edit.before != edit.after:
        said = f"“{apart(shorten(edit.before))}” → {said}"
    why = f" ({apart(edit.why)})" if edit.why else ""
    who = edit.who or text("Somebody")
    return line(code(f"e{edit.number}"), f" {edit.what}: {said}{why}", italic(f" · {apart(who)}, {when}"))
