"""The folder of sources → its files as they are now; what has not changed is not opened again."""

import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from knowledge.errors import FactFileError, HomeError, ReadError
from knowledge.model import Description, Problem
from knowledge.sources.readers import READERS
from knowledge.sources.readers.guard import DEFAULT_LIMITS, Limits

_RACY_NS = 2_000_000_000
"""A file changed this recently may change again within the same tick of the file system's clock."""
_LITTER = re.compile(
    r"\.|~\$|#.*#$|.*(?:~|\.(?:part|partial|filepart|crdownload|opdownload|download|tmp|temp|bak|sw[a-p]))$"
    r"|(?:thumbs\.db|desktop\.ini)$",
    re.IGNORECASE,
)
"""Names of hidden files and of what editors, browsers and systems leave behind."""
DESCRIPTION = ".yaml"
"""What follows the name of a file in the name of the one that describes it, as in "report.pdf.yaml"."""
_SUPPORTED = " ".join(sorted(READERS))
_ADVICE = {
    ending: advice
    for endings, advice in (
        (".dot .pages .wpd .wps .docm", "Open it and save it as .docx."),
        (".xlt .xltx .numbers", "Open it and save it as .xlsx or .csv."),
        (".pps .ppsx .pptm", "Open it and save it as .pptx."),
        (".key .ps .djvu", "Open it and save it as .pdf."),
        (".mobi .azw .azw3 .fb2", "Convert it to .epub."),
        (".pst .ost", "Open it and save each message as .eml or .msg."),
        (".mht .mhtml .xhtml", "Open it and save it as .html or .txt."),
        (".rar .7z .tar .gz .tgz .bz2 .xz", "Unpack it here and delete the archive."),
        (
            ".gif .heic .svg",
            "Save it as .png or .jpg.",
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
    description: Description = field(default_factory=Description)
    """What a file beside it says of it."""


Describe = Callable[[Path], tuple[Description, Sequence[FactFileError]]]
"""Returns what a file says of the one beside it, and everything that is not understood of it; may raise an OSError."""


def list_sources(
    folder: Path,
    known: Mapping[str, SourceFile],
    limits: Limits = DEFAULT_LIMITS,
    growing: Collection[str] = (),
    describe: Describe | None = None,
) -> tuple[list[SourceFile], list[Problem]]:
    """Find the sources in a folder, at any depth.

    Hidden files and what editors and browsers leave behind are passed over in silence.

    Args:
        folder: The sources/ folder.
        known: Name → file as listed last time; it is hashed again only if its size or time stamp differs.
        limits: Files beyond `file_mb` are Problems.
        growing: Names of files that are still being written; they count as they were last time.
        describe: Reads a file that describes another one.

    Returns:
        The files that can be read, and a Problem for each of the others, both sorted by name. Of files with the
        same content one is a source and the others are Problems: that which is one already, else that with the
        shortest name, since copies are hardly ever called shorter. A file that cannot be opened any more counts
        as it was last time and is a Problem.

    Raises:
        HomeError: If there were sources last time, and now there is not even the folder.
    """
    if known and not folder.is_dir():
        raise HomeError(
            f"The folder {folder} is gone; perhaps the drive is not connected. Put it back. Until then what was read from it counts."
        )
    first_with: dict[str, str] = {}
    problems: list[Problem] = []
    paths = walk(folder, problems)
    closed = tuple(f"{problem.file.removeprefix('sources/')}/".removeprefix("./") for problem in problems)
    files = {name: file for name, file in known.items() if name in growing or name.startswith(closed)}
    beside = {described_by(name): path for name, path in paths}
    names = {name for name, _ in paths}
    looked_at: list[SourceFile] = []
    for name, path in paths:
        if name in growing or described_by(name) in names:
            continue
        try:
            looked_at.append(_look_at(name, path, folder, known.get(name), limits))
        except ReadError as error:
            problems.append(problem(name, str(error)))
        except FileNotFoundError:
            continue  # deleted meanwhile
        except OSError as error:
            problems.append(problem(name, _unopened(error)))
            if name in known:
                files[name] = known[name]
    for file in sorted(looked_at, key=lambda file: (file.name not in known, len(file.name))):
        name = file.name
        first = first_with.setdefault(file.digest, name) if file.size else name
        if complaint := _twin(name, first, files):
            problems.append(problem(name, complaint))
        else:
            files[name] = _described(file, beside.get(name), known.get(name), describe, problems)
    return [files[name] for name in sorted(files)], sorted(problems, key=lambda problem: problem.file)


def _described(
    file: SourceFile,
    beside: Path | None,
    before: SourceFile | None,
    describe: Describe | None,
    problems: list[Problem],
) -> SourceFile:
    """Return a file with what the one beside it says of it; where that is not understood, with what it said before."""
    description = Description()
    if beside and describe:
        try:
            description, errors = describe(beside)
            place = problem(f"{file.name}{DESCRIPTION}", "")
            problems += [replace(place, message=str(error), line=error.line) for error in errors]
            if errors:
                description = before.description if before else Description()
        except OSError as error:
            problems.append(problem(f"{file.name}{DESCRIPTION}", _unopened(error)))
            description = before.description if before else description
    return file if file.description == description else replace(file, description=description)


def _twin(name: str, first: str, files: Collection[str]) -> str:
    """Return what is wrong with a file of which there are two: of its name, or of its content, of which `first` is the first."""
    if name in files:
        return "is the name of two files, encoded differently. Rename one of them."
    if first != name:
        return f"is identical to {first}, nothing was read from it. Delete one of them."
    return ""


def described_by(name: str) -> str:
    """Return the name of the file that one of this name describes, such as "report.pdf" for "report.pdf.yaml"; empty if it describes none."""
    described = name.removesuffix(DESCRIPTION)
    return described if described != name and PurePosixPath(described).suffix.lower() in READERS else ""


# --- listing ---------------------------------------------------------------------------------------


def is_litter(name: str) -> bool:
    """Tell whether a file or folder of this name is hidden, or left behind by an editor, browser or system."""
    return _LITTER.match(name) is not None


def walk(folder: Path, problems: list[Problem]) -> list[tuple[str, Path]]:
    """Return (name, path) of all files and of links to folders, sorted; report folders that cannot be opened."""

    def report(error: OSError) -> None:
        problems.append(problem(_name(folder, Path(error.filename)), _unopened(error)))

    paths: list[Path] = []
    for here, subfolders, files in os.walk(folder, onerror=report):
        subfolders[:] = [name for name in subfolders if not is_litter(name)]
        paths.extend(Path(here, name) for name in files if not is_litter(name))
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


def holding(name: str, files: Collection[str]) -> str | None:
    """Return the one of `files` that holds a source, such as "mail.eml" for "mail.eml/plan.pdf"; None if it is none in a file."""
    return next((str(above) for above in PurePosixPath(name).parents if str(above) in files), None)


def file_name(folder: Path, name: str) -> str:
    """Return the name of the file that a source is, or that holds it."""
    path = PurePosixPath(name)
    return next((str(one) for one in (path, *path.parents) if source_path(folder, str(one)).is_file()), name)


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
    if described := described_by(name):
        raise ReadError(
            f"describes {described}, and counts only beside it. Put both into the same folder, or delete it."
        )
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


def problem(name: str, message: str) -> Problem:
    """Return what is wrong with a source, in a message that completes the sentence "FILE …"."""
    # A name that is no valid text is shown with a mark for what cannot be.
    shown = name.encode("utf-8", errors="replace").decode("utf-8")
    return Problem(f"sources/{shown}", None, message)


def _unopened(error: OSError) -> str:
    return f"cannot be opened ({error.strerror}). Check that this program may read it; what it read before still counts."
