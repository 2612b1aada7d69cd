"""A folder of sources → Documents and Problems; what has not changed is not read again."""

import contextlib
import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.errors import ReadError
from knowledge.languages.language import detect
from knowledge.model import Document, Problem
from knowledge.sources.readers import READERS
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.guard import DEFAULT_LIMITS, Limits, read_files

_RACY_NS = 2_000_000_000
"""A file changed this recently may change again within the same tick of the file system's clock."""
_LITTER = re.compile(
    r"\.|~\$|#.*#$|.*(?:~|\.part|\.crdownload|\.download|\.tmp)$|(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE
)
"""Names of hidden files and of what editors, browsers and systems leave behind."""
_SUPPORTED = " ".join(sorted(READERS))
_ADVICE = {
    ending: advice
    for endings, advice in (
        (".doc .dot .pages .wpd .wps .docm", "Open it and save it as .docx."),
        (".xlt .xltx .numbers", "Open it and save it as .xlsx or .csv."),
        (".ppt .pps .ppsx .pptm", "Open it and save it as .pptx."),
        (".key .ps .djvu", "Open it and save it as .pdf."),
        (".mobi .azw .azw3 .fb2", "Convert it to .epub."),
        (".msg .mbox", "Open it and save each message as .eml."),
        (".mht .mhtml .xhtml", "Open it and save it as .html or .txt."),
        (".zip .rar .7z .tar .gz .tgz .bz2 .xz", "Unpack it here and delete the archive."),
        (
            ".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic .svg",
            "Make a .pdf of it with text recognition (OCR).",
        ),
        (".mp3 .mp4 .m4a .wav .ogg .mov .avi .mkv .webm", "Write down what is said in a .txt file."),
        (
            ".rst .tex .org .log .text .adoc .yaml .yml",
            "If it is plain text, rename it so that it ends in .txt.",
        ),
    )
    for ending in endings.split()
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file below sources/ as it was when last looked at."""

    name: str
    """Path below sources/, with forward slashes, composed (NFC)."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Its time stamp; 0 if that was too fresh to prove later that the file is the same."""
    digest: str
    """SHA-256 of its bytes, in hex."""


def list_sources(
    folder: Path, known: Mapping[str, SourceFile], limits: Limits = DEFAULT_LIMITS
) -> tuple[list[SourceFile], list[Problem]]:
    """Find the sources in a folder, at any depth.

    Hidden files and what editors and browsers leave behind are passed over in silence.

    Args:
        folder: The sources/ folder.
        known: Name → file as listed last time; it is hashed again only if its size or time stamp differs.
        limits: Files beyond `file_mb` are Problems.

    Returns:
        The files that can be read, and a Problem for each of the others, both sorted by name. Of files with the
        same content the first is a source and the others are Problems.
    """
    files: dict[str, SourceFile] = {}
    first_with: dict[str, str] = {}
    problems: list[Problem] = []
    for name, path in _walk(folder, problems):
        try:
            file = _look_at(name, path, folder, known.get(name), limits)
        except ReadError as error:
            problems.append(_problem(name, str(error)))
        except FileNotFoundError:
            continue  # deleted meanwhile
        except OSError as error:
            problems.append(_problem(name, _unopened(error)))
        else:
            first = first_with.setdefault(file.digest, name) if file.size else name
            if name in files:
                problems.append(
                    _problem(name, "is the name of two files, encoded differently. Rename one of them.")
                )
            elif first != name:
                message = f"is identical to {first}, nothing was read from it. Delete one of them."
                problems.append(_problem(name, message))
            else:
                files[name] = file
    return list(files.values()), sorted(problems, key=lambda problem: problem.file)


def read_documents(
    folder: Path,
    files: Sequence[SourceFile],
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str, int, int], None] | None = None,
) -> Generator[Document | Problem, None, None]:
    """Read sources, and yield a Document, or a Problem where there is nothing to read, for each in turn.

    Args:
        folder: The sources/ folder.
        files: As `list_sources` gives them.
        limits: For each file.
        progress: Called with (name of the file done, files done, files in all) before each is yielded.
    """
    paths = [(file.name, source_path(folder, file.name)) for file in files]
    with contextlib.closing(read_files(paths, limits)) as outcomes:
        for done, (file, (_, outcome)) in enumerate(zip(files, outcomes, strict=True), 1):
            if progress is not None:
                progress(file.name, done, len(files))
            yield (
                _problem(file.name, str(outcome))
                if isinstance(outcome, ReadError)
                else _document(file, outcome)
            )


