"""Where something stands: what its source is called, and the place in it."""

from collections.abc import Iterator

from bot.reply import Line, code, line
from bot.wording.figures import Sources, day
from bot.wording.pages import shorten
from bot.wording.translation import apart, set_apart, text
from knowledge.model import Citation, Document, SourceSummary


def called(name: str, sources: Sources) -> str:
    """Return what people call a source: its title, or the name of its file where it has none, or shares it with another."""
    title = sources[name].title if name in sources else ""
    is_its_own = title and sum(summary.title == title for summary in sources.values()) == 1
    return shorten(title) if is_its_own else name


def place(citation: Citation, sources: Sources) -> Line:
    """Return where a citation stands, by the title of its source."""
    name = called(citation.source, sources)
    if name == citation.source:
        return place_in_file(citation, sources)
    return line(" · ".join((apart(name), *_within(citation, sources))))


def place_in_file(citation: Citation, sources: Sources) -> Line:
    """Return where a citation stands, by the name of its file, as something to copy.

    As plain text a chat might take plan.md for a web address.
    """
    within = "".join(f" · {part}" for part in _within(citation, sources))
    return (*set_apart(code(citation.source)), *line(within))


def where(citation: Citation, sources: Sources) -> str:
    """Return source · page · headings · paragraph or row · read by OCR · author · date · link, as far as they are known."""
    return " · ".join((apart(called(citation.source, sources)), *_within(citation, sources)))


def _within(citation: Citation, sources: Sources) -> Iterator[str]:
    """Yield where in its source a citation stands."""
    locator, summary = citation.locator, sources.get(citation.source)
    if locator.page is not None:
        label = locator.page_label
        number = text("page {page}", page=locator.page)
        yield (
            text("page {label} (no. {page} in the file)", label=label, page=locator.page) if label else number
        )
    headings = list(locator.sections)
    if summary and headings[:1] == [summary.title]:
        del headings[0]
    if headings:
        yield apart(" › ".join(headings))
    if locator.row is not None:
        yield text("row {row}", row=locator.row)
    else:
        yield text("paragraph {paragraph}", paragraph=locator.paragraph)
    if locator.legibility is not None:
        yield text("read by OCR") if locator.is_legible else text("read by OCR, hardly legible")
    if summary:
        yield from origin(summary)


def origin(known: SourceSummary | Document) -> Iterator[str]:
    """Yield whose a source is, of which day, and where it can be found, as far as that is known."""
    if known.author:
        yield apart(known.author)
    if known.date:
        yield day(known.date)
    if known.link:
        yield known.link
