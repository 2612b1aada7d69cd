import os
import signal
import sys
import time
from contextlib import suppress

import pytest

from bot.curation.sources import arrivals
from bot.home import Home
from bot.state.source_changes import Change
from bot.state.state import State
from bot.state.table import Origin
from knowledge.model import Description

MESSAGE = Origin(-100, 7, 1)
OLD, NEW = "The old report.", "The new report, which is longer."
SAID_OLD, SAID_NEW = "author: Ann\ndate: 2020-01-31\n", "title: The report\n"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "sources").mkdir()
    write_old(tmp_path / "sources")
    return Home(tmp_path, tmp_path / ".citebot")


def write_old(sources):
    (sources / "report.txt").write_text(OLD, encoding="utf-8")
    (sources / "report.txt.yaml").write_text(SAID_OLD, encoding="utf-8")


def take(home, *, is_replacing, title="The report"):
    """Take what the message brings, as far as an earlier run has not."""
    with State.open(home.state) as state:
        changes = state.source_changes
        if known := changes.brought_by(MESSAGE):
            return arrivals.finish(home, changes, MESSAGE, known)
        arrivals.part(home, MESSAGE).write_text(NEW, encoding="utf-8")
        said = Description(title)
        return arrivals.put(home, changes, MESSAGE, "report.txt", said, is_replacing=is_replacing)


def killed(home, step, **how):
    """Take it in a process that is killed right before the given one of its steps on the disk; tell whether it got so far."""
    child = os.fork()
    if child == 0:
        steps = iter(range(step))

        def count(event, _arguments):
            if event in {"open", "os.rename", "os.remove", "os.mkdir"} and next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        with suppress(BaseException):
            take(home, **how)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def texts(folder):
    return (
        {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} if folder.exists() else {}
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("is_replacing", [False, True])
def test_killed_before_any_step_it_is_finished_once(home, is_replacing):
    step = 0
    while killed(home, step, is_replacing=is_replacing):
        step += 1
        with suppress(FileNotFoundError):
            change = take(home, is_replacing=is_replacing)
        found = texts(home.sources)
        old = {"report.txt": OLD, "report.txt.yaml": SAID_OLD}
        if is_replacing:
            new = {"report.txt": NEW, "report.txt.yaml": SAID_NEW}
            assert (found, texts(home.removed)) == (new, old)
            assert (change.source, change.change) == ("report.txt", Change.REPLACED)
        else:
            assert found == old | {"report 2.txt": NEW, "report 2.txt.yaml": SAID_NEW}
            assert (change.source, change.change) == ("report 2.txt", Change.ADDED)
        with State.open(home.state) as state:
            assert state.source_changes.last(MESSAGE.user_id).id == change.id
        for path in (*home.removed.glob("*"), *home.sources.glob("report 2*"), *home.folder.glob("state*")):
            path.unlink()
        write_old(home.sources)
    assert step > 5


def test_of_a_replacement_of_which_nothing_is_said_the_day_is_not_known(home):
    take(home, is_replacing=True, title="")
    assert texts(home.sources) == {"report.txt": NEW, "report.txt.yaml": "author: Ann\n"}
    assert texts(home.removed) == {"report.txt": OLD, "report.txt.yaml": SAID_OLD}


def test_somebody_who_is_faster_is_not_overwritten(home):
    with State.open(home.state) as state:
        arrivals.part(home, MESSAGE).write_text(NEW, encoding="utf-8")
        noted = state.source_changes.arrive("report.txt", Change.ADDED, brought_by=MESSAGE)
        change = arrivals.finish(home, state.source_changes, MESSAGE, noted)
        assert change.source == "report 2.txt"
        assert state.source_changes.brought_by(MESSAGE).source == change.source
    assert texts(home.sources) == {"report.txt": OLD, "report.txt.yaml": SAID_OLD, "report 2.txt": NEW}


def test_what_cannot_be_put_is_not_noted(home):
    (home.folder / "removed").write_text("no folder", encoding="utf-8")
    with pytest.raises(OSError, match="removed"):
        take(home, is_replacing=True)
    with State.open(home.state) as state:
        assert state.source_changes.brought_by(MESSAGE) is None
        arrivals.clear(home, state.source_changes, MESSAGE)
    assert texts(home.sources) == {"report.txt": OLD, "report.txt.yaml": SAID_OLD}


def test_parts_that_nobody_comes_for_are_swept(home):
    part, young = arrivals.part(home, MESSAGE), arrivals.part(home, Origin(-100, 8, 1))
    for path in (part, young):
        path.write_text(NEW, encoding="utf-8")
    long_ago = time.time() - 3 * 24 * 60 * 60
    os.utime(part, (long_ago, long_ago))
    arrivals.sweep(home)
    assert young.exists()
    assert not part.exists()
