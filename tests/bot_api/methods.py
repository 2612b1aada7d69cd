"""The methods of the Bot API that this server carries out."""

from collections.abc import Callable
from typing import Any

from aiogram import methods as api
from aiogram.types import WebhookInfo

from tests.bot_api import answering, editing, profile, sending
from tests.bot_api.refusals import WEBHOOK_ACTIVE, conflict
from tests.bot_api.world import World


async def get_updates(world: World, call: api.GetUpdates) -> list[dict[str, Any]]:
    """Carry out getUpdates, which waits for something to happen."""
    if world.webhook.target:
        raise conflict(WEBHOOK_ACTIVE)
    return await world.updates.get(call)


def set_webhook(world: World, call: api.SetWebhook) -> bool:
    """Carry out setWebhook."""
    world.webhook.set(call)
    return True


def delete_webhook(world: World, call: api.DeleteWebhook) -> bool:
    """Carry out deleteWebhook."""
    world.webhook.set(api.SetWebhook(url="", drop_pending_updates=call.drop_pending_updates))
    return True


def get_webhook_info(world: World, _call: api.GetWebhookInfo) -> WebhookInfo:
    """Carry out getWebhookInfo."""
    return world.webhook.info()


METHODS: dict[type[Any], Callable[[World, Any], Any]] = {
    api.AnswerCallbackQuery: answering.answer_callback_query,
    api.AnswerInlineQuery: answering.answer_inline_query,
    api.CopyMessage: sending.copy_message,
    api.DeleteMessage: editing.delete_message,
    api.DeleteMessages: editing.delete_messages,
    api.DeleteMyCommands: profile.delete_my_commands,
    api.DeleteWebhook: delete_webhook,
    api.EditMessageCaption: editing.edit_message_caption,
    api.EditMessageMedia: editing.edit_message_media,
    api.EditMessageReplyMarkup: editing.edit_message_reply_markup,
    api.EditMessageText: editing.edit_message_text,
    api.ForwardMessage: sending.forward_message,
    api.GetChat: profile.get_chat,
    api.GetChatAdministrators: profile.get_chat_administrators,
    api.GetChatMember: profile.get_chat_member,
    api.GetChatMemberCount: profile.get_chat_member_count,
    api.GetFile: profile.get_file,
    api.GetMe: profile.get_me,
    api.GetMyCommands: profile.get_my_commands,
    api.GetMyDescription: profile.get_my_description,
    api.GetMyName: profile.get_my_name,
    api.GetMyShortDescription: profile.get_my_short_description,
    api.GetUpdates: get_updates,
    api.GetWebhookInfo: get_webhook_info,
    api.LeaveChat: profile.leave_chat,
    api.SendChatAction: sending.send_chat_action,
    api.SendDocument: sending.send_document,
    api.SendMediaGroup: sending.send_media_group,
    api.SendMessage: sending.send_message,
    api.SendPhoto: sending.send_photo,
    api.SetMessageReaction: editing.set_message_reaction,
    api.SetMyCommands: profile.set_my_commands,
    api.SetMyDescription: profile.set_my_description,
    api.SetMyName: profile.set_my_name,
    api.SetMyShortDescription: profile.set_my_short_description,
    api.SetWebhook: set_webhook,
}
