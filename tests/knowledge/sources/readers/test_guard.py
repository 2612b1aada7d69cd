import contextlib
import itertools
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers import guard, worker
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.guard import Crew, Limits, Task, read_files

HOSTILE = {".txt": "hostile_reader"}
ONE = Limits(processes=1, memory_mb=300)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent)


@pytest.fixture
def files(tmp_path: Path):
    def write(*texts: str) -> list[tuple[str, Path]]:
        paths = [tmp_path / f"{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return [(text, path) for text, path in zip(texts, paths, strict=True)]

    return write


def outcomes(paths: list[tuple[str, Path]], limits: Limits) -> list[str]:
    """Return what was read from each file, or the message of the error."""
    return [
        str(outcome) if isinstance(outcome, ReadError) else outcome.text.split("\n")[0]
        for _, outcome in read_files(paths, limits, HOSTILE)
    ]


def process_of(reading: Reading | ReadError) -> int:
    assert isinstance(reading, Reading)
    return int(reading.text.split("\n")[-1])


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("behaviour", "limits", "message"),
    [
        ("hang", Limits(processes=1, wall_s=0.5), "takes too long to read"),
        ("spin", Limits(processes=1, cpu_s=0.1), "takes too long to read"),
        ("hoard", ONE, "needs too much memory"),
        ("killed", ONE, "needs too much memory"),
        ("recurse", ONE, "is nested too deeply"),
        ("crash", ONE, "made the program that reads it crash"),
        ("leave", ONE, "made the program that reads it crash"),
        ("exit", ONE, r"could not be read \(SystemExit\)"),
        ("bug", ONE, r"could not be read \(KeyError\)"),
        ("complain", ONE, r"is too boring\. Write a better one\."),
    ],
)
def test_a_hostile_file_is_explained_and_harms_no_other(
    files, behaviour: str, limits: Limits, message: str
) -> None:
    before, culprit, after = outcomes(files("before", behaviour, "after"), limits)
    assert (before, after) == ("before", "after")
    assert re.match(message, culprit)


def test_a_child_begins_before_there_is_a_file(files) -> None:
    with Crew(Task("", Reading), Limits(), HOSTILE) as crew:
        crew.begin()
        crew.begin()
        (begun,) = [child._process.pid for child in crew._workers if child._process]
        ((_, reading),) = crew.read(files("process"))
        assert process_of(reading) == begun
    assert not is_alive(begun)


@pytest.mark.parametrize(("platform", "seconds"), [("linux", 120), ("darwin", 120), ("win32", 20)])
def test_the_clock_is_a_last_guard_where_processor_time_is_limited(
    monkeypatch: pytest.MonkeyPatch, platform: str, seconds: float
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert Limits().clock_s == seconds


def test_what_earlier_files_left_behind_does_not_fail_a_file(files) -> None:
    assert outcomes(files("fine", "fragile"), ONE) == ["fine", "fragile"]


def test_one_process_reads_many_files(files) -> None:
    processes = {process_of(reading) for _, reading in read_files(files("a", "b", "c"), ONE, HOSTILE)}
    assert len(processes) == 1


def test_several_processes_read_side_by_side_and_keep_the_order(files) -> None:
    names = [f"file {number}" for number in range(30)]
    read = list(read_files(files(*names), Limits(processes=2), HOSTILE))
    assert [name for name, _ in read] == names
    assert len({process_of(reading) for _, reading in read}) == 2


def test_what_a_reader_prints_does_not_garble_its_answer(files, capfd: pytest.CaptureFixture[str]) -> None:
    assert outcomes(files("chatter", "after"), ONE) == ["chatter", "after"]
    assert capfd.readouterr() == ("", "")


def test_closing_early_ends_the_processes_even_of_hanging_files(files) -> None:
    reading = read_files(files("a", "b", "hang", "hang"), Limits(processes=2), HOSTILE)
    pids = {process_of(outcome) for _, outcome in itertools.islice(reading, 2)}
    reading.close()
    assert not any(map(is_alive, pids))


def test_no_files_start_no_process() -> None:
    assert list(read_files([])) == []


def test_a_file_over_the_limit_or_gone_is_reported(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * (2**20 + 1))
    paths = [("large", large), ("gone", tmp_path / "gone.txt")]
    (_, too_large), (_, gone) = read_files(paths, Limits(file_mb=1))
    assert "is larger than 1 MB" in str(too_large)
    assert "cannot be opened (No such file or directory)" in str(gone)


def test_the_real_readers_are_the_default_and_contents_are_checked(tmp_path: Path) -> None:
    note = tmp_path / "note.TXT"
    note.write_text("The ferry sails at noon.")
    fake = tmp_path / "fake.pdf"
    fake.write_text("The ferry sails at noon.")
    (_, reading), (_, error) = read_files([("note", note), ("fake", fake)])
    assert isinstance(reading, Reading)
    assert "is named .pdf but is plain text" in str(error)


def test_markdown_nested_too_deeply_is_not_read_in_part(tmp_path: Path) -> None:
    deep = tmp_path / "deep.md"
    deep.write_text("> " * 2000 + "The ferry sails at noon.")
    ((_, error),) = read_files([("deep", deep)])
    assert "is nested too deeply" in str(error)


def test_all_that_an_archive_holds_has_one_budget_of_time(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(guard, "_CONTAINER_SHARE", 0)
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", "The ferry sails at noon.")
        packed.writestr("b.txt", "The tug is red.")
    members = [(name, archive / name) for name in ("a.txt", "b.txt")]
    (_, first), (_, second) = read_files(members, Limits(processes=1))
    assert isinstance(first, Reading)
    assert str(second) == "is not read: what all.zip holds takes too long. Unpack it here."


# --- the worker on its own -------------------------------------------------------------------------


@contextlib.contextmanager
def running_worker() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", worker.__name__]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert ask(process, worker.Terms(2**20, 2**30, 10, HOSTILE)) == worker.READY
        yield process
        process.kill()


def ask(process: subprocess.Popen[bytes], request: object) -> object:
    send(process, request)
    assert process.stdout
    return msgspec.msgpack.decode(worker.receive(process.stdout), type=Reading | str)


def send(process: subprocess.Popen[bytes], request: object) -> None:
    body = worker.Request("a.txt", os.fsencode(request)) if isinstance(request, Path) else request
    assert process.stdin
    worker.send(process.stdin, msgspec.msgpack.encode(body))


def test_a_worker_ends_with_its_parent_even_amid_a_file(files) -> None:
    ((_, path),) = files("hang")
    with running_worker() as process:
        send(process, path)
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_a_worker_leaves_ctrl_c_to_its_parent(files) -> None:
    ((_, path),) = files("fine")
    with running_worker() as process:
        process.send_signal(signal.SIGINT)
        assert isinstance(ask(process, path), Reading)
        process.kill()
        assert process.stderr.read() == b""
