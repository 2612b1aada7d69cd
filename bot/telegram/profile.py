"""How the bot introduces itself on Telegram, in each language: its description, and the menus of commands, for everyone and for each admin."""

import logging
from collections.abc import Iterable

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from bot.commands.command import Command
from bot.telegram.running_bot import RunningBot
from bot.wording.introduction import menu
from bot.wording.telegram_notices import description, short_description
from bot.wording.translation import ENGLISH, LANGUAGES, speaking

log = logging.getLogger(__name__)


async def publish_profile(bot: Bot, running: RunningBot) -> None:
    """Set what has changed since it was last set; Telegram takes it amiss if that is done at every start.

    English is what everyone sees whose language the bot does not speak.
    """
    for code in LANGUAGES:
        with speaking(code):
            await _introduce(bot, running, None if code == ENGLISH else code)


async def _introduce(bot: Bot, running: RunningBot, language: str | None) -> None:
    try:
        await _set_menu(bot, running.dialogue.commands(is_admin=False), BotCommandScopeDefault(), language)
        if (await bot.get_my_description(language)).description != description():
            await bot.set_my_description(description(), language)
        if (await bot.get_my_short_description(language)).short_description != short_description():
            await bot.set_my_short_description(short_description(), language)
    except TelegramError as error:
        log.warning("The menu and the description could not be set: %s", error)
    for admin in running.config.telegram.admins:
        try:
            commands = running.dialogue.commands(is_admin=True)
            await _set_menu(bot, commands, BotCommandScopeChat(admin), language)
        except TelegramError as error:
            log.warning("Admin %d has no menu (%s). They must write to the bot first.", admin, error)


async def _set_menu(
    bot: Bot, commands: Iterable[Command], scope: BotCommandScope, language: str | None
) -> None:
    wanted = tuple(
        BotCommand(name, summary) for name, summary in menu((each.name, each.summary) for each in commands)
    )
    if await bot.get_my_commands(scope, language) != wanted:
        await bot.set_my_commands(wanted, scope, language)
