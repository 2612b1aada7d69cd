import os
import sys

import pytest
from hypothesis import settings

settings.register_profile(
    "house", deadline=None
)  # how long an example takes depends on what else the machine does
settings.load_profile("house")

os.environ["LC_ALL"] = "C.UTF-8"  # the terminal of whoever runs the tests may be in another language

UNIX_ONLY = [
    "bot/terminal/test_chat.py",
    "bot/terminal/test_screen.py",
    "bot/telegram/test_process.py",
    "bot/telegram/test_replica_faults.py",
]
"""They speak through pseudo-terminals and signals, of which Windows has none."""
collect_ignore = UNIX_ONLY if sys.platform == "win32" else []


def pytest_addoption(parser):
    parser.addoption(
        "--regenerate", action="store_true", help="write golden files and the made parts of documents anew"
    )


def pytest_collection_modifyitems(items):
    """Begin with what needs the fake Bot API: one core does most of it then, and only that one imports aiogram, which takes a second."""
    items.sort(key=lambda item: "bot_api" not in (*item.path.parts, *getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session", autouse=True)
def _no_certificates(tmp_path_factory):
    """Trust nobody: no test leaves this machine, and reading the certificates takes each client longer than most tests take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_DIR", str(tmp_path_factory.mktemp("certificates")))
        patch.delenv("SSL_CERT_FILE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _kept_crews():
    """Let the refreshes of all tests share the processes that read.

    What is imported before a session begins, as this file is, is not seen by coverage: the program is imported here.
    """
    from knowledge import base
    from tests.crews import KeptCrews

    with KeptCrews() as crews, pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "preparing", crews.lend)
        yield


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def bot_api():
    """A fake Bot API server; the test fails if the bot or the server sends what the Bot API does not know."""
    from tests.bot_api import models

    models.load()
    from tests.bot_api.server import BotApi

    async with BotApi() as api:
        yield api
    assert not api.violations, api.report()


@pytest.fixture
def golden(request):
    """Compare a text with that of a golden file; with --regenerate write it there."""

    def compare(path, text):
        if request.config.getoption("regenerate"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), "If the new text is right, run: make regenerate"

    return compare
