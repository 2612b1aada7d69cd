"""Updates from Telegram that replicas share: each is worked on by one of them at a time, in the order of its chat, and answered once.

A replica *takes* an update by a lease, which it renews while it works. It may send an answer only while it holds the lease: `leave` asks for it
and notes the answer as being on its way in one statement. When a lease has ended, an update that was only worked on is taken again by any
replica; one whose answer was on its way counts as answered, since it has nearly always arrived. The clock is the database's, so that those of the
replicas need not agree.

An update is taken only once those of its chat before it are done with. Telegram delivers the updates of a chat to a webhook one after the other,
each once the one before is acknowledged (`webhook_queue_id` in
https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp), so that none can come in behind a later one.

The words for how far an update has come are those of `bot.state.updates.Standing`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from bot.store.database import Database
from bot.store.state_connection import StateConnection

LEASE_S: Final = 30.0
"""How long a replica that has died holds back a chat at most."""
MOST_ATTEMPTS: Final = 3
"""How often replicas may die of an update before it is left alone."""
_AGAIN_S: Final = 1.0
"""Before an update is taken again whose processing the database itself has cut short."""
CHANNEL: Final = "updates"
"""On which replicas hear that updates wait."""

_ADD = """
    WITH added AS (
        INSERT INTO updates (update_id, received_at, body, standing, chat_id)
        VALUES (%(id)s, extract(epoch FROM now()), %(body)s, 'pending', %(chat)s)
        ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT CASE WHEN %(wakes)s THEN pg_notify(%(channel)s, '') END FROM added
"""
# An earlier update that this statement still sees under way may be done by now, never the other way round: at worst it is taken a moment later.
_TAKE = """
    WITH next AS (
        SELECT update_id FROM updates AS one
        WHERE standing = 'pending' AND (held_until IS NULL OR held_until < now()) AND attempts < %(most_attempts)s
            AND NOT EXISTS (
                SELECT FROM updates AS other
                WHERE other.chat_id = one.chat_id AND other.standing IN ('pending', 'answering') AND other.update_id < one.update_id
            )
        ORDER BY update_id LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
    UPDATE updates SET holder = %(holder)s, held_until = now() + %(lease)s * interval '1 second', attempts = attempts + 1
    FROM next WHERE updates.update_id = next.update_id
    RETURNING updates.update_id, updates.body, updates.received_at
"""
_LEAVE = """
    UPDATE updates SET standing = 'answering', held_until = greatest(held_until, now() + ? * interval '1 second')
    WHERE update_id = ? AND holder = ? AND standing IN ('pending', 'answering')
"""
_STAY = (
    "UPDATE updates SET standing = 'pending' WHERE update_id = ? AND holder = ? AND standing = 'answering'"
)
_FINISH = """
    UPDATE updates SET standing = 'done', body = NULL, holder = NULL, held_until = NULL
    WHERE update_id = ANY(%(ids)s) AND holder = %(holder)s
"""
_PUT_OFF = """
    UPDATE updates SET holder = NULL, held_until = now() + %(again)s * interval '1 second'
    WHERE update_id = ANY(%(ids)s) AND holder = %(holder)s AND standing = 'pending'
"""
_GIVE_BACK = """
    UPDATE updates SET holder = NULL, held_until = NULL, attempts = attempts - 1
    WHERE update_id = ANY(%(ids)s) AND holder = %(holder)s AND standing = 'pending'
"""
_RENEW = """
    UPDATE updates SET held_until = now() + %(lease)s * interval '1 second' WHERE update_id = ANY(%(ids)s) AND holder = %(holder)s
"""
_SETTLE = """
    UPDATE updates SET holder = NULL, held_until = NULL,
        body = CASE standing WHEN 'pending' THEN body END,
        error = CASE standing WHEN 'pending' THEN 'The program has ended ' || attempts || ' times while it was processed.' END,
        standing = CASE standing WHEN 'pending' THEN 'set aside' ELSE 'done' END
    WHERE held_until < now() AND (standing = 'answering' OR standing = 'pending' AND attempts >= %(most_attempts)s)
    RETURNING update_id, standing
"""
_SET_ASIDE = """
    INSERT INTO updates (update_id, received_at, body, standing, error)
    VALUES (%(id)s, extract(epoch FROM now()), %(body)s, 'set aside', %(error)s)
    ON CONFLICT (update_id) DO UPDATE SET standing = excluded.standing, error = excluded.error, holder = NULL, held_until = NULL
"""


@dataclass(frozen=True, slots=True)
class Leased:
    """An update that this replica may work on."""

    update_id: int
    body: str
    """The update as JSON."""
    received_at: float
    """In seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What has become of updates whose replica has died."""

    answered: tuple[int, ...] = ()
    """Those whose answer was on its way."""
    set_aside: tuple[int, ...] = ()
    """Those that replicas have died of too often."""


class Leases:
    """The updates, for one replica.

    Every method raises a StoreError where the database cannot be reached. `leave`, `stay` and `close` belong to the thread that made the leases,
    the event loop's, which waits for them; the others may be called in any.
    """

    def __init__(self, database: Database, lease_s: float = LEASE_S) -> None:
        """Connect.

        Args:
            database: Of the home; stays open when this is closed.
            lease_s: For how many seconds an update is held at a time.
        """
        self._database = database
        self._at_once = StateConnection(database)
        """Between the note that an answer leaves and its leaving nothing else is to happen, the end of this program least of all."""
        self.lease_s = lease_s
        self._holder = uuid4().hex

    def close(self) -> None:
        """Let go of the connection."""
        self._at_once.close()

    def add(self, update_id: int, chat_id: int | None, body: str, *, wakes: bool) -> bool:
        """Keep an update; return False if it is known already.

        Args:
            update_id: Telegram's.
            chat_id: The chat in whose order it is; None if there is none.
            body: The update as JSON.
            wakes: Whether other replicas are told that it waits.
        """
        channel = self._database.channel(CHANNEL)
        given = {"id": update_id, "chat": chat_id, "body": body, "wakes": wakes, "channel": channel}
        return self._changed(_ADD, **given) == 1

    def take(self, most: int) -> tuple[Leased, ...]:
        """Take so many updates at most that wait and that nobody works on, in Telegram's order."""
        given = {"most": most, "most_attempts": MOST_ATTEMPTS}
        return tuple(
            sorted((Leased(*row) for row in self._rows(_TAKE, **given)), key=lambda one: one.update_id)
        )

    def leave(self, update_id: int) -> bool:
        """Note that an answer is about to leave; return False if another replica has the update by now, or it is done with."""
        return self._at_once.execute_durably(_LEAVE, (self.lease_s, update_id, self._holder)).rowcount == 1

    def stay(self, update_id: int) -> None:
        """Note that the answer has certainly not arrived."""
        self._at_once.execute(_STAY, (update_id, self._holder))

    def finish(self, update_ids: Collection[int]) -> None:
        """Note that nothing is left to do; only the ids are kept."""
        self._changed(_FINISH, ids=list(update_ids))

    def put_off(self, update_ids: Collection[int]) -> None:
        """Have updates taken again after a moment, by whichever replica, unless an answer has left."""
        self._changed(_PUT_OFF, ids=list(update_ids), again=_AGAIN_S)

    def give_back(self, update_ids: Collection[int]) -> None:
        """Have updates taken by another replica that this one has not begun."""
        self._changed(_GIVE_BACK, ids=list(update_ids))

    def renew(self, update_ids: Collection[int]) -> None:
        """Go on holding updates, as far as they are still held."""
        self._changed(_RENEW, ids=list(update_ids))

    def settle(self) -> Settled:
        """See to what was held by replicas that have died; what they had not answered is taken again by `take`."""
        rows = self._rows(_SETTLE, most_attempts=MOST_ATTEMPTS)
        done = tuple(update_id for update_id, standing in rows if standing == "done")
        return Settled(done, tuple(update_id for update_id, standing in rows if standing != "done"))

    def set_aside(self, update_id: int, error: str, body: str) -> None:
        """Give up on an update, be it known or not."""
        self._changed(_SET_ASIDE, id=update_id, error=error, body=body)

    def _changed(self, sql: str, **given: object) -> int:
        with self._database.connection() as connection:
            return connection.execute(sql, self._with_own(given)).rowcount

    def _rows(self, sql: str, **given: object) -> list[tuple[Any, ...]]:
        with self._database.connection() as connection:
            return connection.execute(sql, self._with_own(given)).fetchall()

    def _with_own(self, given: dict[str, object]) -> dict[str, object]:
        return {"holder": self._holder, "lease": self.lease_s, **given}
