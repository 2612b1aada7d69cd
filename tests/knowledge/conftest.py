import shutil
from collections.abc import Mapping

import pytest

from knowledge.answering.reading.passage import Passage
from knowledge.answering.reading.reader import ENGLISH, Reader
from knowledge.base import KnowledgeBase
from knowledge.sources.readers.guard import Limits

ONE_READER = Limits(processes=1)
"""Of a home of a few lines, starting a second process that reads takes longer than reading."""


class HomeFolder:
    """A home on disk, with shorthands for what a person does to it."""

    def __init__(self, folder):
        self.folder = folder
        self.derived = folder / ".citebot"
        for name in ("sources", "facts"):
            (folder / name).mkdir(parents=True)

    def write(self, files: Mapping[str, str]):
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def delete(self, name):
        (self.folder / name).unlink()

    def open(self, **options):
        return KnowledgeBase(self.folder, self.derived, **{"limits": ONE_READER} | options)


@pytest.fixture
def home(tmp_path):
    return HomeFolder(tmp_path / "home")


HARBOUR = """Harbour notes

The harbour of Brede was dug in 1871 by the engineer Odile Marchand. It has three quays and a lighthouse.

The ferry to Osterholm leaves from the northern quay. It carries forty cars and sails twice a day.

On Friday the mayor, Tomas Lindqvist, met the harbour pilots in the old customs house. He promised them a new tug.
"""

TUG = """- id: tug
  fact: The mayor promised the pilots a new tug.
  asks: [What did the mayor promise?, Will the pilots get a new boat?]
  topics: [harbour]
  cites:
  - source: harbour.txt
    quote: He promised them a new tug.
"""


@pytest.fixture(scope="session")
def read_harbour(tmp_path_factory):
    """The folder of a home with one source and one approved fact, refreshed, to be copied."""
    home = HomeFolder(tmp_path_factory.mktemp("harbour") / "home")
    home.write({"sources/harbour.txt": HARBOUR, "facts/harbour.yaml": TUG})
    with home.open() as base:
        base.refresh()
    return home.folder


@pytest.fixture
def harbour(home, read_harbour):
    """A home of one's own with one source and one approved fact, refreshed and open."""
    shutil.copytree(read_harbour, home.folder, dirs_exist_ok=True)
    with home.open() as base:
        yield base


CURSED = "xyzzy"
"""A word over which a part of the program can be made to stumble."""


@pytest.fixture
def stumble(monkeypatch):
    """Let a function that a module calls fail where the first of what it gets holds the cursed word, as nothing else does."""

    def stumble(module, name):
        work = getattr(module, name)

        def stumbling(first, *others):
            if CURSED in str(first):
                raise LookupError(CURSED)
            return work(first, *others)

        monkeypatch.setattr(module, name, stumbling)

    return stumble


class Opinionated:
    """Stands where a model stands: it believes only sentences that hold some words."""

    def __init__(self, words, name=ENGLISH):
        self.words = words
        self.name = name
        self.reads = Reader(name).reads
        self.knows_approved = Reader(name).knows_approved
        self.read_so_far = []

    def read(self, _question, passages: list[Passage]):
        self.read_so_far += passages
        return [4.0 if self.words in passage.statement else -4.0 for passage in passages]
