"""Whatever is changed by hand and in the chat of two replicas, in any order: in the end both hold the same, and nothing is lost on the way."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import home_files
from bot.store.home_files import HomeFiles

PATHS = ("sources/a.txt", "sources/deep/b.txt", "facts/own.yaml")
STEP = st.tuples(
    st.sampled_from(("write", "delete", "sync", "change", "forget")),
    st.integers(0, 1),
    st.sampled_from(PATHS),
    st.integers(0, 3),
)


class Machine:
    def __init__(self, folder, database):
        folder.mkdir()
        self.folder = folder
        self.files = HomeFiles(database, folder, folder / ".citebot")
        self.files.sync()

    def write(self, path, content):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(content)

    def delete(self, path):
        (self.folder / path).unlink(missing_ok=True)

    def change(self, path, content):
        with self.files.changing():
            self.write(path, content)

    def forget(self):
        """Lose what is noted of a copy that is up to date."""
        self.sync()
        (self.folder / ".citebot" / "mirror.json").unlink()
        self.sync()

    def sync(self):
        self.files._mirror.load()
        mine = {
            (self.folder / path).read_text() for path, seen in self.files._mirror.different().items() if seen
        }
        self.files.sync()
        assert mine <= set(self.all().values())

    def all(self):
        return {
            path.relative_to(self.folder).as_posix(): path.read_text()
            for path in self.folder.rglob("*")
            if path.is_file() and ".citebot" not in path.parts
        }


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(home_files, "_APART_S", 0)


@settings(
    max_examples=int(os.environ.get("SHARING_EXAMPLES", "8")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, max_size=14))
def test_two_machines_agree_in_the_end(state_database, steps):
    with state_database.transaction() as connection:
        connection.execute("DELETE FROM file")
    with TemporaryDirectory() as folder:
        machines = [Machine(Path(folder) / name, state_database) for name in ("one", "other")]
        for step, who, path, number in steps:
            machine = machines[who]
            match step:
                case "sync" | "forget":
                    getattr(machine, step)()
                case "delete":
                    machine.delete(path)
                case _:
                    getattr(machine, step)(path, f"{number}")
        for machine in (*machines, *machines):
            machine.sync()
        assert machines[0].all() == machines[1].all()
