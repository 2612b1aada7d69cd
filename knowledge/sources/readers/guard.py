"""Reading files safely: in child processes that may fail without harm to the other files or to us."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from knowledge.errors import ReadError
from knowledge.sources.readers import READERS
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.worker import OUT_OF_MEMORY, Terms, allowance, receive, send

_WORKER_MODULE = "knowledge.sources.readers.worker"
_READ_AHEAD = 4
"""Files per process that may be read before the ones in front of them are asked for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost, and how many are read side by side."""

    file_mb: int = 50
    """Size of a file, in MB (2^20 bytes)."""
    memory_mb: int = 1024
    """Address space of a reading process, in MB."""
    cpu_s: float = 15
    """Processor time rounded up to whole seconds; each MB of a PDF adds a tenth."""
    wall_s: float = 20
    """Time on the clock, likewise."""
    processes: int = 2


DEFAULT_LIMITS = Limits()


def read_files(
    paths: Sequence[tuple[str, Path]],
    limits: Limits = DEFAULT_LIMITS,
    readers: Mapping[str, str] | None = None,
) -> Generator[tuple[str, Reading | ReadError], None, None]:
    """Read files and yield (name, what came of it) in the order of `paths`.

    Close the iterator to end the child processes early; once exhausted it ends them by itself.

    Args:
        paths: (name, path) of each file; the path's ending decides on the reader.
        limits: For each file.
        readers: File ending → full name of the module that reads it; by default those of `READERS`.
    """
    terms = Terms(
        file_bytes=limits.file_mb * 2**20,
        memory_bytes=limits.memory_mb * 2**20,
        cpu_s=limits.cpu_s,
        readers=readers
        or {ending: f"knowledge.sources.readers.{module}" for ending, module in READERS.items()},
    )
    with _Crew(terms, limits.wall_s, max(1, min(limits.processes, len(paths)))) as crew:
        pending: deque[tuple[str, Future[Reading | ReadError]]] = deque()
        for name, path in paths:
            pending.append((name, crew.submit(path)))
            if len(pending) > _READ_AHEAD * limits.processes:
                first, outcome = pending.popleft()
                yield first, outcome.result()
        for name, outcome in pending:
            yield name, outcome.result()


class _Crew:
    """Workers that read side by side, each on behalf of a thread that waits for it."""

    def __init__(self, terms: Terms, wall_s: float, size: int) -> None:
        self._workers = [_Worker(terms, wall_s) for _ in range(size)]
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()
        for worker in self._workers:
            worker.discard()

    def submit(self, path: Path) -> Future[Reading | ReadError]:
        return self._threads.submit(self._read, path)

    def _read(self, path: Path) -> Reading | ReadError:
        worker = self._idle.get()
        try:
            return worker.read(path)
        finally:
            self._idle.put(worker)


class _CrashError(ReadError):
    """Report a file whose reading killed the worker, though not by taking too long."""


class _Worker:
    """A child process that reads one file after another; when it dies, the next file gets a new one."""

    def __init__(self, terms: Terms, wall_s: float) -> None:
        self._terms = terms
        self._wall_s = wall_s
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def read(self, path: Path) -> Reading | ReadError:
        """Return what the child makes of a file, or why it could not."""
        has_served = self._process is not None
        outcome = self._ask(path)
        if isinstance(outcome, _CrashError) and has_served:
            outcome = self._ask(path)  # in a new process: what the files before left behind may be to blame
        return outcome

    def stop(self) -> None:
        """Kill the child, whatever it is doing, and any that another thread may be about to start."""
        self._is_stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def discard(self) -> int:
        """Kill the child and return its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        with contextlib.suppress(BrokenPipeError), process:  # of a request that was never taken
            pass
        return process.returncode

    def _ask(self, path: Path) -> Reading | ReadError:
        process = self._process or self._start()
        is_overdue = threading.Event()

        def expire() -> None:
            is_overdue.set()
            process.kill()

        timer = threading.Timer(self._wall_s * allowance(path), expire)
        timer.start()
        try:
            outcome = _exchange(process, os.fsencode(path))
        except (OSError, EOFError, msgspec.DecodeError):
            outcome = None
        finally:
            timer.cancel()
        if outcome is not None and not is_overdue.is_set():
            return outcome
        status = self.discard()
        return outcome or _cause_of_death(status, is_overdue=is_overdue.is_set())

    def _start(self) -> subprocess.Popen[bytes]:
        search_path = os.pathsep.join(folder for folder in sys.path if folder)
        self._process = process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            [sys.executable, "-P", "-m", _WORKER_MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": search_path},
        )
        if self._is_stopped:
            process.kill()
        with contextlib.suppress(OSError, EOFError):  # one that dies this early fails on its first file
            _exchange(process, self._terms)
        return process


def _exchange(process: subprocess.Popen[bytes], request: Terms | bytes) -> Reading | ReadError:
    """Send a request and return the answer.

    Raises:
        OSError, EOFError, msgspec.DecodeError: If the process dies meanwhile.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    send(process.stdin, msgspec.msgpack.encode(request))
    answer: Reading | str = msgspec.msgpack.decode(receive(process.stdout), type=Reading | str)
    return ReadError(answer) if isinstance(answer, str) else answer


def _cause_of_death(status: int, *, is_overdue: bool) -> ReadError:
    killed_by = -status  # where there are signals
    if is_overdue or killed_by == getattr(signal, "SIGXCPU", None):
        return ReadError("takes too long to read. Split it into smaller files, or save it in a simpler form.")
    if status == OUT_OF_MEMORY or killed_by == getattr(signal, "SIGKILL", None):
        return _CrashError(
            "needs too much memory to read. Split it into smaller files, or save it in a simpler form."
        )
    return _CrashError(
        "made the program that reads it crash. It may be damaged: open it in the program that made it, save it "
        "again, and put that in its place."
    )
