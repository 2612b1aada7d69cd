"""Checks everything that the bot needs on Telegram, and says what to mend."""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.config import secrets
from bot.config.schema import AccessMode, Config
from bot.home import Home
from bot.telegram.redaction import Redaction
from bot.wording.figures import count
from knowledge.errors import CitebotError
from knowledge.model import RefreshReport

_LEAST_FREE_MB = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    """What it is and how it stands, in a sentence."""
    remedy: str = ""
    """What to do about it; empty if all is well."""
    is_advice: bool = False
    """Whether the bot runs all the same."""

    def __str__(self) -> str:
        if not self.remedy:
            return f"ok    {self.what}"
        return f"{'note ' if self.is_advice else 'mend '} {self.what} {self.remedy}"

    @property
    def must_be_mended(self) -> bool:
        """Tell whether the bot cannot do its work as it is."""
        return bool(self.remedy) and not self.is_advice


def examine(
    home: Home, settings: Config, refresh: Callable[[], RefreshReport], store: str = ""
) -> Iterator[Finding]:
    """Yield what is found, as soon as it is found.

    Args:
        home: Where to look.
        settings: As they were read; that they could be is the first thing found.
        refresh: Reads what has changed.
        store: Host and name of the database that holds the home; empty where none does.
    """
    yield Finding("The settings can be read.")
    if store:
        yield _store(store, settings)
    yield from _folders(home)
    yield _facts(refresh)
    yield _admins(settings)
    try:
        token = secrets.token(settings.telegram, home.folder, os.environ)
        secrets.webhook_secret(settings.telegram, home.folder)
    except CitebotError as error:
        yield Finding("A secret cannot be read.", str(error))
        return
    if not token:
        remedy = (
            "Get one from @BotFather and put it into CITEBOT_TOKEN, or into a file that token_file names."
        )
        yield Finding("There is no token.", remedy)
        return
    yield from asyncio.run(_on_telegram(settings, token))


def _folders(home: Home) -> Iterator[Finding]:
    for folder in (home.sources, home.folder / "facts"):
        if not folder.is_dir():
            yield Finding(f"There is no folder {folder}.", f"Make one: citebot init {home.folder}")
        elif not os.access(folder, os.R_OK | os.X_OK):
            yield Finding(f"{folder} cannot be read.", "Let this user read it.")
        else:
            yield Finding(f"{folder} can be read.")
    for folder in dict.fromkeys((home.derived, home.state.parent)):
        if os.access(_nearest(folder), os.W_OK | os.X_OK):
            yield Finding(f"{folder} can be written.")
        else:
            yield Finding(f"{folder} cannot be written.", "Let this user write there.")
    free_mb = shutil.disk_usage(_nearest(home.derived)).free // 2**20
    room = f"{free_mb:,} MB are free on the disk."
    yield Finding(room, "" if free_mb >= _LEAST_FREE_MB else "Make room.")


def _nearest(folder: Path) -> Path:
    """Return the folder, or the one in which it would be made."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _facts(refresh: Callable[[], RefreshReport]) -> Finding:
    try:
        report = refresh()
    except CitebotError as error:
        return Finding("The documents cannot be read.", str(error))
    size = f"{count(report.approved + report.drafts, 'fact')} from {count(report.sources, 'source')}"
    if report.problems:
        wrong = f"{size}, and {count(len(report.problems), 'problem')}."
        return Finding(wrong, "To see what to mend, run: citebot check")
    if not report.sources:
        return Finding("There are no documents yet.", "Put some into sources.")
    return Finding(f"{size}, all in order.")


def _store(where: str, settings: Config) -> Finding:
    kept = f"The home is kept at {where}, and its tables are those of this version."
    if settings.telegram.webhook_url:
        return Finding(kept)
    return Finding(kept, "Without webhook_url one bot alone can serve it.", is_advice=True)


def _admins(settings: Config) -> Finding:
    known = settings.telegram
    if not known.admins:
        remedy = "Put your number into telegram: admins. The bot tells you yours if access is “allowlist”."
        return Finding("Nobody is an admin.", remedy, is_advice=known.access is AccessMode.OPEN)
    return Finding(f"{count(len(known.admins), 'admin')}.")


async def _on_telegram(settings: Config, token: str) -> list[Finding]:
    known = settings.telegram
    try:
        async with Bot(token, base_url=known.base_url, base_file_url=known.base_file_url) as bot:
            return [*_account(await bot.get_me()), _delivery(await bot.get_webhook_info(), settings)]
    except InvalidToken:
        remedy = "Copy it once more from @BotFather."
        return [Finding("Telegram does not know the token.", remedy)]
    except TelegramError as error:
        if isinstance(error.__cause__, httpx.HTTPError):
            remedy = "Check the network, a proxy if there is one, and base_url."
            return [Finding("Telegram cannot be reached.", remedy)]
        reason = Redaction(token).redact(str(error))
        return [
            Finding(f"Telegram refuses to say who the bot is ({reason}).", "Check the token and base_url.")
        ]


def _account(me: User) -> Iterator[Finding]:
    yield Finding(f"The token is that of @{me.username}.")
    if me.can_read_all_group_messages:
        remedy = "It answers only what is meant for it; to let it see no more than that, send /setprivacy to @BotFather."
        yield Finding("In groups it sees every message.", remedy, is_advice=True)
    else:
        yield Finding("In groups it sees only what is meant for it.")
    if not me.can_join_groups:
        remedy = "If it should be, send /setjoingroups to @BotFather."
        yield Finding("It cannot be added to groups.", remedy, is_advice=True)
    if me.supports_inline_queries:
        yield Finding("Inline mode is on.")
    else:
        remedy = "To have facts looked up from any chat, send /setinline to @BotFather."
        yield Finding("Inline mode is off.", remedy, is_advice=True)


def _delivery(info: WebhookInfo, settings: Config) -> Finding:
    wanted = settings.telegram.webhook_url
    if info.url and info.url != wanted:
        remedy = "If that is another program, stop it: a bot's messages go to one place. citebot run puts an end to it."
        return Finding("Telegram delivers the messages to some other address.", remedy)
    if info.url and info.last_error_message:
        remedy = "Check the proxy in front of the bot, and that the bot runs."
        return Finding(f"Telegram could not deliver lately ({info.last_error_message}).", remedy)
    waiting = count(info.pending_update_count, "message")
    return Finding(f"{'The webhook is set' if info.url else 'No webhook is in the way'}; {waiting} waiting.")
