"""A bot that shares its home, through HTTP and a real database."""

import asyncio
import queue
from contextlib import nullcontext
from dataclasses import replace

import pytest

from bot.dialogue import Dialogue
from bot.home import Home
from bot.state.state import State
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


@pytest.fixture
async def sharing(bot_api, settings, state_database, tmp_path):
    """A bot that runs on an empty home that it shares."""
    folder = tmp_path / "home"
    folder.mkdir()
    home = Home(folder, folder / ".citebot", files=HomeFiles(state_database, folder, folder / ".citebot"))
    config = replace(settings, refresh_every_s=3600)
    shared = PostgresGenerations(state_database, home.files.sync)
    base = FollowingBase(folder, home.derived, shared=shared)
    with base, State(StateConnection(state_database)) as state:
        parts = Parts(home, config, base, Dialogue(base, config, home, state), state, state_database)
        async with serve(parts, bot_api.token, PatientRateLimiter(overall_max_rate=0, group_max_rate=0)):
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
