"""A bot that shares its home, through HTTP and a real database."""

from dataclasses import replace

import pytest

from bot.dialogue import Dialogue
from bot.home import Home
from bot.state.state import State
from bot.store.home_files import HomeFiles
from bot.store.state_connection import StateConnection
from bot.telegram.app import Parts, serve
from bot.telegram.outgoing.rate_limiter import PatientRateLimiter
from knowledge.base import KnowledgeBase


@pytest.fixture
async def sharing(bot_api, settings, state_database, tmp_path):
    """A bot that runs on an empty home that it shares."""
    folder = tmp_path / "home"
    folder.mkdir()
    home = Home(folder, folder / ".citebot", files=HomeFiles(state_database, folder, folder / ".citebot"))
    config = replace(settings, refresh_every_s=3600)
    with KnowledgeBase(folder, home.derived) as base, State(StateConnection(state_database)) as state:
        parts = Parts(home, config, base, Dialogue(base, config, home, state), state, state_database)
        async with serve(parts, bot_api.token, PatientRateLimiter(overall_max_rate=0, group_max_rate=0)):
            yield home


@pytest.mark.usefixtures("sharing")
async def test_what_is_changed_elsewhere_is_live_here_at_once(admin, ada, state_database, tmp_path):
    elsewhere = HomeFiles(state_database, tmp_path / "elsewhere", tmp_path / "elsewhere" / ".citebot")
    with elsewhere.changing():
        (tmp_path / "elsewhere" / "sources").mkdir(parents=True)
        (tmp_path / "elsewhere" / "sources" / "tug.txt").write_text("The tug is painted red.\n")

    assert (await admin.next_reply()).text.startswith("Added tug.txt.")
    await ada.send("How is the tug painted?")
    assert "red" in (await ada.next_reply()).text
