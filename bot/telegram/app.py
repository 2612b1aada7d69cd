"""Builds the Telegram application from its parts, and runs it until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ExtBot,
    InlineQueryHandler,
    JobQueue,
    TypeHandler,
)

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from bot.state.state import State
from bot.store.allowances import Allowances
from bot.store.database import Database
from bot.telegram.admission import Admission
from bot.telegram.departures import AnswerRequest
from bot.telegram.handlers import ChatHandlers
from bot.telegram.incoming.access import Access
from bot.telegram.incoming.chat_queues import ChatQueues
from bot.telegram.incoming.inbox import Inbox, PollingRequest
from bot.telegram.incoming.receiving import receiving
from bot.telegram.incoming.shared_inbox import SharedInbox
from bot.telegram.inline import InlineMode
from bot.telegram.live_folder import keep_live
from bot.telegram.outgoing.delivery import Delivery
from bot.telegram.outgoing.notifier import Notifier
from bot.telegram.outgoing.rate_limiter import PatientRateLimiter, SharedRateLimiter
from bot.telegram.profile import publish_profile
from bot.telegram.reactions import Reactions
from bot.telegram.refresher import Refresher
from bot.telegram.replicas import hear_replicas
from bot.telegram.running_bot import RunningBot
from bot.telegram.scheduler import schedule
from bot.telegram.uploads import Uploads
from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError

log = logging.getLogger(__name__)

_TIMEOUTS_S: dict[str, Any] = {
    "connect_timeout": 10.0,
    "read_timeout": 20.0,
    "write_timeout": 20.0,
    "pool_timeout": 20.0,
}
_SPARE_CONNECTIONS = 8
"""For what runs beside the chats: typing actions, jobs, messages to admins."""
_MEDIA_TIMEOUT_S = 60.0
_LEAVE_S = 20.0
"""How long answers under way may take once the bot is to stop; what is not done then is left to the next run."""

_Queue = JobQueue[ContextTypes.DEFAULT_TYPE]
_Application = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bot is made from."""

    home: Home
    config: Config
    base: KnowledgeBase
    dialogue: Dialogue
    state: State
    database: Database | None = None
    """What holds the home, shared by all that run on it; None where its folder is all there is."""


class TokenBot(ExtBot[int]):
    """A bot that does not tell its token to whoever prints it."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return its class and no more."""
        return f"{type(self).__name__}[…]"


def run(parts: Parts, token: str, announce: Callable[[str], None]) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; then finish what is being answered, and keep the rest.

    Args:
        parts: What the bot is made from.
        token: The bot's.
        announce: Told once the bot is listening.

    Raises:
        CitebotError: If Telegram does not know the token, or refuses to be set up.
    """
    asyncio.run(_run(parts, token, announce))


async def _run(parts: Parts, token: str, announce: Callable[[str], None]) -> None:
    loop, serving = asyncio.get_running_loop(), asyncio.current_task()
    assert serving
    # SIGINT does the same by itself; a second one of either ends what is left.
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(serving.cancel))
    with suppress(asyncio.CancelledError):
        async with serve(parts, token):
            announce("The bot is listening on Telegram. To stop it, press Ctrl+C.")
            await asyncio.Event().wait()


@asynccontextmanager
async def serve(
    parts: Parts, token: str, limiter: PatientRateLimiter | None = None
) -> AsyncIterator[RunningBot]:
    """Answer for as long as the context lasts; what is being answered at its end is finished.

    Args:
        parts: What the bot is made from.
        token: The bot's.
        limiter: How fast requests may leave, if other than Telegram allows.

    Raises:
        CitebotError: If Telegram does not know the token, or the webhook's port is taken.
    """
    inbox = _inbox(parts)
    queues = ChatQueues(inbox, parts.config.telegram.concurrency)
    bot = _bot(parts, token, inbox, limiter or _limiter(parts))
    running = _join(parts, inbox, bot)
    builder = ApplicationBuilder().bot(bot).update_queue(inbox).concurrent_updates(queues)
    queue: _Queue = JobQueue()
    application: _Application = builder.job_queue(queue).build()
    _add_handlers(application, running)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(application.shutdown)
        await _initialize(application)
        await stack.enter_async_context(inbox.open(bot))
        schedule(queue, running)
        await application.start()
        stack.push_async_callback(_leave, application, queues)
        await stack.enter_async_context(
            receiving(
                application,
                inbox,
                parts.config.telegram,
                parts.home,
                parts.database,
                lambda: running.complaint,
            )
        )
        application.create_task(publish_profile(bot, running))
        watching = asyncio.create_task(keep_live(running))
        stack.callback(watching.cancel)
        if parts.database:
            hearing = asyncio.create_task(hear_replicas(running, parts.database))
            stack.callback(hearing.cancel)
        log.info("@%s is listening.", bot.username)
        yield running


def _inbox(parts: Parts) -> Inbox:
    settings, updates = parts.config.telegram, parts.state.updates
    if parts.database:
        return SharedInbox(parts.database, updates, settings.concurrency, too_old_s=settings.too_old_s)
    return Inbox(updates, too_old_s=settings.too_old_s)


def _limiter(parts: Parts) -> PatientRateLimiter:
    return SharedRateLimiter(Allowances(parts.database)) if parts.database else PatientRateLimiter()


def _bot(parts: Parts, token: str, inbox: Inbox, limiter: PatientRateLimiter) -> TokenBot:
    settings = parts.config.telegram
    room = settings.concurrency + _SPARE_CONNECTIONS
    request = AnswerRequest(connection_pool_size=room, media_write_timeout=_MEDIA_TIMEOUT_S, **_TIMEOUTS_S)
    return TokenBot(
        token,
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=request,
        get_updates_request=PollingRequest(
            inbox, connection_pool_size=2, **_TIMEOUTS_S
        ),  # one for the last, as another is cut off
        rate_limiter=limiter,
    )


def _join(parts: Parts, inbox: Inbox, bot: Bot) -> RunningBot:
    delivery = Delivery(bot, parts.state)
    return RunningBot(
        home=parts.home,
        config=parts.config,
        base=parts.base,
        dialogue=parts.dialogue,
        state=parts.state,
        inbox=inbox,
        access=Access(parts.config.telegram),
        delivery=delivery,
        notifier=Notifier(parts.base, parts.state, delivery, parts.database),
        refresher=Refresher(parts.home, parts.base, parts.state.source_changes),
        database=parts.database,
    )


def _add_handlers(application: _Application, running: RunningBot) -> None:
    uploads = Uploads(running)
    chat = ChatHandlers(running, uploads)
    application.add_handler(TypeHandler(Update, Admission(running).admit), group=-1)
    application.add_handlers(
        [
            InlineQueryHandler(InlineMode(running).answer),
            *Reactions(running).handlers(),
            *uploads.handlers(),
            *chat.handlers(),
        ]
    )
    application.add_handler(chat.caption_handler(), group=1)
    application.add_error_handler(chat.apologise)


async def _initialize(application: _Application) -> None:
    try:
        await application.initialize()
    except InvalidToken:
        # Its text, and what it came from, hold the token.
        raise CitebotError(
            "Telegram does not know this token. Copy it once more from @BotFather, into CITEBOT_TOKEN or your token file."
        ) from None


async def _leave(application: _Application, queues: ChatQueues) -> None:
    queues.close()
    try:
        async with asyncio.timeout(_LEAVE_S):
            await application.stop()
    except TimeoutError:
        log.warning("Some answers could not be finished; they are left to the next run.")
