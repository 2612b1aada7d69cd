from contextlib import contextmanager

from bot.config.schema import Config
from bot.store.database import StoreBusyError
from bot.terminal.session import Session
from knowledge.base import KnowledgeBase
from tests.shelf import Shelf


class Busy(Shelf):
    """Somebody else leads, who shares a generation when this one has been told to wait."""

    theirs: KnowledgeBase

    @contextmanager
    def lead(self, wait_s):
        self.publish(self.theirs._derived.latest(), None)
        raise StoreBusyError("Another replica is at work on this. Please try again in a moment.")
        yield bool(wait_s)


def test_a_new_replica_begins_with_what_the_others_share(mill_home, tmp_path, capsys):
    shelf = Busy()
    with (
        KnowledgeBase(mill_home.folder, mill_home.derived) as shelf.theirs,
        KnowledgeBase(mill_home.folder, tmp_path / "second", shared=shelf) as base,
    ):
        Session(mill_home, base, Config(), None).begin()
        assert base.ask("What does the mill grind?").best.fact.id == "rye"
    assert "answers once that is done" in capsys.readouterr().err
