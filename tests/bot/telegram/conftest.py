import shutil
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from bot.config.schema import Config, DigestDay, TelegramSettings
from bot.dialogue import Dialogue
from bot.home import Home
from bot.state.state import State
from bot.telegram import profile
from bot.telegram.app import Parts, serve
from bot.telegram.incoming.inbox import Inbox
from bot.telegram.outgoing import progress_message
from bot.telegram.outgoing.rate_limiter import PatientRateLimiter
from bot.wording.translation import ENGLISH
from knowledge.base import KnowledgeBase
from knowledge.sources import growth


@pytest.fixture(autouse=True)
def _no_progress(monkeypatch):
    """However slow the machine is, the first message after an upload is its report."""
    monkeypatch.setattr(progress_message, "PATIENCE_S", 600.0)


@pytest.fixture(autouse=True)
def _introduced_in_english(monkeypatch):
    """It introduces itself in one language: in all of them that is more requests than most tests make."""
    monkeypatch.setattr(profile, "LANGUAGES", (ENGLISH,))


@pytest.fixture(autouse=True)
def _whole_at_once(monkeypatch):
    """What these tests put into the folder is whole: nobody need wait whether more is written."""
    monkeypatch.setattr(growth, "_APART_S", 0.0)


@pytest.fixture
def home(town, tmp_path):
    """A harbour town of one's own, already read."""
    folder = tmp_path / "town"
    shutil.copytree(town, folder)
    return Home(folder, folder / ".citebot")


@pytest.fixture
def settings(bot_api, admin):
    return Config(
        name="Harry",
        digest=DigestDay.NEVER,  # else it comes in between on one day of the week
        telegram=TelegramSettings(
            base_url=bot_api.base_url, base_file_url=bot_api.base_file_url, admins=(admin.people[0].id,)
        ),
    )


@pytest.fixture
async def start(bot_api, home, settings, monkeypatch):
    """Start the bot, with these keys of the section “telegram” if other than usual; whoever waits on `bot_api` sees updates done too."""
    async with AsyncExitStack() as stack:

        def ringing(done):
            def done_and_told(update_id):
                done(update_id)
                bot_api.bell.ring()

            return done_and_told

        async def start(config=settings, **keys):
            config = replace(config, telegram=replace(config.telegram, **keys))
            base = stack.enter_context(KnowledgeBase(home.folder, home.derived))
            state = stack.enter_context(State.open(home.state))
            monkeypatch.setattr(state.updates, "done", ringing(state.updates.done))
            parts = Parts(home, config, base, Dialogue(base, config, home, state), state)
            limiter = PatientRateLimiter(
                overall_max_rate=0, group_max_rate=0
            )  # nobody waits for the pace of Telegram
            return await stack.enter_async_context(serve(parts, bot_api.token, limiter))

        yield start


@pytest.fixture
def ada(bot_api):
    """A chat with somebody who is no admin."""
    return bot_api.private(bot_api.person("Ada"))


@pytest.fixture
def admin(bot_api):
    """A chat with an admin."""
    return bot_api.private(bot_api.person("Ben"))


@pytest.fixture
def inbox(state):
    return Inbox(state.updates)
