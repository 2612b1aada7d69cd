"""What the bot says of itself: hello, how commands are typed, what it is, and what it keeps."""

from collections.abc import Iterable, Sequence

from bot.reply import Choice, Entry, Listing, Reply, bold, code, line, paragraph
from bot.wording.answers import topic_choice
from bot.wording.figures import Scope, count, searched
from bot.wording.refusals import nothing_yet


def greeting(name: str, scope: Scope, asks: Sequence[str], topics: Sequence[str]) -> Reply:
    """Say hello, and show what can be asked."""
    if not scope.facts:
        return nothing_yet()
    hello = paragraph(
        f"Hello! I am {name}. I answer questions from {count(len(scope.sources), 'source')} "
        "and show the words that prove each answer. What they do not say, I do not say."
    )
    choices = [Choice(ask, ask) for ask in asks] or [topic_choice(topic) for topic in topics]
    lead = [paragraph("For example:")] if choices else []
    return Reply((hello, *lead), tuple(choices))


def commands(known: Iterable[tuple[str, str]]) -> Reply:
    """List the commands a person may use, each given as (usage, summary)."""
    entries = tuple(Entry(line(code(usage), f": {summary}")) for usage, summary in known)
    return Reply((paragraph("Ask me anything in your own words, or use a command:"), Listing(entries)))


def usage(how: str, summary: str) -> Reply:
    """Say how a command is to be typed."""
    return Reply((paragraph("Please write ", code(how), f": {summary}."),))


def unknown(name: str) -> Reply:
    """Say that there is no such command."""
    return Reply((paragraph(f"I don't know the command {name}. /help lists those I know."),))


def misspelt(name: str, how: str, send: str) -> Reply:
    """Say that there is no such command, and which one was probably meant.

    Args:
        name: As it was typed, with its slash.
        how: How the other is to be typed.
        send: What would call it; empty if it needs more than was typed.
    """
    meant = paragraph(f"I don't know the command {name}. Did you mean ", code(how), "?")
    return Reply((meant,), (Choice(send, send),) if send else ())


def nothing_to_pick(picks: int) -> Reply:
    """Say that a number stands for nothing, and which do."""
    which = "1" if picks == 1 else f"a number from 1 to {picks}"
    can = f"Pick {which}, or ask me in words." if picks else "Ask me in words."
    return Reply((paragraph(f"Nothing here has that number. {can}"),))


def about(name: str, version: str, scope: Scope, keep_days: int) -> Reply:
    """Say what the bot is, what it stands on, and what it keeps for how many days."""
    return Reply(
        (
            paragraph(
                bold(name), f" {version}." if name == "Citebot" else f", running on Citebot {version}."
            ),
            paragraph(f"I know {searched(scope)}."),
            paragraph(
                "Everything I say is a sentence of a source or a fact that a person wrote, with the words of the "
                "source that prove it. “Unreviewed” means that no person has checked it yet."
            ),
            paragraph(
                f"For {count(keep_days, 'day')} at most I keep your last question in each chat, your votes, and what I could "
                "not answer. Those who run me read the questions without an answer, so that they can add what is "
                "missing. /forgetme deletes all that leads back to you."
            ),
        )
    )


def forgotten() -> Reply:
    """Say that everything about a person is deleted."""
    return Reply((paragraph("Done. I have deleted your questions, your votes, and all else about you."),))
