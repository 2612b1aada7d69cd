"""What a refresh brought, and what is wrong in the files."""

from collections.abc import Sequence
from itertools import chain

from bot.reply import Block, Choice, Entry, Listing, Reply, code, line, paragraph
from bot.wording.figures import listed
from bot.wording.pages import PAGE_SIZE
from bot.wording.translation import between_sentences, counted, grouped, text
from knowledge.model import Problem, RefreshReport

_A_MINUTE_S = 60
_LONG_S = 10
"""Seconds from which on a person is told how long a refresh took."""


def problems(wrong: Sequence[Problem]) -> Reply:
    """List what is wrong in the files of the home."""
    if not wrong:
        return Reply((paragraph(text("All files are in order.")),))
    entries = tuple(Entry(line(code(_place(problem)), f" {problem.message}")) for problem in wrong)
    head = counted("{n} problem in the files:", "{n} problems in the files:", len(wrong))
    return Reply((paragraph(head), Listing(entries)))


def refreshed(report: RefreshReport) -> Reply:
    """Say how things stand after a refresh."""
    return Reply((paragraph(standing(report)), *problem_note(report)), mend(report))


def news(report: RefreshReport | None, problems_found: Sequence[Problem], failure: str) -> Reply:
    """Tell what a refresh that nobody asked for has brought.

    Args:
        report: What it changed; None if it failed.
        problems_found: What is wrong since then.
        failure: Why it failed.
    """
    if failure:
        return Reply((paragraph(text("I could not look through the folder. {failure}", failure=failure)),))
    blocks = []
    if report and report.is_change:
        so = text("My answers take that into account from now on.")
        blocks.append(paragraph(changes(report), between_sentences(), so))
    wrong = problems(problems_found).blocks if problems_found else ()
    return Reply((*blocks, *wrong))


def under_way(stage: str, done: int, total: int, seconds: float) -> Reply:
    """Say how far a refresh is, and how long the rest may take.

    Args:
        stage: What is going on, with the pages read so far.
        done: Files or sentences done.
        total: In all; 0 where nobody knows.
        seconds: That it has taken so far.
    """
    if total <= 1:
        return Reply((paragraph(text("{stage}. This takes a while.", stage=stage)),))
    so_far = text("{stage}: {done} of {total} done", stage=stage, done=grouped(done), total=grouped(total))
    if not 0 < done < total:
        return Reply((paragraph(text("{so_far}.", so_far=so_far)),))
    left_s = seconds / done * (total - done)
    left = text("less than a minute left")
    if left_s >= _A_MINUTE_S:
        left = counted("{n} minute left", "{n} minutes left", round(left_s / 60))
    return Reply((paragraph(text("{so_far}, {left}.", so_far=so_far, left=left)),))


def changes(report: RefreshReport) -> str:
    """Return what a refresh changed, such as "Added a.pdf. Removed b.md."; empty if nothing."""
    renamed = {old: new for old, new in report.renamed if old in report.removed and new in report.added}
    added = [name for name in report.added if name not in renamed.values()]
    removed = [name for name in report.removed if name not in renamed]
    moves = [f"{old} → {new}" for old, new in renamed.items()]
    told = (
        [text("Added {names}.", names=_names(added))] if added else [],
        [text("Changed {names}.", names=_names(report.changed))] if report.changed else [],
        [text("Renamed {names}.", names=_names(moves))] if moves else [],
        [text("Removed {names}.", names=_names(removed))] if removed else [],
    )
    return between_sentences().join(chain.from_iterable(told))


def standing(report: RefreshReport) -> str:
    """Return how things stand after a refresh, in a line or two."""
    lines = [
        changes(report) or text("Nothing has changed."),
        text(
            "{approved} and {drafts} unreviewed, {sources}.",
            approved=counted("{n} approved fact", "{n} approved facts", report.approved),
            drafts=grouped(report.drafts),
            sources=counted("from {n} source", "from {n} sources", report.sources),
        ),
    ]
    if report.seconds >= _LONG_S:
        lines.append(counted("That took {n} second.", "That took {n} seconds.", round(report.seconds)))
    if report.withheld:
        names = _names(report.withheld)
        lines.append(text("Withheld, because their quote is not in the source: {names}.", names=names))
    return "\n".join(lines)


def problems_in_short(wrong: Sequence[Problem]) -> str:
    """Return one line that says how many problems there are and how to see them."""
    return counted(
        "{n} problem in your files. To see what to mend, run: citebot check",
        "{n} problems in your files. To see what to mend, run: citebot check",
        len(wrong),
    )


def problem_note(report: RefreshReport) -> tuple[Block, ...]:
    """Say how many problems there are, if there are any."""
    if not report.problems:
        return ()
    return (
        paragraph(counted("{n} problem in the files.", "{n} problems in the files.", len(report.problems))),
    )


def mend(report: RefreshReport) -> tuple[Choice, ...]:
    """Return the ways to what must be mended, and to the facts that have lost their proof."""
    wrong = (Choice(text("What is wrong"), "/check"),) if report.problems else ()
    withheld = (Choice(text("All facts under review"), "/changed"),) if report.withheld else ()
    return (*wrong, *withheld)


def _names(names: Sequence[str]) -> str:
    shown, rest = listed(names[:PAGE_SIZE]), len(names) - PAGE_SIZE
    return counted("{names} and {n} more", "{names} and {n} more", rest, names=shown) if rest > 0 else shown


def _place(problem: Problem) -> str:
    return problem.file if problem.line is None else f"{problem.file}:{problem.line}"
