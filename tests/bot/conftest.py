import shutil
from pathlib import Path

import pytest

from bot.config import Config
from bot.dialogue import Dialogue
from knowledge.base import KnowledgeBase

DIALOGUES = Path(__file__).parent / "dialogues"


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """A small home about a harbour town; its derived folder is filled, so that opening it is quick."""
    home = tmp_path_factory.mktemp("town") / "home"
    shutil.copytree(DIALOGUES / "home", home)
    with KnowledgeBase(home, home / ".citebot") as base:
        base.refresh()
    return home


@pytest.fixture(scope="session")
def base(town):
    with KnowledgeBase(town, town / ".citebot") as opened:
        yield opened


@pytest.fixture
def dialogue(base):
    return Dialogue(base, Config(name="Harry"), admins=frozenset({"admin"}))
