"""Reading files safely: in child processes that may fail without harm to the other files or to us."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Self, TypeVar

import msgspec

from knowledge.errors import ReadError
from knowledge.languages.detection import detect
from knowledge.languages.language import FALLBACK
from knowledge.sources.readers import READERS
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.process_limits import limits_processor_time
from knowledge.sources.readers.recognition import ocr
from knowledge.sources.readers.worker import (
    OUT_OF_MEMORY,
    Request,
    Terms,
    Text,
    allowance,
    receive,
    send,
    text_allowance,
)

_WORKER_MODULE = "knowledge.sources.readers.worker"
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Native libraries take address space for as many threads as there are cores, of which a child may not have so much."""
_CLOCK_SHARE = 4 / 3
"""Time on the clock over processor time, on a machine that has little else to do."""
_CONTAINER_SHARE = 10
"""All that lies in one file may take so many times what a file may, however many files that are."""
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
    wall_s: float = 120
    """Time on the clock, likewise: a last guard, since what waits spends no processor time, and a file is not to blame for a busy machine."""
    processes: int = 2

    @property
    def clock_s(self) -> float:
        """Return what holds on the clock: where the system limits no processor time, little more than that."""
        return self.wall_s if limits_processor_time() else min(self.wall_s, _CLOCK_SHARE * self.cpu_s)


DEFAULT_LIMITS = Limits()

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Task(Generic[_T]):
    """What a child makes of a `Reading` before it answers."""

    module: str
    """Full name of a module with `make(name: str, reading: Reading)`; empty for the reading itself."""
    gives: type[_T]


def read_files(
    paths: Sequence[tuple[str, Path]],
    limits: Limits = DEFAULT_LIMITS,
    readers: Mapping[str, str] | None = None,
) -> Generator[tuple[str, Reading | ReadError], None, None]:
    """Read files and yield (name, what came of it) in the order of `paths`; see `Crew`.

    Close the iterator to end the child processes early; once exhausted it ends them by itself.
    """
    with Crew(Task("", Reading), limits, readers) as crew:
        yield from crew.read(paths)


class Crew(Generic[_T]):
    """Child processes that read side by side, each on behalf of a thread that waits for it; they end when the crew is left."""

    def __init__(
        self, task: Task[_T], limits: Limits = DEFAULT_LIMITS, readers: Mapping[str, str] | None = None
    ) -> None:
        """Start none yet.

        Args:
            task: What is to come of each file.
            limits: For each file.
            readers: File ending → full name of the module that reads it; by default those of `READERS`.
        """
        terms = Terms(
            file_bytes=limits.file_mb * 2**20,
            memory_bytes=limits.memory_mb * 2**20,
            cpu_s=limits.cpu_s,
            readers=readers
            or {ending: f"knowledge.sources.readers.{module}" for ending, module in READERS.items()},
            task=task.module,
        )
        self._container_s = _CONTAINER_SHARE * _CLOCK_SHARE * limits.cpu_s
        self._spent_s: defaultdict[Path, float] = defaultdict(float)
        self._size = max(1, limits.processes)
        self._workers = [_Worker(task, terms, limits.clock_s) for _ in range(self._size)]
        self._idle: queue.LifoQueue[_Worker[_T]] = (
            queue.LifoQueue()
        )  # one that has begun before one that has not
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()
        for worker in self._workers:
            worker.discard()

    def read(
        self, paths: Sequence[tuple[str, Path]], titles: Mapping[str, str] | None = None
    ) -> Iterator[tuple[str, _T | ReadError]]:
        """Read files and yield (name, what came of it) in the order of `paths`.

        Args:
            paths: (name, path) of each file; the path's ending decides on the reader.
            titles: Name → what a person calls that file, in the place of its own title.
        """
        pending: deque[tuple[str, Future[_T | ReadError]]] = deque()
        for name, path in paths:
            request = Request(name, os.fsencode(path), titles.get(name, "") if titles else "")
            pending.append((name, self._threads.submit(self._read, request, path)))
            if len(pending) > _READ_AHEAD * self._size:
                first, outcome = pending.popleft()
                yield first, outcome.result()
        for name, outcome in pending:
            yield name, outcome.result()

    def _read(self, request: Request, path: Path) -> _T | ReadError:
        file = next((one for one in (path, *path.parents) if one.is_file()), path)
        if file != path and self._spent_s[file] > self._container_s:
            return ReadError(f"is not read: what {file.name} holds takes too long. Unpack it here.")
        worker = self._idle.get()
        started = time.monotonic()
        try:
            return worker.read(request, path)
        finally:
            self._spent_s[file] += time.monotonic() - started
            self._idle.put(worker)


class _CrashError(ReadError):
    """Report a file whose reading killed the worker, though not by taking too long."""


class _Worker(Generic[_T]):
    """A child process that reads one file after another; when it dies, the next file gets a new one."""

    def __init__(self, task: Task[_T], terms: Terms, wall_s: float) -> None:
        self._answer = msgspec.msgpack.Decoder(Text | str | task.gives)
        self._terms = terms
        self._wall_s = wall_s
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def read(self, request: Request, path: Path) -> _T | ReadError:
        """Return what the child makes of a file, or why it could not."""
        has_served = self._process is not None
        outcome = self._ask(request, path)
        if isinstance(outcome, _CrashError) and has_served:
            outcome = self._ask(
                request, path
            )  # in a new process: what the files before left behind may be to blame
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

    def _ask(self, request: Request, path: Path) -> _T | ReadError:
        process = self._process or self._start()
        with _Deadline(process, self._wall_s * allowance(path) + ocr.extra_wall_s(path)) as deadline:
            try:
                outcome = self._exchange(process, request)
                if isinstance(outcome, tuple):
                    characters, some, declared = outcome
                    deadline.put_off(self._wall_s * text_allowance(characters))
                    outcome = self._exchange(process, detect(some, [declared or FALLBACK]))
            except (OSError, EOFError, msgspec.DecodeError):
                outcome = None
        if outcome is not None and not isinstance(outcome, tuple) and not deadline.is_over:
            return ReadError(outcome) if isinstance(outcome, str) else outcome
        status = self.discard()
        return _cause_of_death(status, is_overdue=deadline.is_over)

    def _start(self) -> subprocess.Popen[bytes]:
        search_path = os.pathsep.join(folder for folder in sys.path if folder)
        self._process = process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            [sys.executable, "-P", "-m", _WORKER_MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": search_path} | _ONE_THREAD,
        )
        if self._is_stopped:
            process.kill()
        with contextlib.suppress(OSError, EOFError):  # one that dies this early fails on its first file
            self._exchange(process, self._terms)
        return process

    def _exchange(self, process: subprocess.Popen[bytes], request: Terms | Request | str) -> _T | Text | str:
        """Send a request and return the answer.

        Raises:
            OSError, EOFError, msgspec.DecodeError: If the process dies meanwhile.
        """
        assert process.stdin is not None
        assert process.stdout is not None
        send(process.stdin, msgspec.msgpack.encode(request))
        answer: _T | Text | str = self._answer.decode(receive(process.stdout))
        return answer


class _Deadline:
    """Kills a process that takes too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, self._expire)
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def put_off(self, seconds: float) -> None:
        """Begin again with another span, unless it is over already."""
        self._timer.cancel()
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.start()

    def _expire(self) -> None:
        self.is_over = True
        self._process.kill()


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
