import pytest


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def bot_api():
    """A fake Bot API server; the test fails if the bot or the server sends what the Bot API does not know."""
    from tests.bot_api.server import BotApi

    async with BotApi() as api:
        yield api
    assert not api.violations, api.report()
