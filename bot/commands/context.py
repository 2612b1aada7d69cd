"""What a command is given to work with, and how it is carried out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module

from bot.commands.command import PAGE, Command
from bot.config.schema import Config
from bot.conversation import conversation
from bot.curation.facts import edit_replies, under_review
from bot.curation.facts.edit import Edit
from bot.curation.facts.fact_edits import FactEdits
from bot.curation.facts.history import Author, logged_in
from bot.home import Home
from bot.reply import Reply, SlowReply
from bot.speaker import Speaker
from bot.state.state import State
from bot.wording import changed_facts, facts, source_changes
from bot.wording.answers import Outcome
from bot.wording.figures import Scope
from knowledge.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Context:
    """The situation in which a command is called."""

    command: Command
    """The one that is called."""
    base: KnowledgeBase
    config: Config
    home: Home
    state: State
    scope: Scope
    speaker: Speaker
    listed: Sequence[Command]
    """Those the speaker finds in the help."""

    @property
    def author(self) -> Author:
        """Return the speaker as whoever changes a fact: at a keyboard, the person who is logged in."""
        user_id = self.speaker.origin.user_id
        return Author(str(user_id), self.speaker.name) if user_id else logged_in()

    @property
    def edits(self) -> FactEdits:
        """Return what changes facts."""
        return FactEdits(self.home, self.base)

    def editing(self, edit: Callable[[], Edit], begun: str = "") -> Reply | SlowReply:
        """Return the work of an edit, and what is said of it; in the sample nothing is changed.

        Args:
            edit: Makes it.
            begun: The command that other words complete if these are refused; empty if none does.
        """
        if self.home.is_sample:
            return source_changes.sample_stays()
        return partial(edit_replies.reply, edit, self.base, self.scope.sources, begun)

    @property
    def curates(self) -> bool:
        """Tell whether the speaker is shown how to change facts; those of the sample stay as they are."""
        return self.speaker.curates and not self.home.is_sample

    def untold(self, fact_id: str) -> Reply:
        """Say that there is no fact of an id; to those who may mend it, why one that there is is not told."""
        if self.curates:
            if hidden := self.base.fact(fact_id, even_hidden=True):
                return facts.hidden(hidden)
            if review := under_review.find(self.base, fact_id):
                return replace(changed_facts.side_by_side(review, self.scope.sources), is_in_vain=True)
            if file := self.edits.file_of(fact_id):
                return facts.wrong_in_file(fact_id, file)
        return facts.unknown(fact_id)

    def last_outcome(self) -> Outcome | None:
        """Return what the speaker's last question in this chat leads to now; None if there was none."""
        origin = self.speaker.origin
        turns = self.state.turns.kept(chat_id=origin.chat_id, user_id=origin.user_id)
        return conversation.ask_again(self.base, turns) if turns else None


def carry_out(context: Context, argument: str) -> Reply | SlowReply:
    """Run the command: the function `run` in the file of its name, imported when it is first called."""
    run: Callable[[Context, str], Reply | SlowReply] = import_module(
        f"bot.commands.{context.command.name}"
    ).run
    return run(context, argument)


def split_page(argument: str) -> tuple[str, int]:
    """Split "tourism page 2" into the words and the page number, 1 where none is given."""
    found = PAGE.search(argument)
    return (argument[: found.start()].strip(), max(int(found[1]), 1)) if found else (argument, 1)
