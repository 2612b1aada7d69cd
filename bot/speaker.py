"""Who says something, and where; the same for every place the dialogue is held in."""

import datetime as dt
from dataclasses import dataclass

from bot.state.table import Origin


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody else, or the speaker before, has written: a message that is replied to or passed on."""

    text: str
    """Empty where it has none."""
    author: str = ""
    date: dt.date | None = None
    """The day it was written."""
    link: str = ""
    """Where everybody can read it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person in a chat."""

    origin: Origin
    """What they said: a message of theirs, or of the bot if they pressed a button under it."""
    name: str = ""
    """For admins to read; kept where an admin changes a fact, else never."""
    is_admin: bool = False
    language: str = ""
    """The one their Telegram or their terminal is in, as a tag such as "de" or "pt-BR"; empty where that is not known."""

    answered_id: int | None = None
    """The message whose answer they reply to, if they reply to one."""
    replied_to: int | None = None
    """The message of the bot that they reply to, if they reply to one."""

    quoted: Quoted | None = None
    """The message of somebody else that they reply to, or that they pass on; after a button, the one that its message replies to."""
    passes_on: bool = False
    """Whether what they say is that message."""

    @property
    def curates(self) -> bool:
        """Tell whether they are shown how to change facts: admins are, where nobody else reads along."""
        return self.is_admin and not self.is_in_group

    @property
    def is_in_group(self) -> bool:
        """Tell whether others read along. The ids of groups and channels are negative."""
        return self.origin.chat_id < 0
