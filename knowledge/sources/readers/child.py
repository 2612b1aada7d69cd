"""A child process that reads files, as its parent sees it: started, asked, given a deadline, and ended.

What runs in it is `worker`.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Generic, Self, TypeVar

import msgspec

from knowledge.errors import ReadError
from knowledge.languages.detection import detect
from knowledge.languages.language import FALLBACK
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

_T = TypeVar("_T")


class _CrashError(ReadError):
    """Report a file whose reading killed the worker, though not by taking too long."""


class Child(Generic[_T]):
    """A child process that reads one file after another; when it dies, the next file gets a new one."""

    def __init__(self, gives: type[_T], terms: Terms, wall_s: float) -> None:
        """Start none yet.

        Args:
            gives: What it makes of a file.
            terms: What it is told first.
            wall_s: Time on the clock that a file may take.
        """
        self._answer = msgspec.msgpack.Decoder(Text | str | gives)
        self._terms = terms
        self._wall_s = wall_s
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        """The process has begun to take files."""
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

    def begin(self) -> None:
        """Start the child unless there is one, without waiting until it takes files."""
        if self._process is None:
            self._start()

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
        self._await_ready(process)
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
        self._is_ready = False
        if self._is_stopped:
            process.kill()
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # one that dies this early fails on its first file
            send(process.stdin, msgspec.msgpack.encode(self._terms))
        return process

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until a process takes files, or has died."""
        assert process.stdout is not None
        if not self._is_ready:
            with contextlib.suppress(OSError, EOFError):
                receive(process.stdout)
        self._is_ready = True

    def _exchange(self, process: subprocess.Popen[bytes], request: Request | str) -> _T | Text | str:
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
