"""Facts handed over as a file."""

from pathlib import Path

from bot.reply import Reply, paragraph
from bot.wording.translation import counted, text


def handed_over(facts: int, path: Path) -> Reply:
    """Hand over a file with so many facts."""
    here = counted(
        "{n} approved fact, with its citations.", "{n} approved facts, with their citations.", facts
    )
    return Reply((paragraph(here),), file=path)


def nothing_to_export() -> Reply:
    """Say that there is no approved fact."""
    return Reply((paragraph(text("No fact is approved yet, so there is nothing to export.")),))
