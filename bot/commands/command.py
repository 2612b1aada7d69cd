"""What a command is: its name, how it is typed, who may call it, and how it behaves. Needs nothing slow to import."""

import re
from dataclasses import dataclass
from enum import StrEnum

PAGE = re.compile(r"(?:^|\s)page\s+(\d{1,6})$", re.IGNORECASE)
"""The end of an argument that asks for a page of a list."""


class Audience(StrEnum):
    """Who may call a command; to everyone else it does not exist."""

    EVERYONE = "everyone"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, as far as it can be told without running it."""

    name: str
    """Without the slash. Its file is called the same."""
    arguments: str
    """As shown in the usage: "" takes none, "ID" needs one, "[WORDS]" may have one."""
    summary: str
    """What it does, in a few words without a full stop."""
    audience: Audience = Audience.EVERYONE
    is_listed: bool = True
    """Whether help and menus show it; the others are what buttons send, though anyone may type them."""
    is_on_command_line: bool = False
    """Whether there is `citebot NAME` too."""
    turns_page: re.Pattern[str] | None = None
    """Arguments with which it shows another part of something; a button's reply then takes the place of its message."""
    is_toast: bool = False
    """Whether the reply to a button is shown for a moment instead of being sent."""
    continues: bool = False
    """Whether it is about its caller's last question if it has no argument, so that a button for it is theirs alone."""
    leaves_no_trace: bool = False
    """Whether it must not be noted that and where somebody called it."""
    takes_questions: bool = False
    """Whether the words that it waits for may be a question."""
    is_destructive: bool = False
    """Whether something is gone or replaced by it, so that it is never offered as a guess."""

    @property
    def usage(self) -> str:
        """Return how to type it, such as "/fact ID"."""
        return f"/{self.name} {self.arguments}".strip()

    @property
    def needs_argument(self) -> bool:
        """Tell whether it cannot do without one."""
        return self.arguments[:1] not in ("", "[")

    def is_for(self, *, is_admin: bool) -> bool:
        """Tell whether a person may call it."""
        return is_admin or self.audience is Audience.EVERYONE

    def accepts(self, argument: str) -> bool:
        """Tell whether the argument is one this command can work with."""
        if self.arguments.startswith("NUMBER") and not "".join(argument.split()[:1]).isdecimal():
            return False
        return bool(argument) if self.needs_argument else bool(self.arguments) or not argument

    def turns_page_with(self, argument: str) -> bool:
        """Tell whether the argument asks for another part of what is shown already."""
        return self.turns_page is not None and self.turns_page.search(argument) is not None

    def is_personal_with(self, argument: str) -> bool:
        """Tell whether what it does with this argument depends on who calls it."""
        return self.continues and not argument
