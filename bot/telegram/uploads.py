"""Files that admins drop into their chat with the bot, or into a group with a mention of it, become sources."""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.commands.table import COMMANDS, called
from bot.conversation.chatter import asks
from bot.curation.sources.captions import as_passed_on, described
from bot.reply import Reply
from bot.state.table import Origin
from bot.telegram.incoming.addressing import addressed, link_behind, speaker_id
from bot.telegram.incoming.quoting import original
from bot.telegram.intake import Intake
from bot.telegram.outgoing.delivery import Place
from bot.telegram.outgoing.progress_message import progress_message
from bot.telegram.outgoing.typing_action import typing
from bot.telegram.running_bot import RunningBot
from bot.telegram.scheduler import JOB_SETTINGS
from bot.wording import refreshes, telegram_notices
from bot.wording.translation import in_language, speaking
from bot.wording.upload_receipts import Receipt, report
from knowledge.model import Description

_QUIET_S = 1.0
"""After this long without another file, an album is complete; Telegram does not say how many it has."""
_REPLACE = "replace"
_ADD = re.compile(r"(?:@\w+\s+)?/add\b", re.IGNORECASE)
_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


class _AddsFile(filters.MessageFilter):
    """Text that replies to a file of somebody else and asks to add it."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is that."""
        earlier = message.reply_to_message
        return bool(earlier and earlier.document and _ADD.match(message.text or ""))


@dataclass(slots=True)
class _Album:
    """Files that were sent together."""

    place: Place
    language: str
    """Of whoever sent them."""
    is_replacing: bool = False
    """Whether its caption, which stands under one of the files only, asks to replace what there is."""
    receipts: list[Receipt] = field(default_factory=list)


class Uploads:
    """Takes files, and reports on each, or on all of an album at once."""

    def __init__(self, running: RunningBot) -> None:
        self._running = running
        self._intake = Intake(running)
        self._albums: dict[str, _Album] = {}
        self._beside: dict[int, str] = {}
        """Chat → the last file there that was kept beside another of its name."""
        self._declined = ""
        """The last album that was sent by somebody who is no admin."""

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]]:
        """Return the handlers; a question below a picture or file is answered elsewhere, besides."""
        return [
            MessageHandler(filters.Document.ALL & filters.UpdateType.MESSAGE, self.receive),
            MessageHandler(_AddsFile() & filters.UpdateType.MESSAGE, self.receive),
            MessageHandler(filters.PHOTO & _PRIVATE, self.advise),
        ]

    async def receive(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a file that an admin has sent, or points at."""
        message, who = update.message, speaker_id(update)
        holder = message if message is None or message.document else message.reply_to_message
        if message is None or holder is None or holder.document is None or who is None:
            return
        place = Place.after(message, who)
        is_asking = asks(message.caption or "")
        if not self._running.access.is_admin(who):
            await self._decline(update, message, place, is_asking=is_asking)
            return
        language = self._running.language_of(update)
        album = self._album(message, context) or _Album(place, language)
        caption = self._caption(message, context) or (holder.caption or "" if holder != message else "")
        album.is_replacing |= caption.lower() == _REPLACE
        async with typing(context.bot, place):
            said = _said(caption, holder)
            if album.is_replacing or is_asking:
                said = Description()
            with speaking(language):
                origin = Origin(message.chat_id, message.message_id, who)
                receipt = await self._intake.take(
                    holder.document, said, origin, is_replacing=album.is_replacing
                )
            album.receipts.append(receipt)
            if message.media_group_id:
                self._wait_for_more(message.media_group_id, album, context)
            else:
                await self._report(album)

    async def advise(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what to do with a picture."""
        message, who = update.message, speaker_id(update)
        if message and who:
            place, is_asking = Place.after(message, who), asks(message.caption or "")
            if not self._running.access.is_admin(who):
                await self._decline(update, message, place, is_asking=is_asking)
            elif not is_asking:
                await self._running.tell(update, telegram_notices.picture_of_a_document, place)

    async def _decline(self, update: Update, message: Message, place: Place, *, is_asking: bool) -> None:
        album, before = message.media_group_id or "", self._declined
        self._declined = album
        if not is_asking and (not album or album != before):
            await self._running.tell(update, telegram_notices.not_an_admin, place)

    def _caption(self, message: Message, context: ContextTypes.DEFAULT_TYPE) -> str:
        """Return what is said of a file under it."""
        text = addressed(message, context.bot.id, context.bot.username, COMMANDS) or ""
        command, argument = called(text)
        return argument if command else text

    def _album(self, message: Message, context: ContextTypes.DEFAULT_TYPE) -> _Album | None:
        """Return the album that has begun and goes on with a message; it is not complete while a file of it is taken."""
        assert context.job_queue
        for end in context.job_queue.get_jobs_by_name(message.media_group_id or ""):
            end.schedule_removal()
        return self._albums.get(message.media_group_id or "")

    def _wait_for_more(self, album_id: str, album: _Album, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Report on an album once no more files come."""
        assert context.job_queue
        self._albums[album_id] = album

        async def finish(_context: ContextTypes.DEFAULT_TYPE) -> None:
            await self._report(self._albums.pop(album_id))

        context.job_queue.run_once(finish, _QUIET_S, name=album_id, job_kwargs=JOB_SETTINGS)

    def meant(self, text: str, chat_id: int) -> str:
        """Return what a text stands for: after a file whose name was taken, "replace" is a command."""
        is_reply = text.strip(" .!").lower() == _REPLACE
        source = self._beside.pop(chat_id, "") if is_reply else ""
        return f"/replace {source}" if source else text

    async def _report(self, album: _Album) -> None:
        for receipt in album.receipts:
            if receipt.taken:
                self._beside[album.place.chat_id] = receipt.source
        shown: tuple[int, ...] = ()
        if any(receipt.source for receipt in album.receipts):
            progress_now = partial(in_language, album.language, self._progress)
            async with progress_message(self._running.delivery, album.place, progress_now) as progress:
                await self._running.refresher.refresh()
            shown = progress.messages
        told = in_language(album.language, partial(report, album.receipts, self._running.base))
        if shown:
            await self._running.delivery.edit(told, album.place, shown)
        else:
            await self._running.delivery.send(told, album.place)

    def _progress(self) -> Reply:
        step = self._running.refresher.step
        return refreshes.under_way(step.stage, step.done, step.total, step.seconds)


def _said(caption: str, holder: Message) -> Description:
    """Return what is said of a file in its caption, and by where it comes from if it is passed on."""
    said = described(caption, link_behind(holder))
    return as_passed_on(said, original(holder)) if holder.forward_origin else said
