"""What the bot says of itself: hello, how commands are typed, what it is, and what it keeps."""

from collections.abc import Iterable, Iterator, Sequence

from bot.reply import Choice, Entry, Listing, Reply, bold, code, note, paragraph
from bot.wording.answers import topic_choice
from bot.wording.figures import Scope, searched
from bot.wording.refusals import nothing_yet
from bot.wording.translation import between_sentences, counted, spans, text


def greeting(name: str, scope: Scope, asks: Sequence[str], topics: Sequence[str]) -> Reply:
    """Say hello, and show what can be asked."""
    if not scope.facts:
        return nothing_yet()
    hello = counted(
        "Hello! I am {name}. I answer questions from {n} source and show the words that prove each answer. "
        "What they do not say, I do not say.",
        "Hello! I am {name}. I answer questions from {n} sources and show the words that prove each answer. "
        "What they do not say, I do not say.",
        len(scope.sources),
        name=name,
    )
    choices = [Choice(ask, ask) for ask in asks] or [topic_choice(topic) for topic in topics]
    lead = [paragraph(text("For example:"))] if choices else []
    return Reply((paragraph(hello), *lead), tuple(choices))


def commands(known: Iterable[tuple[str, str]]) -> Reply:
    """List the commands a person may use, each given as (usage, summary)."""
    entries = tuple(
        Entry(spans("{usage}: {summary}", usage=code(usage), summary=text(summary)))
        for usage, summary in known
    )
    return Reply((paragraph(text("Ask me anything in your own words, or use a command:")), Listing(entries)))


def menu(known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the commands of a menu, each given as (name, summary), with their summaries in the reader's language."""
    return ((name, text(summary)) for name, summary in known)


def usage(how: str, summary: str) -> Reply:
    """Say how a command is to be typed."""
    return Reply(
        (paragraph(*spans("Please write {usage}: {summary}.", usage=code(how), summary=text(summary))),),
        is_in_vain=True,
    )


def unknown(name: str) -> Reply:
    """Say that there is no such command."""
    return Reply((paragraph(text("I don't know the command {name}. /help lists those I know.", name=name)),))


def misspelt(name: str, how: str, send: str) -> Reply:
    """Say that there is no such command, and which one was probably meant.

    Args:
        name: As it was typed, with its slash.
        how: How the other is to be typed.
        send: What would call it; empty if it needs more than was typed.
    """
    meant = spans("I don't know the command {name}. Did you mean {usage}?", name=name, usage=code(how))
    return Reply((paragraph(*meant),), (Choice(send, send),) if send else ())


def how_to_type() -> Reply:
    """Say what can be typed at a keyboard."""
    return Reply((note(f"\n{text('Type a question, a number to pick, /help or /quit.')}\n"),))


def nothing_to_pick(picks: int) -> Reply:
    """Say that a number stands for nothing, and which do."""
    can = text("Ask me in words.")
    if picks == 1:
        can = text("Pick 1, or ask me in words.")
    elif picks:
        can = text("Pick a number from 1 to {last}, or ask me in words.", last=picks)
    return Reply((paragraph(between_sentences().join((text("Nothing here has that number."), can))),))


def about(name: str, version: str, scope: Scope, keep_days: int) -> Reply:
    """Say what the bot is, what it stands on, and what it keeps for how many days."""
    return Reply(
        (
            paragraph(
                *spans("{name} {version}.", name=bold(name), version=version)
                if name == "Citebot"
                else spans("{name}, running on Citebot {version}.", name=bold(name), version=version)
            ),
            paragraph(text("I know {scope}.", scope=searched(scope))),
            paragraph(
                text(
                    "Everything I say is a sentence of a source or a fact that a person wrote, with the words of the "
                    "source that prove it. “Unreviewed” means that no person has checked it yet."
                )
            ),
            paragraph(
                counted(
                    "For {n} day at most I keep your last question in each chat, your votes, and what I could not answer.",
                    "For {n} days at most I keep your last question in each chat, your votes, and what I could not answer.",
                    keep_days,
                ),
                between_sentences(),
                text(
                    "Those who run me read the questions without an answer, so that they can add what is missing. "
                    "/forgetme deletes all that leads back to you."
                ),
            ),
        )
    )


def forgotten() -> Reply:
    """Say that everything about a person is deleted."""
    return Reply(
        (paragraph(text("Done. I have deleted your questions, your votes, and all else about you.")),)
    )
