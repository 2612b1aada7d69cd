"""Those who asked in vain and wished to be told hear the answer: once, in their language, in reply to their question."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.state.gaps import Gap
from bot.state.notices import Notice, Notices
from bot.state.state import State
from bot.store.database import Database
from bot.telegram.alone import alone
from bot.telegram.departures import TakenOverError, departing
from bot.telegram.outgoing.delivery import Delivery, Place
from bot.wording import gaps
from bot.wording.translation import in_language, spoken
from knowledge.answering.outcome import Answer
from knowledge.base import KnowledgeBase

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _OnItsWay:
    """A notice that departs."""

    notices: Notices
    notice_id: int
    has_left: bool = False

    async def leave(self) -> bool:
        if self.has_left:
            return False
        if not self.notices.leaving(self.notice_id):
            raise TakenOverError
        self.has_left = True
        return True

    async def stay(self) -> None:
        self.notices.staying(self.notice_id)
        self.has_left = False

    def put_off(self) -> bool:
        return False  # whatever still waits is sent the next time


class Notifier:
    """Knows which open questions are answered by now, and sends the notices that are owed."""

    def __init__(
        self, base: KnowledgeBase, state: State, delivery: Delivery, database: Database | None = None
    ) -> None:
        """Prepare; `database` is what replicas share, of which one sends notices at a time."""
        self._database = database
        self._base = base
        self._state = state
        self._delivery = delivery
        self._one_at_a_time = asyncio.Lock()
        self._generation = 0
        """That the open questions were last asked of."""

    async def answered_by_now(self) -> tuple[tuple[Gap, Answer], ...]:
        """Return the questions that somebody waits for and that are answered by now, each once, with their answers."""
        before, self._generation = self._generation, self._base.generation
        wanted = self._state.gaps.unannounced() if self._generation != before else ()
        answered = await asyncio.to_thread(self._ask, wanted) if wanted else ()
        untold = self._state.gaps.announce([gap.id for gap, _ in answered])
        return tuple((gap, answer) for gap, answer in answered if gap.id in untold)

    def _ask(self, wanted: Sequence[Gap]) -> tuple[tuple[Gap, Answer], ...]:
        outcomes = ((gap, self._base.ask(gap.question)) for gap in wanted)
        return tuple((gap, outcome) for gap, outcome in outcomes if isinstance(outcome, Answer))

    async def notify(self) -> None:
        """Send whatever is owed; what Telegram cannot take now waits for the next time."""
        async with self._one_at_a_time, alone(self._database, "notices") as is_alone:
            if not is_alone:
                return
            self._state.notices.settle()  # what somebody else was sending, who has died of it
            for notice in self._state.notices.waiting():
                with departing(_OnItsWay(self._state.notices, notice.id)):
                    await self._send(notice)

    async def _send(self, notice: Notice) -> None:
        fact = self._base.fact(notice.fact_id)
        if fact is None:
            return  # not live yet, or withdrawn again
        language = self._state.languages.of(notice.asked.user_id) or spoken(notice.language)
        told = in_language(language, partial(gaps.answered, notice.question, fact, self._base.summaries))
        try:
            await self._delivery.send(told, self._place(notice))
        except (Forbidden, BadRequest) as error:
            log.info("Somebody who asked cannot be told the answer: %s", error)
        except TelegramError as error:
            if isinstance(error.__cause__, TakenOverError):
                return
            log.warning("An answer that is owed could not be brought: %s", error)
            if notice in self._state.notices.waiting():
                return  # it has certainly not arrived
        self._state.notices.sent(notice.id)

    def _place(self, notice: Notice) -> Place:
        asked = notice.asked
        chat_id = self._state.people.current(asked.chat_id)
        # Messages of a group that has moved cannot be replied to.
        return Place(chat_id, asked.user_id, reply_to=asked.message_id if chat_id == asked.chat_id else None)
