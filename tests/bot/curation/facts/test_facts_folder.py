"""An edit is whole or has never been, whenever the program is killed, and what is written by hand meanwhile stays."""

import datetime as dt
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from bot.curation.facts.edit_errors import ChangedMeanwhileError
from bot.curation.facts.facts_folder import FactsFolder
from bot.curation.facts.history import Action, History, Record
from bot.home import Home
from knowledge.facts import fact_entries

OWN = """\
# What the miller knows.

- id: rye
  fact: The mill grinds rye.  # and only rye
  cites: {source: mill.txt, quote: grinds rye}

# More to come.
"""
NEW = "- id: oats\n  fact: The mill grinds oats.\n  cites:\n  - source: mill.txt\n    quote: grinds rye\n"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "own.yaml").write_text(OWN, encoding="utf-8")
    return Home(tmp_path, tmp_path / ".citebot")


def own(home):
    return (home.folder / "facts" / "own.yaml").read_text("utf-8")


def record(before, after, fact_id="rye"):
    at = dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
    return Record(0, at, "1", "Ada", Action.REWORDED, fact_id, "facts/own.yaml", before, after)


def rewording():
    entry = fact_entries.find(OWN, "rye")
    assert entry
    return record(entry.text, entry.text.replace("grinds rye.", "grinds no rye."))


EDITS = {
    "changed": rewording,
    "added": lambda: record("", NEW, "oats"),
    "gone": lambda: record(rewording().before, ""),
}


def commit(home, edit):
    folder = FactsFolder(home)
    with folder.locked():
        return folder.commit(edit)


def after(edit):
    """Return what the file holds once an edit is made."""
    if not edit.before:
        return fact_entries.add(OWN, edit.after)
    return OWN.replace(edit.before, edit.after)


def killed(home, edit, step):
    """Make an edit in a process that is killed right before the given one of its steps on the disk; tell whether it got so far."""
    child = os.fork()
    if child == 0:
        steps = iter(range(step))

        def count(event, _arguments):
            if (
                event in {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod"}
                and next(steps, None) is None
            ):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        with suppress(BaseException):
            commit(home, edit)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("edit", EDITS)
def test_killed_before_any_step_an_edit_is_finished_or_has_never_been(home, edit):
    step, outcomes = 0, set()
    while killed(home, EDITS[edit](), step):
        by_hand = own(home).replace("# More", "# Much more")
        (home.folder / "facts" / "own.yaml").write_text(by_hand, encoding="utf-8")
        with FactsFolder(home).locked():
            pass
        is_known = bool(list(History(home.folder)))
        outcomes.add(is_known)
        expected = after(EDITS[edit]()) if is_known else OWN
        assert own(home) == expected.replace("# More", "# Much more")
        left = {path.name for path in (home.folder / "facts").iterdir()}
        assert left == {"own.yaml"} | (
            {"history.jsonl"} if (home.folder / "facts" / "history.jsonl").exists() else set()
        )
        (home.folder / "facts" / "own.yaml").write_text(OWN, encoding="utf-8")
        (home.folder / "facts" / "history.jsonl").unlink(missing_ok=True)
        step += 1
    assert outcomes == {True, False}
    assert own(home) == after(EDITS[edit]())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_what_is_written_by_hand_after_a_kill_is_not_overwritten(home):
    step = 0
    while not list(History(home.folder)):
        assert killed(home, rewording(), step)
        step += 1
    by_hand = OWN.replace("grinds rye.", "stands still.")
    (home.folder / "facts" / "own.yaml").write_text(by_hand, encoding="utf-8")
    with FactsFolder(home).locked():
        assert own(home) == by_hand
    assert len(list(History(home.folder))) == 1


def test_an_edit_of_an_entry_that_is_another_by_now_is_refused(home):
    edit = rewording()
    (home.folder / "facts" / "own.yaml").write_text(OWN.replace("grinds", "ground"), encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        commit(home, edit)
    assert not list(History(home.folder))


def test_a_file_keeps_its_encoding_its_mark_and_its_rights(home):
    path = home.folder / "facts" / "own.yaml"
    path.write_bytes(OWN.replace("\n", "\r\n").encode("utf-16"))
    path.chmod(0o640)
    entry = fact_entries.find(OWN.replace("\n", "\r\n"), "rye")
    assert entry
    commit(home, record(entry.text, entry.text.replace("grinds rye.", "grinds no rye.")))
    assert path.read_bytes() == OWN.replace("grinds rye.", "grinds no rye.").replace("\n", "\r\n").encode(
        "utf-16"
    )
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o640


def test_those_who_change_facts_at_once_come_one_after_another(home):
    def add(number):
        for each in range(5):
            name = f"oats-{number}-{each}"
            commit(home, record("", NEW.replace("oats", name), name))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    assert [edit.number for edit in History(home.folder)] == list(range(1, 21))
    assert own(home).startswith(OWN)
    assert own(home).count("- id: oats-") == 20
