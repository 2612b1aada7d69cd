"""Replicas that share their updates: several applications on a real PostgreSQL server."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest
from telegram import Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import ApplicationBuilder, TypeHandler

from bot.state.state import State
from bot.state.updates import Standing
from bot.store.database import Database
from bot.store.state_connection import StateConnection
from bot.telegram.departures import TakenOverError, put_off
from bot.telegram.incoming.chat_queues import ChatQueues
from bot.telegram.incoming.shared_inbox import SharedInbox
from knowledge.errors import StoreError
from tests.bot.telegram.incoming.test_chat_queues import Server, message, served_bot, update

PATIENCE_S = 30.0


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch):
    """Opt in to what python-telegram-bot is about to do; it warns otherwise."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def database(state_database):
    return state_database


@pytest.fixture
def state(database):
    with State(StateConnection(database)) as opened:
        yield opened


class Taker(Server):
    """Takes every message; what the state says meanwhile is of no interest."""

    def __init__(self):
        super().__init__(None, 200)
        self.taken = []

    async def answer(self, request):
        if request.match_info["method"] == "sendMessage":
            self.taken.append(dict(await request.post())["text"])
            return self.ok(message(11))
        return self.ok({"id": 1, "is_bot": True, "first_name": "Bot", "username": "cite_bot"})


@pytest.fixture
def taker():
    return Taker()


@pytest.fixture
def replica(database, state, taker):
    """Run a replica, each update going to `handle`; yield its inbox, and its bot."""

    @asynccontextmanager
    async def run(handle, most=16):
        inbox = SharedInbox(database, state.updates, most)
        queues = ChatQueues(inbox, most)
        async with served_bot(taker) as bot:
            builder = ApplicationBuilder().bot(bot).updater(None).update_queue(inbox)
            application = builder.concurrent_updates(queues).build()
            application.add_handler(TypeHandler(Update, handle))
            application.add_error_handler(apologise)
            async with application, inbox.open(bot):
                await application.start()
                yield inbox
                queues.close()
                await application.stop()

    async def apologise(_update, context):
        assert put_off() == isinstance(context.error, StoreError)

    return run


def question(update_id, chat_id):
    return update(update_id, message=message(chat_id))


def end_leases(database):
    with database.connection() as connection:
        connection.execute(
            "UPDATE updates SET held_until = now() - interval '1 second' WHERE held_until IS NOT NULL"
        )


def standings(database):
    with database.connection() as connection:
        return dict(
            connection.execute("SELECT update_id, standing FROM updates ORDER BY update_id").fetchall()
        )


class Handled:
    """What has been handled, by whom; can be waited for."""

    def __init__(self):
        self.by = []
        self._changed = asyncio.Condition()

    def note(self, name):
        async def handle(incoming, _context):
            async with self._changed:
                self.by.append((name, incoming.update_id))
                self._changed.notify_all()

        return handle

    async def until(self, number):
        async with self._changed, asyncio.timeout(PATIENCE_S):
            await self._changed.wait_for(lambda: len(self.by) >= number)
        return [update_id for _, update_id in self.by]


async def test_what_any_replica_accepts_is_handled_once_in_the_order_of_its_chat(database, replica):
    handled = Handled()
    async with replica(handled.note("one"), most=2) as one, replica(handled.note("two"), most=2) as two:
        for number in range(40):
            await (one, two)[number % 2].put(question(number, number % 5))
        done = await handled.until(40)
    assert sorted(done) == list(range(40))
    assert all([each for each in done if each % 5 == chat] == list(range(chat, 40, 5)) for chat in range(5))
    assert set(standings(database).values()) == {Standing.DONE}


async def test_an_update_that_comes_to_two_replicas_is_handled_once(replica):
    handled = Handled()
    async with replica(handled.note("one")) as one, replica(handled.note("two")) as two:
        for inbox in (one, two, one):
            await inbox.put(question(1, 11))
        await one.put(question(2, 11))
        assert await handled.until(2) == [1, 2]


async def test_a_replica_without_room_leaves_what_it_accepts_to_another(replica):
    handled, finish = Handled(), asyncio.Event()

    async def be_busy(_incoming, _context):
        begun.set()
        await finish.wait()

    begun = asyncio.Event()
    async with replica(be_busy, most=1) as one, replica(handled.note("two"), most=1):
        for number in range(1, 9):
            await one.put(question(number, number))
        await asyncio.wait_for(begun.wait(), PATIENCE_S)
        assert len(await handled.until(7)) == 7
        finish.set()


