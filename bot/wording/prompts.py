"""Messages that ask for words: how to begin, and how to get out of it."""

from bot.reply import Block, Reply, note, paragraph
from bot.wording.translation import text


def placeholder() -> str:
    """Say in the empty field what to do; Telegram takes 64 characters."""
    return text("Type here, or “{cancel}”", cancel=text("cancel"))


def cancelled() -> Reply:
    """Say that nothing comes of what somebody was about to do."""
    return Reply((paragraph(text("Cancelled. Nothing has changed.")),), is_in_vain=True)


def still_waiting() -> Block:
    """Remind a person, below the answer to a question, of what they were asked for."""
    waiting = text(
        "I still wait for the words that I asked you for: send them as a reply to my message, or “{cancel}”.",
        cancel=text("cancel"),
    )
    return note(waiting)


def nothing_to_cancel() -> Reply:
    """Say that nothing was under way."""
    return Reply((note(text("I was not waiting for anything.")),))
