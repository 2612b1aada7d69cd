"""Reading files safely: in child processes that may fail without harm to the other files or to us."""

import os
import queue
import time
from collections import defaultdict, deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Self, TypeVar

from knowledge.errors import ReadError
from knowledge.sources.readers import READERS
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.child import Child
from knowledge.sources.readers.process_limits import limits_processor_time
from knowledge.sources.readers.worker import Request, Terms

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
        self._workers = [Child(task.gives, terms, limits.clock_s) for _ in range(self._size)]
        self._idle: queue.LifoQueue[Child[_T]] = (
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

    def begin(self) -> None:
        """Start one of them, so that the next file need not wait for that."""
        worker = self._idle.get()
        worker.begin()
        self._idle.put(worker)

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
