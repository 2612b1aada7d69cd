"""A bot that shares its home, through HTTP and a real database."""

import asyncio
import queue
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace

import pytest

from bot.dialogue import Dialogue
from bot.home import Home
from bot.state.state import State
from bot.store import schema
from bot.store.generations import PostgresGenerations
from bot.store.home_files import HomeFiles
from bot.store.state_connection import StateConnection
from bot.telegram.app import Parts, serve
from bot.telegram.outgoing.rate_limiter import PatientRateLimiter
from knowledge.base import KnowledgeBase


class FollowingBase(KnowledgeBase):
    """Tells the generation each time it has followed the others."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.followed: queue.Queue[int] = queue.Queue()

    def follow(self):
        super().follow()
        self.followed.put(self.generation)


class Led(PostgresGenerations):
    """Generations of somebody who holds the lead already."""

    def lead(self, wait_s):
        return nullcontext(wait_s >= 0)


@asynccontextmanager
async def served(database, folder, config, token):
    """Run a bot on an empty home that it shares; give its base and its parts."""
    folder.mkdir()
    home = Home(folder, folder / ".citebot", files=HomeFiles(database, folder, folder / ".citebot"))
    config = replace(config, refresh_every_s=3600)
    base = FollowingBase(folder, home.derived, shared=PostgresGenerations(database, home.files.sync))
    limiter = PatientRateLimiter(overall_max_rate=0, group_max_rate=0)
    with base, State(StateConnection(database)) as state:
        parts = Parts(home, config, base, Dialogue(base, config, home, state), state, database)
        async with serve(parts, token, limiter) as running:
            yield base, running


@pytest.fixture
async def sharing(bot_api, settings, state_database, tmp_path):
    """The base of a bot that runs on an empty home that it shares."""
    async with served(state_database, tmp_path / "home", settings, bot_api.token) as (base, _):
        yield base


@pytest.mark.usefixtures("sharing")
async def test_what_is_changed_elsewhere_is_live_here_at_once(admin, ada, state_database, tmp_path):
    elsewhere = HomeFiles(state_database, tmp_path / "elsewhere", tmp_path / "elsewhere" / ".citebot")
    with elsewhere.changing():
        (tmp_path / "elsewhere" / "sources").mkdir(parents=True)
        (tmp_path / "elsewhere" / "sources" / "tug.txt").write_text("The tug is painted red.\n")

    assert (await admin.next_reply()).text.startswith("Added tug.txt.")
    await ada.send("How is the tug painted?")
    assert "red" in (await ada.next_reply()).text


async def test_what_another_replica_has_read_is_answered_with_at_once(sharing, ada, state_database, tmp_path):
    folder = tmp_path / "elsewhere"
    files = HomeFiles(state_database, folder, folder / ".citebot")
    with (
        PostgresGenerations(state_database).lead(30),
        files.changing(),
    ):
        (folder / "sources").mkdir(parents=True)
        (folder / "sources" / "tug.txt").write_text("The tug is painted red.\n")
        with KnowledgeBase(folder, folder / ".citebot", shared=Led(state_database)) as elsewhere:
            latest = elsewhere.refresh().generation
        while await asyncio.to_thread(sharing.followed.get, timeout=30) < latest:
            pass
        await ada.send("How is the tug painted?")
        assert "red" in (await ada.next_reply()).text


async def test_once_a_newer_program_has_changed_the_tables_this_one_takes_no_messages_and_says_why(
    bot_api, settings, database, tmp_path, monkeypatch
):
    refused = asyncio.Event()
    loop = asyncio.get_running_loop()
    refuse = database.refuse

    def noted(why):
        refuse(why)
        loop.call_soon_threadsafe(refused.set)

    monkeypatch.setattr(database, "refuse", noted)
    async with served(database, tmp_path / "home", settings, bot_api.token) as (_, running):
        with database.transaction() as connection:
            connection.execute(
                "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_of_tomorrow')"
            )
            database.notify(connection, schema.CHANNEL)
        await asyncio.wait_for(refused.wait(), 30)
        assert "by a newer Citebot" in running.inbox.complaint