# --- listing ---------------------------------------------------------------------------------------


def _walk(folder: Path, problems: list[Problem]) -> list[tuple[str, Path]]:
    """Return (name, path) of all files and of links to folders, sorted; report folders that cannot be opened."""

    def report(error: OSError) -> None:
        problems.append(_problem(_name(folder, Path(error.filename)), _unopened(error)))

    paths: list[Path] = []
    for here, subfolders, files in os.walk(folder, onerror=report):
        subfolders[:] = [name for name in subfolders if not _LITTER.match(name)]
        paths.extend(Path(here, name) for name in files if not _LITTER.match(name))
        paths.extend(path for name in subfolders if (path := Path(here, name)).is_symlink())
    return sorted((_name(folder, path), path) for path in paths)


def _name(folder: Path, path: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def source_path(folder: Path, name: str) -> Path:
    """Return the path of a source, whose name on disk may be decomposed, as macOS writes it."""
    path = folder
    for part in PurePosixPath(name).parts:
        entry = path / part
        if not entry.exists() and path.is_dir():
            entry = next((other for other in path.iterdir() if _name(path, other) == part), entry)
        path = entry
    return path


def _look_at(name: str, path: Path, folder: Path, before: SourceFile | None, limits: Limits) -> SourceFile:
    """Return what can be told of a file without reading it as a document.

    Raises:
        ReadError: If it is none that could be read.
        OSError: If it cannot be opened.
    """
    _check_place(path, folder)
    check_name(name)
    now_ns = time.time_ns()
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise ReadError("is not an ordinary file. Remove it from the folder.")
    if state.st_size > limits.file_mb * 2**20:
        raise ReadError(f"is larger than {limits.file_mb} MB. Split it into smaller files.")
    if before is not None and (before.size, before.mtime_ns) == (state.st_size, state.st_mtime_ns):
        return before
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    is_settled = now_ns - state.st_mtime_ns > _RACY_NS
    return SourceFile(name, state.st_size, state.st_mtime_ns if is_settled else 0, digest)


def check_name(name: str) -> None:
    """Check that a file of this name can be read.

    Raises:
        ReadError: If it cannot, with what to do about it.
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError("has a name with characters that cannot be displayed. Rename it.") from error
    ending = PurePosixPath(name).suffix.lower()
    if not ending:
        raise ReadError(
            f"has no ending that tells its format. Rename it so that it ends in one of {_SUPPORTED}."
        )
    if ending not in READERS:
        advice = _ADVICE.get(ending, "Open it in the program that made it and save it as one of these.")
        raise ReadError(f"ends in {ending}, which cannot be read; {_SUPPORTED} can. {advice}")


def _check_place(path: Path, folder: Path) -> None:
    if not path.is_symlink():
        return
    target = path.resolve()
    if not target.exists():
        raise ReadError(
            "is a link to a file that is not there. Delete it, or put the file itself in its place."
        )
    if target.is_dir():
        raise ReadError("is a link to a folder. Copy the folder itself here.")
    if not target.is_relative_to(folder.resolve()):
        raise ReadError("is a link to a file outside this folder. Copy the file itself here.")


# --- reading ---------------------------------------------------------------------------------------


def _document(file: SourceFile, reading: Reading) -> Document | Problem:
    if not reading.passages:
        nothing = "has no text. Delete it, or put a version with text in its place."
        return _problem(file.name, " ".join(reading.problems) or nothing)
    path = PurePosixPath(file.name)
    return Document(
        source=file.name,
        digest=file.digest,
        format=READERS[path.suffix.lower()],
        title=" ".join(reading.title.split()) or _readable(path.stem),
        date=reading.date,
        language=reading.language or detect(reading.text),
        text=reading.text,
        passages=reading.passages,
        pages=reading.pages,
        problems=tuple(_problem(file.name, message) for message in reading.problems),
    )


def _readable(stem: str) -> str:
    """Turn "annual_report-2024-05" into "Annual report 2024-05"."""
    words = re.sub(r"[_\s]+|(?<!\d)-+|-+(?!\d)", " ", stem).strip()
    return words[:1].upper() + words[1:] or stem


def _problem(name: str, message: str) -> Problem:
    # A name that is no valid text is shown with a mark for what cannot be.
    shown = name.encode("utf-8", errors="replace").decode("utf-8")
    return Problem(f"sources/{shown}", None, message)


def _unopened(error: OSError) -> str:
    return f"cannot be opened ({error.strerror}). Check that this program may read it."
