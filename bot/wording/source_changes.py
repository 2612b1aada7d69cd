"""Sources that admins take away, and put back."""

from bot.reply import Block, Choice, Reply, code, paragraph
from bot.state.source_changes import Change
from bot.wording.refreshes import mend, problem_note
from knowledge.model import RefreshReport


def sure_to_remove(source: str, send: str) -> Reply:
    """Ask whether a source is really to go."""
    return Reply(
        (
            paragraph(
                "Take ", code(source), " away? I will no longer answer from it. You can take that back."
            ),
        ),
        (Choice("Yes, take it away", send),),
    )


def removed(source: str, change: int, report: RefreshReport) -> Reply:
    """Say that a source is gone, by the number under which that can be undone."""
    gone = paragraph(code(source), " is taken away. The file lies in the folder ", code("removed"), ".")
    undo = Choice("Undo", f"/undo {change}")
    return Reply((gone, *_withheld(report), *problem_note(report)), (undo, *mend(report)))


def undone(source: str, change: Change, report: RefreshReport) -> Reply:
    """Say that a change to a source is taken back."""
    after = {
        Change.ADDED: " is out again, as before.",
        Change.REPLACED: " is again what it was.",
        Change.REMOVED: " is back.",
    }
    blocks = (paragraph(code(source), after[change]), *_withheld(report), *problem_note(report))
    return Reply(blocks, mend(report))


def nothing_to_undo() -> Reply:
    """Say that there is no such change, or no more."""
    return Reply((paragraph("There is nothing to take back; perhaps that has been done already."),))


def sample_stays() -> Reply:
    """Say that the sample knowledge is not to be changed."""
    text = "This is the sample that comes with me, and it stays as it is. For documents of your own: "
    return Reply((paragraph(text, code("citebot init FOLDER")),))


def _withheld(report: RefreshReport) -> tuple[Block, ...]:
    if not report.withheld:
        return ()
    held = ", ".join(report.withheld)
    return (paragraph(f"These facts are withheld, since their quote is in no source any more: {held}."),)
