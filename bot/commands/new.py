"""/new: a fact is written, with the words of a source that prove it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.context import Context
from bot.curation.quote_search import passages_near
from bot.reply import Reply, SlowReply
from bot.wording import fact_edits, source_changes
from knowledge.model import Citation, QuotedSource

_QUOTE = re.compile(r"\n>\s*|\s>\s+")
"""What stands before the quote: a sign at the beginning of a line, or at a keyboard between spaces."""
_SOURCE = re.compile(r"\s+source:\s+")


@dataclass(frozen=True, slots=True)
class _Written:
    """What somebody has written of a new fact so far."""

    statement: str
    quote: str
    source: str

    @classmethod
    def of(cls, argument: str) -> "_Written":
        statement, *rest = _QUOTE.split(argument, maxsplit=1)
        quote, *source = _SOURCE.split(rest[0] if rest else "", maxsplit=1)
        return cls(statement.strip(), quote.strip(), source[0].strip() if source else "")


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Write a fact, or ask for what is missing of it."""
    if context.home.is_sample:
        return source_changes.sample_stays()
    name = f"/{context.command.name}"
    written = _Written.of(argument)
    if not written.statement:
        return fact_edits.ask_for_statement(name)
    if not written.quote:
        return lambda: _ask_for_quote(context, written, written.statement)
    return lambda: _write(context, written)


def _write(context: Context, written: _Written) -> Reply:
    found = context.base.citations_of(written.quote, written.source)
    if not found:
        return _ask_for_quote(context, written, written.quote, is_unfound=True)
    if len({citation.source for citation in found}) > 1:
        return fact_edits.several_sources(_offered(context, written, found), context.scope.sources)
    cite = QuotedSource(found[0].source, written.quote, None, 0)
    edit = context.editing(lambda: context.edits.write(written.statement, [cite], context.author))
    return edit if isinstance(edit, Reply) else edit()


def _ask_for_quote(context: Context, written: _Written, words: str, *, is_unfound: bool = False) -> Reply:
    near = passages_near(context.base, words)
    completes = f"/{context.command.name} {written.statement}\n>"
    return fact_edits.ask_for_quote(
        written.statement,
        _offered(context, written, near),
        context.scope.sources,
        completes,
        is_unfound=is_unfound,
    )


def _offered(context: Context, written: _Written, found: Sequence[Citation]) -> list[tuple[Citation, str]]:
    """Return citations, each with what would be sent to prove the fact by it."""
    begun = f"/{context.command.name} {written.statement}\n> "
    return [(one, f"{begun}{one.quote}\nsource: {one.source}") for one in found]
