"""Calls about the bot itself and about what it can see."""

import re
from typing import Any

from aiogram.methods import (
    DeleteMyCommands,
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    GetFile,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    LeaveChat,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from aiogram.types import (
    AcceptedGiftTypes,
    BotCommand,
    BotDescription,
    BotName,
    BotShortDescription,
    ChatFullInfo,
    File,
    User,
)

from tests.bot_api.members import Member, member
from tests.bot_api.refusals import bad_request
from tests.bot_api.wire import as_json
from tests.bot_api.world import World

_COMMAND = re.compile(r"[a-z0-9_]+")
_COMMANDS = 100
_ADMINS = ("creator", "administrator")


def get_me(world: World, _call: GetMe) -> User:
    """Carry out getMe, which alone tells what the bot is allowed to do."""
    return world.bot.model_copy(
        update={
            "can_join_groups": True,
            "can_read_all_group_messages": not world.privacy_mode,
            "supports_inline_queries": True,
        }
    )


def get_file(world: World, call: GetFile) -> File:
    """Carry out getFile."""
    return world.files.info(call.file_id)


# --- chats ---------------------------------------------------------------------------------------


def get_chat(world: World, call: GetChat) -> ChatFullInfo:
    """Carry out getChat."""
    about = world.chat(call.chat_id).about
    gifts = AcceptedGiftTypes(
        **dict.fromkeys((n for n, f in AcceptedGiftTypes.model_fields.items() if f.is_required()), False)
    )
    fields = {name: value for name, value in as_json(about).items() if name in ChatFullInfo.model_fields}
    return ChatFullInfo(**fields, accent_color_id=0, max_reaction_count=11, accepted_gift_types=gifts)


def get_chat_member(world: World, call: GetChatMember) -> Member:
    """Carry out getChatMember."""
    chat = world.chat(call.chat_id)
    user = world.find_user(call.user_id)
    return member(user, chat.statuses.get(user.id, "left"))


def get_chat_administrators(world: World, call: GetChatAdministrators) -> list[Member]:
    """Carry out getChatAdministrators, which leaves bots out."""
    chat = world.chat(call.chat_id)
    if chat.about.type == "private":
        raise bad_request("there are no administrators in the private chat")
    statuses = ((person.user, chat.statuses[person.id]) for person in chat.people)
    return [member(user, status) for user, status in statuses if status in _ADMINS]


def get_chat_member_count(world: World, call: GetChatMemberCount) -> int:
    """Carry out getChatMemberCount."""
    statuses = world.chat(call.chat_id).statuses.values()
    return sum(status in (*_ADMINS, "member") for status in statuses)


def leave_chat(world: World, call: LeaveChat) -> bool:
    """Carry out leaveChat."""
    chat = world.chat(call.chat_id)
    if chat.about.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.set_status(world.bot, "left", by=world.bot)
    return True


# --- menus and texts -----------------------------------------------------------------------------


def set_my_commands(world: World, call: SetMyCommands) -> bool:
    """Carry out setMyCommands."""
    if len(call.commands) > _COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        _check(command)
    world.menus[scope_key(call.scope), call.language_code or ""] = call.commands
    return True


def get_my_commands(world: World, call: GetMyCommands) -> list[BotCommand]:
    """Carry out getMyCommands."""
    return world.menus.get((scope_key(call.scope), call.language_code or ""), [])


def delete_my_commands(world: World, call: DeleteMyCommands) -> bool:
    """Carry out deleteMyCommands."""
    world.menus.pop((scope_key(call.scope), call.language_code or ""), None)
    return True


def scope_key(scope: Any) -> str:
    """Return a scope as it can be looked up: its type, then its chat and user, such as "chat 5"."""
    fields = as_json(scope) if scope else {"type": "default"}
    return " ".join(str(value) for value in fields.values())


def _check(command: BotCommand) -> None:
    name, description = command.command.removeprefix("/"), command.description.strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")


def set_my_name(world: World, call: SetMyName) -> bool:
    """Carry out setMyName."""
    return _set(world, "name", call.name, call.language_code, 64)


def set_my_description(world: World, call: SetMyDescription) -> bool:
    """Carry out setMyDescription."""
    return _set(world, "description", call.description, call.language_code, 512)


def set_my_short_description(world: World, call: SetMyShortDescription) -> bool:
    """Carry out setMyShortDescription."""
    return _set(world, "short_description", call.short_description, call.language_code, 120)


def get_my_name(world: World, call: GetMyName) -> BotName:
    """Carry out getMyName."""
    return BotName(name=_get(world, "name", call.language_code) or world.bot.first_name)


def get_my_description(world: World, call: GetMyDescription) -> BotDescription:
    """Carry out getMyDescription."""
    return BotDescription(description=_get(world, "description", call.language_code))


def get_my_short_description(world: World, call: GetMyShortDescription) -> BotShortDescription:
    """Carry out getMyShortDescription."""
    return BotShortDescription(short_description=_get(world, "short_description", call.language_code))


def _set(world: World, kind: str, text: str | None, language: str | None, most: int) -> bool:
    if len(text or "") > most:
        raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
    world.texts[kind, language or ""] = text or ""
    return True


def _get(world: World, kind: str, language: str | None) -> str:
    return world.texts.get((kind, language or "")) or world.texts.get((kind, ""), "")
