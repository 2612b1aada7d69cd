"""The parts of the running bot, joined once by `app`; every handler and job is given them."""

import logging
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from bot.reply import Reply
from bot.state.state import State
from bot.telegram.incoming.access import Access
from bot.telegram.incoming.inbox import Inbox
from bot.telegram.outgoing.delivery import Delivery, Place
from bot.telegram.refresher import Refresher
from knowledge.base import KnowledgeBase

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunningBot:
    """The parts of the running bot."""

    home: Home
    config: Config
    base: KnowledgeBase
    dialogue: Dialogue
    state: State
    inbox: Inbox
    access: Access
    delivery: Delivery
    refresher: Refresher

    async def tell_admins(self, reply: Reply | None, *, except_for: int | None = None) -> None:
        """Send a message to every admin but one; who has never written to the bot cannot be reached."""
        for admin in self.config.telegram.admins if reply else ():
            if reply and admin != except_for and not self.state.people.has_blocked(admin):
                try:
                    await self.delivery.send(reply, Place(admin, admin))
                except TelegramError as error:
                    log.warning(
                        "Admin %d cannot be told: %s. They must write to the bot first.", admin, error
                    )
