"""Files of the corpus, and what they hold, → Documents and Problems."""

import contextlib
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path, PurePosixPath

from knowledge.errors import ReadError
from knowledge.languages.detection import detect
from knowledge.languages.language import FALLBACK
from knowledge.model import Document, Problem
from knowledge.sources.corpus import SourceFile, check_name, is_litter, problem, source_path
from knowledge.sources.readers import READERS
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.containers import MAX_DEPTH, MAX_MEMBERS
from knowledge.sources.readers.guard import DEFAULT_LIMITS, Limits, read_files

_SHOWN = 3
"""Names of files that a message lists."""


def read_documents(
    folder: Path,
    files: Sequence[SourceFile],
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str, int, int], None] | None = None,
) -> Generator[tuple[SourceFile, Document | Problem | None], None, None]:
    """Read sources, and yield each with its Document, or a Problem where there is nothing to read.

    What a mail or an archive holds follows as sources of their own. An archive itself has nothing to say: None.

    Args:
        folder: The sources/ folder.
        files: As `list_sources` gives them.
        limits: For each file.
        progress: Called with (name of the file done, files done, files known of) before each is yielded.
    """
    members: Counter[str] = Counter()
    done = total = 0
    holders = {file.name: file.name for file in files}
    for depth in range(MAX_DEPTH + 1):
        total += len(files)
        within: list[SourceFile] = []
        paths = [(file.name, source_path(folder, file.name)) for file in files]
        with contextlib.closing(read_files(paths, limits)) as outcomes:
            for file, (_, outcome) in zip(files, outcomes, strict=True):
                done += 1
                if progress is not None:
                    progress(file.name, done, total)
                if isinstance(outcome, ReadError):
                    yield file, problem(file.name, str(outcome))
                    continue
                holder = holders[file.name]
                room = MAX_MEMBERS - members[holder] if depth < MAX_DEPTH else 0
                held, messages = _members(file, outcome, room)
                members[holder] += len(held)
                holders |= {member.name: holder for member in held}
                within += held
                yield file, _document(file, outcome, (*outcome.problems, *messages))
        files = within


def _members(file: SourceFile, reading: Reading, room: int) -> tuple[list[SourceFile], list[str]]:
    """Return the files to read of what a file holds, at most `room`, and messages about the others."""
    readable, unreadable = [], []
    for name in reading.members:
        if any(is_litter(part) or part == "__MACOSX" for part in PurePosixPath(name).parts):
            continue
        try:
            check_name(name)
        except ReadError:
            unreadable.append(name)
        else:
            readable.append(name)
    messages = []
    if unreadable:
        messages.append(
            f"holds {_listed(unreadable)}, which cannot be read. Save what matters in another format."
        )
    if len(readable) > room:
        messages.append(
            f"holds more files than are read at once; {_listed(readable[room:])} are not read. Unpack it here."
        )
    return list(_as_files(file, readable[:room])), messages


def _as_files(file: SourceFile, names: list[str]) -> Iterator[SourceFile]:
    for name in names:
        digest = hashlib.sha256(f"{file.digest}/{name}".encode()).hexdigest()
        yield SourceFile(f"{file.name}/{name}", 0, file.mtime_ns, digest)


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN:,} more files"


def _document(file: SourceFile, reading: Reading, messages: Sequence[str]) -> Document | Problem | None:
    if not reading.passages:
        nothing = "has no text. Delete it, or put a version with text in its place."
        if reading.members and not messages:
            return None
        return problem(file.name, " ".join(messages) or nothing)
    path = PurePosixPath(file.name)
    return Document(
        source=file.name,
        digest=file.digest,
        format=READERS[path.suffix.lower()],
        title=" ".join(reading.title.split()) or _readable(path.stem),
        date=reading.date,
        language=detect(reading.text, [reading.language or FALLBACK]),  # programs often declare their own
        text=reading.text,
        passages=reading.passages,
        pages=reading.pages,
        problems=tuple(problem(file.name, message) for message in messages),
    )


def _readable(stem: str) -> str:
    """Turn "annual_report-2024-05" into "Annual report 2024-05"."""
    words = re.sub(r"[_\s]+|(?<!\d)-+|-+(?!\d)", " ", stem).strip()
    return words[:1].upper() + words[1:] or stem
