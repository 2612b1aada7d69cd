"""`@bot words` in any chat: facts to choose from; the chosen one arrives with its citation."""

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.config.schema import AccessMode
from bot.links import deep_link, parameter
from bot.reply import Reply
from bot.telegram.outgoing.markup import NO_PREVIEW, pieces
from bot.telegram.running_bot import RunningBot
from bot.wording import telegram_notices
from bot.wording.places import where
from bot.wording.proof import proven
from bot.wording.translation import speaking
from knowledge.model import Fact

_SHOWN = 20
"""Results; of more, nobody scrolls through the rest. Telegram allows 50."""
_CACHED_S = 10
"""How long Telegram may answer the same words by itself: not so long that a refresh goes unseen."""
_TITLE = 120


class InlineMode:
    """Answers inline queries."""

    def __init__(self, running: RunningBot) -> None:
        self._running = running

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """List the facts nearest to what is typed; the approved ones first while nothing is."""
        query = update.inline_query
        if query is None:
            return
        words = query.query.strip()[: InlineQueryLimit.MAX_QUERY_LENGTH]
        facts, _ = self._running.base.facts(words, limit=_SHOWN)
        with speaking(self._running.language_of(update)):
            results = [self._result(fact, context.bot.username) for fact in facts]
            button = InlineQueryResultsButton(telegram_notices.ask_me(), start_parameter="ask")
        is_personal = self._running.config.telegram.access is AccessMode.ALLOWLIST
        try:
            await query.answer(results, cache_time=_CACHED_S, is_personal=is_personal, button=button)
        except BadRequest as error:
            if "too old" not in error.message:
                raise

    def _result(self, fact: Fact, username: str) -> InlineQueryResultArticle:
        sources = self._running.base.summaries
        text = pieces(Reply(tuple(proven(fact, sources))))[0]
        more = InlineKeyboardButton(telegram_notices.more(), url=deep_link(username, fact.id))
        return InlineQueryResultArticle(
            id=parameter(fact.id),
            title=fact.statement[:_TITLE],
            description=where(fact.citations[0], sources),
            input_message_content=InputTextMessageContent(
                text.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
            ),
            reply_markup=InlineKeyboardMarkup([[more]]),
        )
