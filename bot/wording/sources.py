"""Sources to browse: in lists, one by one, and as files."""

from collections.abc import Sequence
from pathlib import Path

from bot.reply import Block, Choice, Entry, Listing, Reply, Span, bold, code, italic, line, note, paragraph
from bot.wording.answers import file_choice
from bot.wording.figures import Sources, day
from bot.wording.pages import headline, on_page, turns
from bot.wording.places import called
from bot.wording.refusals import nothing_yet
from bot.wording.translation import apart, counted, grouped, set_apart, spans, text
from knowledge.model import Document, Kind, SourceSummary

_OUTLINE_SIZE = 12


def listed(summaries: Sequence[SourceSummary], number: int) -> Reply:
    """List one page of sources, `number` from 1."""
    total = len(summaries)
    if not total:
        return nothing_yet()
    page = on_page(summaries, number)
    known = {one.source: one for one in summaries}
    entries = tuple(Entry(line(*_introduced(one, known)), f"/source {one.source}") for one in page)
    head = headline(counted("{n} source", "{n} sources", total), number, total)
    return Reply((head, Listing(entries)), turns("/sources", number, total))


def shown(document: Document, summary: SourceSummary, *, sends_files: bool = False) -> Reply:
    """Show what is known of a source, and its outline."""
    blocks: list[Block | Listing] = [
        paragraph(bold(apart(document.title or document.source))),
        paragraph(*set_apart(code(summary.source)), f" · {' · '.join(_measures(summary))}"),
    ]
    if known := [apart(each) for each in (summary.author, summary.link) if each]:
        blocks.append(paragraph(" · ".join(known)))
    headings = [passage for passage in document.passages if passage.kind is Kind.HEADING]
    outline = [document.quote(passage.start, passage.end) for passage in headings]
    outline = [heading for heading in outline if heading != document.title]
    if outline:
        shown = [Entry(line(apart(heading))) for heading in outline[:_OUTLINE_SIZE]]
        rest = len(outline) - _OUTLINE_SIZE
        beside = counted("… and {n} more heading", "… and {n} more headings", rest)
        more = [Entry(line(beside))] if rest > 0 else []
        blocks += [paragraph(text("In it:")), Listing((*shown, *more))]
    problems = (note(problem.message) for problem in document.problems)
    choices = (
        [Choice(text("Its facts"), f"/facts {summary.source}")] if summary.drafts or summary.approved else []
    )
    if sends_files:
        choices.append(file_choice(summary.source))
    return Reply((*blocks, *problems), tuple(choices))


def file(name: str, path: Path) -> Reply:
    """Hand over the file of a source."""
    return Reply((paragraph(*spans("Here is {name}.", name=code(name))),), file=path)


def no_files(name: str) -> Reply:
    """Say that files are not handed over, and what can be seen instead."""
    refused = text("Whoever runs me has not allowed me to hand over the files themselves.")
    choices = (Choice(text("What is in it"), f"/source {name}"),) if name else ()
    return Reply((paragraph(refused),), choices)


def unknown(name: str, near: Sequence[str]) -> Reply:
    """Say that no one source is meant by this name, and which might be."""
    lead = [paragraph(text("Did you mean:"))] if near else []
    choices = tuple(Choice(one, f"/source {one}") for one in near)
    none = paragraph(text("I have no source called “{name}”. /sources lists them.", name=name))
    return Reply((none, *lead), choices, is_in_vain=True)


def _introduced(summary: SourceSummary, known: Sources) -> tuple[str | Span, ...]:
    name = called(summary.source, known)
    shown = set_apart(code(name)) if name == summary.source else line(apart(name))
    return (*shown, italic(f" · {' · '.join(_measures(summary))}"))


def _measures(summary: SourceSummary) -> list[str]:
    size = counted("{n} paragraph", "{n} paragraphs", summary.paragraphs)
    if summary.pages:
        size = counted("{n} page", "{n} pages", summary.pages)
    reviewed = counted("{n} reviewed fact", "{n} reviewed facts", summary.approved)
    known = text("{reviewed}, {drafts} unreviewed", reviewed=reviewed, drafts=grouped(summary.drafts))
    return [size, known, *([day(summary.date)] if summary.date else [])]
