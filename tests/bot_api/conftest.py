import pytest
import telegram


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch):
    """Spare the client its warning about the numbers it used to give instead."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def bot(bot_api):
    """The real client, unwrapped."""
    bot = telegram.Bot(bot_api.token, base_url=bot_api.base_url, base_file_url=bot_api.base_file_url)
    async with bot:
        yield bot


@pytest.fixture
def ada(bot_api):
    return bot_api.person("Ada", username="ada_l")


@pytest.fixture
def chat(bot_api, ada):
    return bot_api.private(ada)
