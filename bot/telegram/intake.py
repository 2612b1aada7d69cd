"""A file in a chat → a source on the shelf, or the reason why not."""

import logging
from contextlib import suppress

from telegram import Document
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from bot.config.schema import TelegramSettings
from bot.curation.sources import arrivals, source_files
from bot.curation.sources.filenames import safe_name
from bot.state.table import Origin
from bot.telegram.running_bot import RunningBot
from bot.wording import upload_refusals
from bot.wording.upload_receipts import Receipt
from knowledge.errors import ReadError, StoreError
from knowledge.model import Description
from knowledge.sources.corpus import check_name

log = logging.getLogger(__name__)

_MB = 1_000_000


class Intake:
    """Takes files one by one."""

    def __init__(self, running: RunningBot) -> None:
        self._running = running

    async def take(
        self, document: Document, said: Description, message: Origin, *, is_replacing: bool
    ) -> Receipt:
        """Fetch a file and put it among the sources, unless an earlier run has done so already.

        Args:
            document: The file.
            said: What is said of it; its title, if it has one, is the file's new name.
            message: The admin's message that brings it.
            is_replacing: Whether it takes the place of the source of its name, if there is one.
        """
        name = safe_name(document.file_name or "", said.title)
        sent_as = document.file_name or name
        home, changes = self._running.home, self._running.state.source_changes
        try:
            if known := arrivals.noted(home, changes, message):
                return arrivals.receipt(home, sent_as, name, arrivals.finish(home, changes, message, known))
            if refusal := self._refusal(name, document.file_size or 0):
                return Receipt(sent_as, refusal)
            part = arrivals.part(home, message)
            file = await document.get_file()
            await file.download_to_drive(part)
            if twin := source_files.identical_source(home, self._running.base, part):
                return Receipt(sent_as, upload_refusals.identical(twin))
            put = arrivals.put(home, changes, message, name, said, is_replacing=is_replacing)
            return arrivals.receipt(home, sent_as, name, put)
        except BadRequest as error:
            is_known = "too big" in error.message
            return Receipt(sent_as, self._too_large() if is_known else upload_refusals.lost(error))
        except (TelegramError, OSError, StoreError) as error:
            log.warning("A file could not be taken: %s", error)
            is_told = isinstance(error, StoreError)
            return Receipt(sent_as, str(error) if is_told else upload_refusals.lost(error))
        finally:
            with suppress(OSError):
                arrivals.clear(home, changes, message)

    def _refusal(self, name: str, size: int) -> str:
        """Return why a file is not even fetched."""
        if self._running.home.is_sample:
            return upload_refusals.no_home()
        try:
            check_name(name)
        except ReadError as error:
            return str(error)
        if size > self._running.config.reading.file_mb * 2**20:
            return upload_refusals.too_large_to_read(self._running.config.reading.file_mb)
        is_public = self._running.config.telegram.base_url == TelegramSettings().base_url
        if is_public and size > FileSizeLimit.FILESIZE_DOWNLOAD:
            return self._too_large()
        return ""

    def _too_large(self) -> str:
        most = FileSizeLimit.FILESIZE_DOWNLOAD // _MB
        return upload_refusals.too_large_to_fetch(most, self._running.home.sources)
