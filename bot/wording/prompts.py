"""Messages that ask for words: how to begin, and how to get out of it."""

from bot.reply import Reply, note, paragraph
from bot.wording.translation import text


def placeholder() -> str:
    """Say in the empty field what to do; Telegram takes 64 characters."""
    return text("Type here, or “{cancel}”", cancel=text("cancel"))


def cancelled() -> Reply:
    """Say that nothing comes of what somebody was about to do."""
    return Reply((paragraph(text("Cancelled. Nothing has changed.")),))


def nothing_to_cancel() -> Reply:
    """Say that nothing was under way."""
    return Reply((note(text("I was not waiting for anything.")),))
