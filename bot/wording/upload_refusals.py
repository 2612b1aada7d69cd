"""Why a file is not taken: each completes the sentence "FILE …"."""

from pathlib import Path

from bot.wording.translation import text


def no_home() -> str:
    """Say that the sample takes no files."""
    return text(
        "has no place to go: I am running on the sample knowledge. Make a home of your own with: {command}",
        command="citebot init FOLDER",
    )


def too_large_to_read(most_mb: int) -> str:
    """Say that a file is larger than the settings allow."""
    return text(
        "is larger than {most} MB, the most I read of one file. Split it into smaller files.", most=most_mb
    )


def too_large_to_fetch(most_mb: int, folder: Path) -> str:
    """Say that a file is larger than Telegram lets bots fetch, and where to put it instead."""
    return text(
        "is larger than the {most} MB that Telegram lets me fetch. Copy it into {folder} on the computer I run on instead, "
        "and I read it from there.",
        most=most_mb,
        folder=str(folder),
    )


def identical(twin: str) -> str:
    """Say that a source has the same content."""
    return text("is identical to {source}, nothing done.", source=twin)


def kept_before() -> str:
    """Say that a text was changed after it had become a source."""
    return text(
        "stays as you wrote it first. To change it, take it back with {command} and send the new text.",
        command="/undo",
    )


def lost(error: Exception) -> str:
    """Say that a file could not be had."""
    return text("could not be fetched and saved ({error}). Please send it again.", error=type(error).__name__)
