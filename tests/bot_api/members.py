"""What a person or the bot is in a chat."""

import datetime as dt
from typing import Any

from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    User,
)

Member = ChatMemberAdministrator | ChatMemberBanned | ChatMemberLeft | ChatMemberMember | ChatMemberOwner


def member(user: User, status: str) -> Member:
    """Return the complete ChatMember of a status: creator, administrator, member, left or kicked."""
    match status:
        case "creator":
            return ChatMemberOwner(user=user, is_anonymous=False)
        case "administrator":
            return ChatMemberAdministrator(user=user, **_all_rights())
        case "member":
            return ChatMemberMember(user=user)
        case "left":
            return ChatMemberLeft(user=user)
        case "kicked":
            return ChatMemberBanned(user=user, until_date=dt.datetime.fromtimestamp(0, dt.UTC))
    raise ValueError(status)


def _all_rights() -> dict[str, Any]:
    fields = ChatMemberAdministrator.model_fields.items()
    rights = {name: True for name, field in fields if field.annotation is bool}
    return rights | {"can_be_edited": False, "is_anonymous": False}
