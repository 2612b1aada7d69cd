"""The parts of the running bot, joined once by `app`; every handler and job is given them."""

import asyncio
import logging
from dataclasses import dataclass

from telegram import Update
from telegram.error import TelegramError

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from bot.reply import SlowReply
from bot.state.state import State
from bot.store.database import Database
from bot.telegram.incoming.access import Access
from bot.telegram.incoming.addressing import speaker_id
from bot.telegram.incoming.inbox import Inbox
from bot.telegram.outgoing.delivery import Delivery, Place
from bot.telegram.outgoing.notifier import Notifier
from bot.telegram.refresher import Refresher
from bot.wording.translation import in_language, spoken
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
    notifier: Notifier
    refresher: Refresher
    database: Database | None
    """What replicas share; None if there is only this one."""

    @property
    def complaint(self) -> str:
        """Return why no question can be answered now; empty if all is well."""
        return self.inbox.complaint if self.base.generation else "There is nothing to answer from yet."

    def language_of(self, update: Update) -> str:
        """Return the language of whoever caused an update: the one they wrote in last, else that of their Telegram, else that of the sources."""
        who, user = speaker_id(update), update.effective_user
        known = self.state.languages.of(who) if who else ""
        return known or spoken(user.language_code if user else "") or spoken(self.base.language)

    async def tell(self, update: Update, word: SlowReply, place: Place) -> None:
        """Send whoever caused an update a message in their language."""
        await self.delivery.send(in_language(self.language_of(update), word), place)

    async def tell_admins(self, word: SlowReply | None, *, except_for: int | None = None) -> None:
        """Send a message to every admin but one, in the language of each; who has never written to the bot cannot be reached."""
        for admin in self.config.telegram.admins if word else ():
            if word and admin != except_for and not self.state.people.has_blocked(admin):
                try:
                    told = await asyncio.to_thread(in_language, self.state.languages.of(admin), word)
                    await self.delivery.send(told, Place(admin, admin))
                except TelegramError as error:
                    log.warning(
                        "Admin %d cannot be told: %s. They must write to the bot first.", admin, error
                    )
