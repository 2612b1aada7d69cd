"""A reader that does what its file says: what hostile files make real readers do."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Block, Reading, assemble

_seen: list[bytes] = []


def read(content: bytes) -> Reading:
    _seen.append(content)
    _BEHAVIOURS.get(content.decode(), str)()
    return Reading(*assemble([Block(content.decode()), Block(str(os.getpid()))]))


def _spin() -> NoReturn:
    while True:
        pass


def _hoard() -> NoReturn:
    hoard = []
    while True:
        hoard.append(bytearray(2**20))


def _recurse() -> None:
    _recurse()


def _complain() -> NoReturn:
    raise ReadError("is too boring. Write a better one.") from ValueError(lambda: "cannot be pickled")


def _chatter() -> None:
    sys.stdout.write("I am on standard output")
    os.write(1, b"so am I")
    os.write(2, b"and I on standard error")
    sys.stdin.read()


def _abort_unless_first() -> None:
    if len(_seen) > 1:
        os.abort()


_BEHAVIOURS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(60),
    "spin": _spin,
    "hoard": _hoard,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "recurse": _recurse,
    "crash": lambda: ctypes.string_at(0),
    "leave": lambda: os._exit(0),
    "exit": lambda: sys.exit("enough"),
    "bug": lambda: dict[str, str]()["page"],
    "complain": _complain,
    "fragile": _abort_unless_first,
    "chatter": _chatter,
}
