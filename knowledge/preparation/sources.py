"""Files of the corpus, and what they hold, → what is stored of each, or a Problem."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from knowledge.errors import ReadError
from knowledge.model import Problem
from knowledge.preparation import prepared
from knowledge.preparation.prepared import Prepared
from knowledge.sources.corpus import SourceFile, check_name, is_litter, problem, source_path
from knowledge.sources.readers.containers import MAX_DEPTH, MAX_MEMBERS
from knowledge.sources.readers.guard import DEFAULT_LIMITS, Crew, Limits, Task

_log = logging.getLogger(__name__)

_TASK = Task(prepared.__name__, Prepared)
_SHOWN = 3
"""Names of files that a message lists."""


def preparing(limits: Limits = DEFAULT_LIMITS) -> Crew[Prepared]:
    """Return the crew that prepares sources, each within limits; none of it has begun."""
    return Crew(_TASK, limits)


def prepare_sources(
    folder: Path,
    files: Sequence[SourceFile],
    crew: Crew[Prepared],
    progress: Callable[[str, int, int], None] | None = None,
) -> Generator[tuple[SourceFile, Prepared | Problem | None], None, None]:
    """Read sources, and yield each with what was made of it, which has a Document, or a Problem where there is nothing to read.

    What a mail or an archive holds follows as sources of their own. An archive itself has nothing to say: None.

    Args:
        folder: The sources/ folder.
        files: As `list_sources` gives them.
        crew: Those who read them.
        progress: Called with (name of the file done, files done, files known of) before each is yielded.
    """
    held_by: Counter[str] = Counter()
    done = total = 0
    holders = {file.name: file.name for file in files}
    for depth in range(MAX_DEPTH + 1):
        total += len(files)
        within: list[SourceFile] = []
        outcomes = crew.read(
            [(file.name, source_path(folder, file.name)) for file in files],
            {file.name: file.description.title for file in files},
        )
        for file, (_, outcome) in zip(files, outcomes, strict=True):
            done += 1
            if progress is not None:
                progress(file.name, done, total)
            if isinstance(outcome, ReadError):
                yield file, problem(file.name, str(outcome))
                continue
            for line in outcome.log:
                _log.error("%s", line)
            holder = holders[file.name]
            room = MAX_MEMBERS - held_by[holder] if depth < MAX_DEPTH else 0
            members, messages = _members(file, outcome.members, room)
            held_by[holder] += len(members)
            holders |= {member.name: holder for member in members}
            within += members
            yield file, _completed(file, outcome, messages)
        files = within


def _members(file: SourceFile, names: Sequence[str], room: int) -> tuple[list[SourceFile], list[str]]:
    """Return the files to read of those that a file holds, at most `room`, and messages about the others."""
    readable, unreadable = [], []
    for name in names:
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


def _completed(file: SourceFile, made: Prepared, messages: Sequence[str]) -> Prepared | Problem | None:
    messages = (*made.messages, *messages)
    if made.document is None:
        nothing = "has no text. Delete it, or put a version with text in its place."
        if made.members and not messages:
            return None
        return problem(file.name, " ".join(messages) or nothing)
    problems = tuple(problem(file.name, message) for message in messages)
    said = file.description
    date = said.date or made.document.date
    document = replace(
        made.document,
        digest=file.digest,
        problems=problems,
        date=date,
        author=said.author,
        link=said.link,
    )
    return replace(made, document=document)
