"""What a refresh brought, and what is wrong in the files."""

from collections.abc import Sequence

from bot.reply import Block, Choice, Entry, Listing, Reply, code, line, paragraph
from bot.wording.figures import count
from bot.wording.pages import PAGE_SIZE
from knowledge.model import Problem, RefreshReport

_A_MINUTE_S = 60
_LONG_S = 10
"""Seconds from which on a person is told how long a refresh took."""


def problems(wrong: Sequence[Problem]) -> Reply:
    """List what is wrong in the files of the home."""
    if not wrong:
        return Reply((paragraph("All files are in order."),))
    entries = tuple(Entry(line(code(_place(problem)), f" {problem.message}")) for problem in wrong)
    return Reply((paragraph(f"{count(len(wrong), 'problem')} in the files:"), Listing(entries)))


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
        return Reply((paragraph(f"I could not look through the folder. {failure}"),))
    blocks = []
    if report and report.is_change:
        blocks.append(paragraph(f"{changes(report)} My answers take that into account from now on."))
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
    told = f"{stage}: {done:,} of {total:,} done" if total > 1 else f"{stage}. This takes a while"
    if 0 < done < total:
        left_s = seconds / done * (total - done)
        left = count(round(left_s / 60), "minute") if left_s >= _A_MINUTE_S else "less than a minute"
        told += f", {left} left"
    return Reply((paragraph(f"{told}."),))


def changes(report: RefreshReport) -> str:
    """Return what a refresh changed, such as "Added a.pdf. Removed b.md."; empty if nothing."""
    kinds = (("Added", report.added), ("Changed", report.changed), ("Removed", report.removed))
    return " ".join(f"{verb} {_names(names)}." for verb, names in kinds if names)


def standing(report: RefreshReport) -> str:
    """Return how things stand after a refresh, in a line or two."""
    facts = f"{count(report.approved, 'approved fact')} and {report.drafts:,} unreviewed"
    lines = [changes(report) or "Nothing has changed.", f"{facts}, from {count(report.sources, 'source')}."]
    if report.seconds >= _LONG_S:
        lines.append(f"That took {count(round(report.seconds), 'second')}.")
    if report.withheld:
        lines.append(f"Withheld, because their quote is not in the source: {_names(report.withheld)}.")
    return "\n".join(lines)


def problems_in_short(wrong: Sequence[Problem]) -> str:
    """Return one line that says how many problems there are and how to see them."""
    return f"{count(len(wrong), 'problem')} in your files. To see what to mend, run: citebot check"


def problem_note(report: RefreshReport) -> tuple[Block, ...]:
    """Say how many problems there are, if there are any."""
    if not report.problems:
        return ()
    return (paragraph(f"{count(len(report.problems), 'problem')} in the files."),)


def mend(report: RefreshReport) -> tuple[Choice, ...]:
    """Return the way to what must be mended, if anything must."""
    return (Choice("What is wrong", "/check"),) if report.problems else ()


def _names(names: Sequence[str]) -> str:
    rest = len(names) - PAGE_SIZE
    return ", ".join(names[:PAGE_SIZE]) + (f" and {rest:,} more" if rest > 0 else "")


def _place(problem: Problem) -> str:
    return problem.file if problem.line is None else f"{problem.file}:{problem.line}"