async def test_whoever_was_held_up_for_too_long_sends_nothing(database, replica, taker):
    begun, go_on, errors = asyncio.Event(), asyncio.Event(), []

    async def be_held_up(_incoming, context):
        begun.set()
        await go_on.wait()
        with pytest.raises(NetworkError) as error:
            await context.bot.send_message(11, "from one")
        errors.append(error.value.__cause__)

    async def answer(_incoming, context):
        await context.bot.send_message(11, "from two")
        go_on.set()

    async with replica(be_held_up) as one:
        await one.put(question(1, 11))
        await asyncio.wait_for(begun.wait(), PATIENCE_S)
        one.close()  # like a process that stands still, it does not renew its leases
        async with replica(answer), asyncio.timeout(PATIENCE_S):
            while not go_on.is_set():
                end_leases(database)  # another time, should a renewal have been on its way
                with suppress(TimeoutError):
                    await asyncio.wait_for(go_on.wait(), 0.2)
    assert taker.taken == ["from two"]
    assert [type(error) for error in errors] == [TakenOverError]
    assert standings(database) == {1: Standing.DONE}


async def test_what_the_database_has_cut_short_is_handled_anew_unless_an_answer_has_left(
    database, replica, taker
):
    begun = []

    async def fail_at_first(incoming, context):
        begun.append(incoming.update_id)
        if incoming.update_id == 2:
            await context.bot.send_message(12, "two")
        if len(begun) <= 2:
            raise StoreError("The database is away.")
        done.set()

    done = asyncio.Event()
    async with replica(fail_at_first) as inbox:
        await inbox.put(question(1, 11))
        await inbox.put(question(2, 12))
        await asyncio.wait_for(done.wait(), PATIENCE_S)
    assert sorted(begun) == [1, 1, 2]
    assert taker.taken == ["two"]
    assert set(standings(database).values()) == {Standing.DONE}


async def test_a_replica_that_stops_finishes_what_it_has_begun_and_gives_back_the_rest(
    database, replica, taker
):
    begun, finish, handled = asyncio.Event(), asyncio.Event(), Handled()

    async def work(_incoming, context):
        begun.set()
        await finish.wait()
        await context.bot.send_message(11, "done")

    async with replica(work) as one:
        for number in (1, 2):
            await one.put(question(number, 11))
        await asyncio.wait_for(begun.wait(), PATIENCE_S)
        one.close()
        await one.put(question(3, 12))
        assert one.complaint == "It is about to stop."
        finish.set()
    assert taker.taken == ["done"]
    assert standings(database) == {1: Standing.DONE, 2: Standing.PENDING, 3: Standing.PENDING}
    async with replica(handled.note("two")):
        assert sorted(await handled.until(2)) == [2, 3]


async def test_what_is_taken_just_as_it_closes_is_held_to_be_given_back_and_not_begun(database, state):
    inbox = SharedInbox(database, state.updates, 16)
    await inbox.put(question(1, 11))
    inbox.close()
    await inbox._take(None)
    assert inbox.empty()
    assert tuple(inbox._held) == (1,)
    inbox._threads.shutdown()
    inbox.leases.close()


async def test_an_update_that_can_no_longer_be_parsed_is_set_aside(database, replica):
    handled = Handled()
    async with replica(handled.note("one")) as one:
        one.leases.add(1, None, '{"update_id": 1, "message": {"message_id": 1}}', wakes=False)
        await one.put(question(2, 11))
        assert await handled.until(1) == [2]
    assert standings(database) == {1: Standing.SET_ASIDE, 2: Standing.DONE}


async def test_while_the_database_is_away_nothing_is_accepted(postgres, state):
    away = Database(postgres.get_uri())
    inbox = SharedInbox(away, state.updates, 1)
    inbox.leases.close()
    assert inbox.complaint == ""
    away.close()
    with pytest.raises(TelegramError, match="cannot be kept"):
        await inbox.put(question(1, 11))
    inbox._reached_at -= 60
    assert inbox.complaint.startswith("The database at ")
    assert " cannot be reached. Check" in inbox.complaint
