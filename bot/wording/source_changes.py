"""Sources that admins take away, and put back."""

from bot.reply import Block, Choice, Reply, code, paragraph
from bot.state.source_changes import Change
from bot.wording.figures import listed
from bot.wording.refreshes import mend, problem_note
from bot.wording.translation import spans, text
from knowledge.model import RefreshReport


def sure_to_remove(source: str, send: str) -> Reply:
    """Ask whether a source is really to go."""
    return Reply(
        (
            paragraph(
                *spans(
                    "Take {source} away? I will no longer answer from it. You can take that back.",
                    source=code(source),
                )
            ),
        ),
        (Choice(text("Yes, take it away"), send),),
    )


def removed(source: str, change: int, report: RefreshReport) -> Reply:
    """Say that a source is gone, by the number under which that can be undone."""
    gone = spans(
        "{source} is taken away. The file lies in the folder {folder}.",
        source=code(source),
        folder=code("removed"),
    )
    undo = Choice(text("Undo"), f"/undo {change}")
    return Reply((paragraph(*gone), *_withheld(report), *problem_note(report)), (undo, *mend(report)))


def undone(source: str, change: Change, report: RefreshReport) -> Reply:
    """Say that a change to a source is taken back."""
    after = {
        Change.ADDED: spans("{source} is out again, as before.", source=code(source)),
        Change.REPLACED: spans("{source} is again what it was.", source=code(source)),
        Change.REMOVED: spans("{source} is back.", source=code(source)),
    }
    blocks = (paragraph(*after[change]), *_withheld(report), *problem_note(report))
    return Reply(blocks, mend(report))


def nothing_to_undo() -> Reply:
    """Say that there is no such change, or no more."""
    nothing = text("There is nothing to take back; perhaps that has been done already.")
    return Reply((paragraph(nothing),), is_in_vain=True)


def sample_stays() -> Reply:
    """Say that the sample knowledge is not to be changed."""
    stays = spans(
        "This is the sample that comes with me, and it stays as it is. For documents of your own: {command}",
        command=code("citebot init FOLDER"),
    )
    return Reply((paragraph(*stays),), is_in_vain=True)


def _withheld(report: RefreshReport) -> tuple[Block, ...]:
    if not report.newly_withheld:
        return ()
    held = text(
        "These facts are withheld, since their quote is in no source any more: {names}.",
        names=listed(report.newly_withheld),
    )
    return (paragraph(held),)
