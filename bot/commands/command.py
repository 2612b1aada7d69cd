"""What a command is, and what it is given to work with."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.config import Config
from bot.home import Home
from bot.reply import Reply, Work
from bot.speaker import Speaker
from bot.state.state import State
from bot.wording.answers import Outcome, Scope
from knowledge.base import KnowledgeBase


class Audience(StrEnum):
    """Who may call a command; to everyone else it does not exist."""

    EVERYONE = "everyone"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Context:
    """The situation in which a command is called."""

    base: KnowledgeBase
    config: Config
    home: Home
    state: State
    scope: Scope
    speaker: Speaker
    commands: "Sequence[Command]"
    """Those the speaker finds in the help."""

    def last_outcome(self) -> Outcome | None:
        """Return what the speaker's last question in this chat leads to now; None if there was none."""
        origin = self.speaker.origin
        turn = self.state.turns.last(chat_id=origin.chat_id, user_id=origin.user_id)
        return self.base.ask(turn.question) if turn else None


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command."""

    name: str
    """Without the slash."""
    arguments: str
    """As shown in the usage: "" takes none, "ID" needs one, "[WORDS]" may have one."""
    summary: str
    """What it does, in a few words without a full stop."""
    run: Callable[[Context, str], Reply | Work]
    audience: Audience = Audience.EVERYONE
    is_listed: bool = True
    """Whether help and menus show it; the others are what buttons send, though anyone may type them."""

    @property
    def usage(self) -> str:
        """Return how to type it, such as "/fact ID"."""
        return f"/{self.name} {self.arguments}".strip()

    def accepts(self, argument: str) -> bool:
        """Tell whether the argument is one this command can work with."""
        return bool(argument) if self.arguments[:1] not in ("", "[") else bool(self.arguments) or not argument


_PAGE = re.compile(r"(?:^|\s)page\s+(\d{1,6})$", re.IGNORECASE)


def split_page(argument: str) -> tuple[str, int]:
    """Split "tourism page 2" into the words and the page number, 1 where none is given."""
    found = _PAGE.search(argument)
    return (argument[: found.start()].strip(), max(int(found[1]), 1)) if found else (argument, 1)
