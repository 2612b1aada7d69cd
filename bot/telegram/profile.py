"""How the bot introduces itself on Telegram: its description, and the menus of commands, for everyone and for each admin."""

import logging
from collections.abc import Iterable

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from bot.commands.command import Command
from bot.telegram.running_bot import RunningBot

log = logging.getLogger(__name__)

_DESCRIPTION = (
    "Ask me a question in your own words. I look it up in a collection of documents and show you the words that prove "
    "each answer. What they do not say, I do not say."
)
_SHORT = "Answers questions about a collection of documents, and proves each answer with a quote."


async def publish_profile(bot: Bot, running: RunningBot) -> None:
    """Set what has changed since it was last set; Telegram takes it amiss if that is done at every start."""
    try:
        await _set_menu(bot, running.dialogue.commands(is_admin=False), BotCommandScopeDefault())
        if (await bot.get_my_description()).description != _DESCRIPTION:
            await bot.set_my_description(_DESCRIPTION)
        if (await bot.get_my_short_description()).short_description != _SHORT:
            await bot.set_my_short_description(_SHORT)
    except TelegramError as error:
        log.warning("The menu and the description could not be set: %s", error)
    for admin in running.config.telegram.admins:
        try:
            await _set_menu(bot, running.dialogue.commands(is_admin=True), BotCommandScopeChat(admin))
        except TelegramError as error:
            log.warning("Admin %d has no menu (%s). They must write to the bot first.", admin, error)


async def _set_menu(bot: Bot, commands: Iterable[Command], scope: BotCommandScope) -> None:
    menu = tuple(BotCommand(command.name, command.summary) for command in commands)
    if await bot.get_my_commands(scope) != menu:
        await bot.set_my_commands(menu, scope)
