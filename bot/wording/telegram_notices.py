"""Every sentence a person reads on Telegram that is not about facts or sources."""

from collections.abc import Sequence

from bot.reply import Entry, Listing, Reply, code, line, paragraph
from bot.state.updates import SetAside
from bot.wording.figures import count

EXPIRED = "This button is too old. Please ask me again."
NOT_YOURS = "This button is for the person who asked. Ask me yourself, and you get your own."
HOW_TO_GET_IN = "Ask me how to get in"
ASK_ME = "Ask me in a chat of our own"
_LISTED = 10
"""Updates that are named one by one."""


def stranger(user_id: int) -> Reply:
    """Say that a person is not on the list, and how to get on it."""
    return Reply(
        (
            paragraph(
                "Hello! I only talk to people on my list, and you are not on it yet. Whoever runs me can add you; "
                "tell them your number: ",
                code(str(user_id)),
            ),
        )
    )


def too_fast(_user_id: int) -> Reply:
    """Ask a person to wait a moment."""
    return _said("That was a lot at once. Please give me a minute, then go on.")


def too_late() -> Reply:
    """Say sorry for a question that has waited too long."""
    return _said("Sorry, I was away when you wrote this. If you still want to know, please ask me again.")


def went_wrong(reason: str = "") -> Reply:
    """Say sorry for something that cannot be done, and why if that is known and the person can mend it."""
    return _said(f"Sorry, that did not work. {reason or 'Please try again in a moment.'}")


def only_text() -> Reply:
    """Say what the bot can read."""
    return _said("I can only read text. Write me your question in a few words, and I will look it up.")


def not_an_admin() -> Reply:
    """Say who may add documents."""
    return _said(
        "Thank you, but only the people who look after me can add documents. Ask me a question instead?"
    )


def picture_of_a_document() -> Reply:
    """Say what to do with a picture."""
    return _said(
        "I cannot read pictures. If this is a page, make a PDF of it with text recognition (OCR), "
        "and send that as a file."
    )


def set_aside(updates: Sequence[SetAside]) -> Reply:
    """Tell an admin about updates that could not be processed."""
    lead = f"{count(len(updates), 'message')} from Telegram could not be processed. The log says more:"
    entries = tuple(Entry(line(f"{one.update_id}: {one.error}")) for one in updates[:_LISTED])
    return Reply((paragraph(lead), Listing(entries)))


def _said(text: str) -> Reply:
    return Reply((paragraph(text),))
