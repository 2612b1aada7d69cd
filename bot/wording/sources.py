"""Sources to browse: in lists, one by one, and as files."""

from collections.abc import Sequence
from pathlib import Path

from bot.reply import Block, Choice, Entry, Listing, Reply, Span, bold, code, italic, line, note, paragraph
from bot.wording.answers import file_choice
from bot.wording.figures import count, day
from bot.wording.pages import on_page, page_of, shorten, turns
from bot.wording.refusals import nothing_yet
from knowledge.model import Document, Kind, SourceSummary

_OUTLINE_SIZE = 12


def listed(summaries: Sequence[SourceSummary], number: int) -> Reply:
    """List one page of sources, `number` from 1."""
    total = len(summaries)
    if not total:
        return nothing_yet()
    page = on_page(summaries, number)
    entries = tuple(Entry(line(*_introduced(one)), f"/source {one.source}") for one in page)
    head = f"{count(total, 'source')}{page_of(number, total)}:"
    return Reply((paragraph(head), Listing(entries)), turns("/sources", number, total))


def shown(document: Document, summary: SourceSummary, *, sends_files: bool = False) -> Reply:
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


def unknown(name: str, near: Sequence[str]) -> Reply:
    """Say that no one source is meant by this name, and which might be."""
    lead = [paragraph("Did you mean:")] if near else []
    choices = tuple(Choice(one, f"/source {one}") for one in near)
    return Reply((paragraph(f"I have no source called “{name}”. /sources lists them."), *lead), choices)


def _introduced(summary: SourceSummary) -> tuple[str | Span, ...]:
    title = f" {shorten(summary.title)}" if summary.title and summary.title != summary.source else ""
    return (code(summary.source), title, italic(f" · {' · '.join(_measures(summary))}"))


def _measures(summary: SourceSummary) -> list[str]:
    size = count(summary.pages, "page") if summary.pages else count(summary.paragraphs, "paragraph")
    known = f"{count(summary.approved, 'reviewed fact')}, {summary.drafts:,} unreviewed"
    return [size, known, *([day(summary.date)] if summary.date else [])]
