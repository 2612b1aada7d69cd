"""Every sentence a person reads about facts, sources and commands: what they asked to see → `Reply`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from bot.reply import Block, Choice, Entry, Listing, Reply, Span, bold, code, italic, line, note, paragraph
from bot.wording.answers import (
    Outcome,
    Sources,
    count,
    day,
    fact_steps,
    file_choice,
    nothing_yet,
    proven,
    topic_choice,
)
from knowledge.model import Document, Fact, Kind, Match, Problem, RefreshReport, SourceSummary, Status

_T = TypeVar("_T")

PAGE_SIZE = 8
"""Entries on one page of a list: about two screens of a phone."""
_OUTLINE_SIZE = 12
_SHORT = 160
"""Characters of a statement in a list; the rest is one step away."""


# --- facts ---------------------------------------------------------------------------------------


def facts(page: Sequence[Fact], words: str, number: int, total: int) -> Reply:
    """List one page of facts, `number` from 1, with the ways to the pages around it."""
    if not total:
        return _nothing_about(words) if words else nothing_yet()
    about = f" about “{words}”" if words else ""
    entries = tuple(Entry(line(*stated(fact)), f"/fact {fact.id}") for fact in page)
    head = f"{count(total, 'fact')}{about}{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns(f"/facts {words}".strip(), number, total))


def fact(shown: Fact, sources: Sources) -> Reply:
    """Show a fact with its proof and what it answers."""
    blocks: list[Block | Listing] = [*proven(shown, sources)]
    if shown.asks:
        blocks += [paragraph("Answers:"), Listing(tuple(Entry(line(ask), ask) for ask in shown.asks))]
    blocks.append(note("Fact ", code(shown.id)))
    topics = (topic_choice(topic) for topic in shown.topics)
    return Reply(tuple(blocks), (*fact_steps(shown), *topics), fact_id=shown.id)


def no_fact(fact_id: str) -> Reply:
    """Say that there is no fact with this id."""
    return Reply((paragraph(f"I have no fact with the id “{fact_id}”. /facts lists them."),))


def found(matches: Sequence[Match], words: str) -> Reply:
    """List what a search found, best first."""
    if not matches:
        return _nothing_about(words)
    entries = tuple(
        Entry(line(*stated(match.fact), *_cited(match.fact)), f"/fact {match.fact.id}") for match in matches
    )
    return Reply((paragraph(f"Best for “{words}”:"), Listing(entries)))


def others(outcome: Outcome | None) -> Reply:
    """List what else could answer a question, and in words how sure that is."""
    if outcome is None:
        return Reply(
            (paragraph("Ask me something first. Then /others lists what else could be the answer."),)
        )
    runners_up = outcome.matches[1 : PAGE_SIZE + 1]
    asked = outcome.question.text
    if not runners_up:
        return Reply((paragraph(f"I have nothing else for “{asked}”."),))
    entries = tuple(
        Entry(
            line(*stated(match.fact), italic(f" · {_likelihood(match.confidence)}")),
            f"/fact {match.fact.id}",
        )
        for match in runners_up
    )
    return Reply((paragraph(f"What else could answer “{asked}”:"), Listing(entries)))


def _likelihood(confidence: float) -> str:
    words = ((0.75, "very likely"), (0.5, "likely"), (0.25, "possible"))
    return next((word for least, word in words if confidence >= least), "unlikely")


def topics(names: Sequence[str], number: int) -> Reply:
    """List one page of the topics, `number` from 1, each leading to its facts."""
    total = len(names)
    if not total:
        return Reply((paragraph("My facts have no topics yet. /facts lists them all."),))
    entries = tuple(Entry(line(name), topic_choice(name).send) for name in on_page(names, number))
    head = f"{count(total, 'topic')}{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns("/topics", number, total))


def _nothing_about(words: str) -> Reply:
    return Reply((paragraph(f"I have nothing about “{words}”."),), (Choice("All topics", "/topics"),))


def stated(fact: Fact) -> tuple[str | Span, ...]:
    """Return the statement of a fact as a list shows it: shortened, and marked if nobody has reviewed it."""
    mark = (italic(" (unreviewed)"),) if fact.status is Status.DRAFT else ()
    return (_shorten(fact.statement), *mark)


def _cited(fact: Fact) -> tuple[Span, ...]:
    return tuple(italic(f" · {citation.source}") for citation in fact.citations[:1])


# --- sources -------------------------------------------------------------------------------------


def sources(summaries: Sequence[SourceSummary], number: int) -> Reply:
    """List one page of sources, `number` from 1."""
    total = len(summaries)
    if not total:
        return nothing_yet()
    page = on_page(summaries, number)
    entries = tuple(Entry(line(*_introduced(one)), f"/source {one.source}") for one in page)
    head = f"{count(total, 'source')}{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns("/sources", number, total))


def source(document: Document, summary: SourceSummary, *, sends_files: bool = False) -> Reply:
    """Show what is known of a source, and its outline."""
    blocks: list[Block | Listing] = [
        paragraph(bold(document.title or document.source)),
        paragraph(code(summary.source), f" · {' · '.join(_measures(summary))}"),
    ]
    headings = [passage for passage in document.passages if passage.kind is Kind.HEADING]
    outline = [document.quote(passage.start, passage.end) for passage in headings]
    outline = [heading for heading in outline if heading != document.title]
    if outline:
        shown = [Entry(line(heading)) for heading in outline[:_OUTLINE_SIZE]]
        rest = len(outline) - _OUTLINE_SIZE
        more = [Entry(line(f"… and {count(rest, 'more heading')}"))] if rest > 0 else []
        blocks += [paragraph("In it:"), Listing((*shown, *more))]
    problems = (note(problem.message) for problem in document.problems)
    return Reply((*blocks, *problems), (file_choice(summary.source),) if sends_files else ())


def file(name: str, path: Path) -> Reply:
    """Hand over the file of a source."""
    return Reply((paragraph("Here is ", code(name), "."),), file=path)


def no_files(name: str) -> Reply:
    """Say that files are not handed over, and what can be seen instead."""
    text = "Whoever runs me has not allowed me to hand over the files themselves."
    choices = (Choice("What is in it", f"/source {name}"),) if name else ()
    return Reply((paragraph(text),), choices)


def no_source(name: str, near: Sequence[str]) -> Reply:
    """Say that no one source is meant by this name, and which might be."""
    lead = [paragraph("Did you mean:")] if near else []
    choices = tuple(Choice(one, f"/source {one}") for one in near)
    return Reply((paragraph(f"I have no source called “{name}”. /sources lists them."), *lead), choices)


def _introduced(summary: SourceSummary) -> tuple[str | Span, ...]:
    title = f" {_shorten(summary.title)}" if summary.title and summary.title != summary.source else ""
    return (code(summary.source), title, italic(f" · {' · '.join(_measures(summary))}"))


def _measures(summary: SourceSummary) -> list[str]:
    size = count(summary.pages, "page") if summary.pages else count(summary.paragraphs, "paragraph")
    known = f"{count(summary.approved, 'reviewed fact')}, {summary.drafts:,} unreviewed"
    return [size, known, *([day(summary.date)] if summary.date else [])]


# --- commands ------------------------------------------------------------------------------------


def commands(known: Iterable[tuple[str, str]]) -> Reply:
    """List the commands a person may use, each given as (usage, summary)."""
    entries = tuple(Entry(line(code(usage), f": {summary}")) for usage, summary in known)
    return Reply((paragraph("Ask me anything in your own words, or use a command:"), Listing(entries)))


def usage(how: str, summary: str) -> Reply:
    """Say how a command is to be typed."""
    return Reply((paragraph("Please write ", code(how), f": {summary}."),))


def unknown(name: str) -> Reply:
    """Say that there is no such command."""
    return Reply((paragraph(f"I don't know the command {name}. /help lists those I know."),))


def misspelt(name: str, how: str, send: str) -> Reply:
    """Say that there is no such command, and which one was probably meant.

    Args:
        name: As it was typed, with its slash.
        how: How the other is to be typed.
        send: What would call it; empty if it needs more than was typed.
    """
    meant = paragraph(f"I don't know the command {name}. Did you mean ", code(how), "?")
    return Reply((meant,), (Choice(send, send),) if send else ())


def problems(wrong: Sequence[Problem]) -> Reply:
    """List what is wrong in the files of the home."""
    if not wrong:
        return Reply((paragraph("All files are in order."),))
    entries = tuple(Entry(line(code(_place(problem)), f" {problem.message}")) for problem in wrong)
    return Reply((paragraph(f"{count(len(wrong), 'problem')} in the files:"), Listing(entries)))


def changes(report: RefreshReport) -> str:
    """Return what a refresh changed, such as "Added a.pdf. Removed b.md."; empty if nothing."""
    kinds = (("Added", report.added), ("Changed", report.changed), ("Removed", report.removed))
    return " ".join(f"{verb} {_names(names)}." for verb, names in kinds if names)


def standing(report: RefreshReport) -> str:
    """Return how things stand after a refresh, in a line or two."""
    facts = f"{count(report.approved, 'approved fact')} and {report.drafts:,} unreviewed"
    lines = [changes(report) or "Nothing has changed.", f"{facts}, from {count(report.sources, 'source')}."]
    if report.withheld:
        lines.append(f"Withheld, because their quote is not in the source: {_names(report.withheld)}.")
    return "\n".join(lines)


def problems_in_short(wrong: Sequence[Problem]) -> str:
    """Return one line that says how many problems there are and how to see them."""
    return f"{count(len(wrong), 'problem')} in your files. To see what to mend, run: citebot check"


def _names(names: Sequence[str]) -> str:
    rest = len(names) - PAGE_SIZE
    return ", ".join(names[:PAGE_SIZE]) + (f" and {rest:,} more" if rest > 0 else "")


def _place(problem: Problem) -> str:
    return problem.file if problem.line is None else f"{problem.file}:{problem.line}"


def on_page(entries: Sequence[_T], number: int) -> Sequence[_T]:
    """Return what stands on a page of a list, `number` from 1."""
    return entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def page_of(number: int, total: int) -> str:
    """Return ", page 2 of 7", or nothing where there is one page only."""
    pages = page_count(total)
    return f", page {number} of {pages}" if pages > 1 else ""


def page_count(total: int) -> int:
    """Return how many pages a list of `total` entries takes, at least one."""
    return max(-(-total // PAGE_SIZE), 1)


def turns(command: str, number: int, total: int) -> tuple[Choice, ...]:
    """Return the ways to the pages before and after a page of a list that a command shows."""
    pages = page_count(total)
    around = [page for page in (number - 1, number + 1) if 1 <= page <= pages]
    return tuple(Choice(f"Page {page} of {pages}", f"{command} page {page}") for page in around)


def _shorten(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
