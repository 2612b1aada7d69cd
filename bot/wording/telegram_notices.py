"""Every sentence a person reads on Telegram that is not about facts or sources."""

from collections.abc import Sequence

from bot.reply import Entry, Listing, Reply, code, line, paragraph
from bot.state.updates import SetAside
from bot.wording.translation import counted, spans, text

_LISTED = 10
"""Updates that are named one by one."""


def expired() -> str:
    """Say that a button leads nowhere any more."""
    return text("This button is too old. Please ask me again.")


def not_yours() -> str:
    """Say that a button is for somebody else."""
    return text("This button is for the person who asked. Ask me yourself, and you get your own.")


def only_for_admins() -> str:
    """Say that a button is for those who look after the bot."""
    return text("Only the people who look after me can do that.")


def how_to_get_in() -> str:
    """Return the label of the way to the list of those who may speak."""
    return text("Ask me how to get in")


def ask_me() -> str:
    """Return the label of the way from any chat to one with the bot alone."""
    return text("Ask me in a chat of our own")


def more() -> str:
    """Return the label of the way from a fact that was shared to all about it."""
    return text("More about it")


def share() -> str:
    """Return the label of the way to share a fact."""
    return text("Share")


def description() -> str:
    """Say what the bot does, to whoever has not begun to talk with it."""
    return text(
        "Ask me a question in your own words. I look it up in a collection of documents and show you the words that prove "
        "each answer. What they do not say, I do not say."
    )


def short_description() -> str:
    """Say what the bot is, in its profile."""
    return text("Answers questions about a collection of documents, and proves each answer with a quote.")


def stranger(user_id: int) -> Reply:
    """Say that a person is not on the list, and how to get on it."""
    return Reply(
        (
            paragraph(
                *spans(
                    "Hello! I only talk to people on my list, and you are not on it yet. Whoever runs me can add you; "
                    "tell them your number: {number}",
                    number=code(str(user_id)),
                )
            ),
        )
    )


def too_fast(_user_id: int) -> Reply:
    """Ask a person to wait a moment."""
    return _said(text("That was a lot at once. Please give me a minute, then go on."))


def too_late() -> Reply:
    """Say sorry for a question that has waited too long."""
    return _said(
        text("Sorry, I was away when you wrote this. If you still want to know, please ask me again.")
    )


def went_wrong(reason: str = "") -> Reply:
    """Say sorry for something that cannot be done, and why if that is known and the person can mend it."""
    return _said(
        text("Sorry, that did not work. {reason}", reason=reason or text("Please try again in a moment."))
    )


def only_text() -> Reply:
    """Say what the bot can read."""
    return _said(text("I can only read text. Write me your question in a few words, and I will look it up."))


def not_an_admin() -> Reply:
    """Say who may add documents."""
    return _said(
        text("Thank you, but only the people who look after me can add documents. Ask me a question instead?")
    )


def picture_of_a_document() -> Reply:
    """Say what to do with a picture."""
    return _said(
        text(
            "I cannot read pictures. If this is a page, make a PDF of it with text recognition (OCR), "
            "and send that as a file."
        )
    )


def set_aside(updates: Sequence[SetAside]) -> Reply:
    """Tell an admin about updates that could not be processed."""
    lead = counted(
        "{n} message from Telegram could not be processed. The log says more:",
        "{n} messages from Telegram could not be processed. The log says more:",
        len(updates),
    )
    entries = tuple(Entry(line(f"{one.update_id}: {one.error}")) for one in updates[:_LISTED])
    return Reply((paragraph(lead), Listing(entries)))


def _said(sentence: str) -> Reply:
    return Reply((paragraph(sentence),))
