"""The child process in which files are read: `python -m knowledge.sources.readers.worker`.

It takes `Terms`, then a `Request` for each file, on its standard input and answers on its standard output: with `READY`, then with
a `Reading`, or what the task of its terms makes of that, or the message of a `ReadError`. Before a task begins it sends `Text`, which
decides how long that may take, and is told the language. Both sides speak MessagePack, never pickle, so that a file which takes this process
over has no way into the parent. Whatever else a file does to it (endless loops, floods of memory, crashes of native
code) ends this process and no other; `guard` is the parent that tells why.
"""

import contextlib
import importlib
import os
import queue
import signal
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from knowledge.errors import ReadError
from knowledge.languages.sampling import sample
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.containers import content_at
from knowledge.sources.readers.process_limits import grant_processor_time, limit_memory
from knowledge.sources.readers.sniffing import check_content

OUT_OF_MEMORY = 71
"""Exit status of a worker that may not have more memory."""
MAX_CHARACTERS = 10_000_000
"""Of text; the longest novels have five million."""
MAX_PASSAGES = 200_000
CHARACTERS_A_SHARE = 500_000
"""Of text that may take once more the usual time after it has been read; that is five times what any language takes on a slow machine."""
READY = "ready"
"""First answer of a worker, so that the start of the interpreter is not on a file's account."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker is told first."""

    file_bytes: int
    memory_bytes: int
    cpu_s: float
    """Processor time for one file."""
    readers: Mapping[str, str]
    """File ending → name of the module with its `read` function."""
    task: str = ""
    """Name of the module whose `make` is given the source's name and its `Reading`; empty if the reading is wanted itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read."""

    name: str
    """What its source is called."""
    path: bytes
    title: str = ""
    """What a person calls it; empty where its own title counts."""


Text = tuple[int, str, str]
"""Characters that were read, some of them, and the language that the file declares, of a text whose language is asked for.

The parent tells it: the model by which languages are known takes a second to load, which each child would need.
"""

_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], body: bytes) -> None:
    """Write one encoded message, its length first."""
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one encoded message.

    Raises:
        EOFError: If the stream ends before or within it.
    """
    head = stream.read(_LENGTH.size)
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
    body = stream.read(length)
    if not length or len(body) < length:
        raise EOFError
    return body


def serve() -> None:
    """Answer requests until the standard input ends, which it does when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    requests, answers = _take_over_standard_streams()
    terms = msgspec.msgpack.decode(receive(requests), type=Terms)
    limit_memory(terms.memory_bytes)
    inbox: queue.SimpleQueue[Request | str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    if terms.task:
        importlib.import_module(terms.task)
    send(answers, msgspec.msgpack.encode(READY))
    while True:
        try:
            send(answers, _answer(inbox, terms, answers))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _take_over_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the standard input and output for ourselves, and leave readers that print nowhere to do so."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard_stream in range(3):
        os.dup2(nowhere, standard_stream)
    return requests, answers


def _listen(requests: BinaryIO, inbox: queue.SimpleQueue[Request | str]) -> None:
    """Pass requests on; end the process with its parent even while a file is being read."""
    with contextlib.suppress(EOFError):
        while True:
            inbox.put(msgspec.msgpack.decode(receive(requests), type=Request | str))
    os._exit(0)


def _answer(inbox: queue.SimpleQueue[Request | str], terms: Terms, answers: BinaryIO) -> bytes:
    """Return what is made of the next file, encoded, or a message that completes the sentence "FILE …"."""
    encode = msgspec.msgpack.encode
    file = inbox.get()
    assert isinstance(file, Request)
    path = Path(os.fsdecode(file.path))
    grant_processor_time(terms.cpu_s * allowance(path))
    try:
        reading = _read(path, terms)
        if file.title:
            reading = replace(reading, title=file.title)
        if not terms.task:
            return encode(reading)
        characters = len(reading.text)
        send(answers, encode((characters, sample(reading.text), reading.language)))
        reading = replace(reading, language=str(inbox.get()))
        grant_processor_time(terms.cpu_s * text_allowance(characters))
        return encode(importlib.import_module(terms.task).make(file.name, reading))
    except ReadError as error:
        return encode(str(error))
    except RecursionError:
        return encode("is nested too deeply to be read. Save it in a simpler form, such as .txt or .pdf.")
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of native code is no Exception, and harms this file only
        return encode(
            f"could not be read ({type(error).__name__}). It may be damaged: open it in the program that made it, save it "
            "again, and put that in its place."
        )


def _read(path: Path, terms: Terms) -> Reading:
    ending = path.suffix.lower()
    content = content_at(path, terms.file_bytes)
    check_content(ending, content)
    reader = importlib.import_module(terms.readers[ending])
    reading: Reading = reader.read(content)
    _check_extent(reading)
    return reading


def _check_extent(reading: Reading) -> None:
    """Raise if there is more text than the steps after reading, which nothing guards, can take.

    Raises:
        ReadError: With the remedy.
    """
    for extent, most, what in (
        (len(reading.text), MAX_CHARACTERS, "characters"),
        (len(reading.passages), MAX_PASSAGES, "paragraphs and rows"),
    ):
        if extent > most:
            raise ReadError(f"holds more than {most:,} {what}. Split it into smaller files.")


def allowance(path: Path) -> float:
    """Return how many times the usual time a file may take, which may lie in a container: a PDF a tenth more for each MB.

    What is small and takes long is made to do harm, but the pages of a PDF take their time, and may be thousands.
    """
    if path.suffix.lower() != ".pdf":
        return 1
    file = next((one for one in (path, *path.parents) if one.is_file()), None)
    return 1 + file.stat().st_size / 2**20 / 10 if file else 1


def text_allowance(characters: int) -> float:
    """Return how many times the usual time all may take that follows on reading so much text."""
    return 1 + characters / CHARACTERS_A_SHARE


if __name__ == "__main__":
    serve()
