"""The home folder: which one is used, and how a new one is laid out."""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import platformdirs

import knowledge
from bot.config.example import example
from bot.config.reading import FILE_NAME
from knowledge.errors import HomeError

SAMPLE = Path(knowledge.__file__).parent / "sample"


class SharedFiles(Protocol):
    """Where the files of a home are shared with other machines, of which each has a copy."""

    def sync(self) -> object:
        """Take what others have changed, and give them what was changed here by hand."""

    def changing(self, *folders: str) -> AbstractContextManager[None]:
        """Let the body change files in some folders of the copy, which is up to date; the others get them at the end."""


class _NotShared:
    """The files of a home that is its folder and nothing else."""

    def sync(self) -> None:
        """Do nothing."""

    def changing(self, *_folders: str) -> AbstractContextManager[None]:
        """Let the body go ahead."""
        return nullcontext()


@dataclass(frozen=True, slots=True)
class Home:
    """A folder of documents and facts, and where its derived files go."""

    folder: Path
    derived: Path
    is_sample: bool = False
    files: SharedFiles = field(default=_NotShared(), compare=False)
    """Whoever changes files does it within `files.changing`."""

    @property
    def sources(self) -> Path:
        """Return the folder of the documents."""
        return self.folder / "sources"

    @property
    def removed(self) -> Path:
        """Return the folder in which sources are kept that have been taken away."""
        return self.folder / "removed"

    @property
    def state(self) -> Path:
        """Return the file that keeps what people do. Unlike what is derived, it cannot be made again."""
        return (self.derived if self.is_sample else self.folder) / "state.sqlite"


def choose_home(option: Path | None, environ: Mapping[str, str], cwd: Path) -> Home:
    """Return the home to use: `option`, else $CITEBOT_HOME, else `cwd` if it is one, else the sample.

    Raises:
        HomeError: If the folder that was asked for does not exist.
    """
    named = option or (Path(environ["CITEBOT_HOME"]) if environ.get("CITEBOT_HOME") else None)
    if named is not None:
        folder = named.expanduser().absolute()
        if not folder.is_dir():
            raise HomeError(f"There is no folder {folder}. To make one, run: citebot init {named}")
        return Home(folder, folder / ".citebot")
    if (cwd / "sources").is_dir() or (cwd / "facts").is_dir():
        return Home(cwd, cwd / ".citebot")
    # The package may be installed where nobody can write.
    return Home(SAMPLE, platformdirs.user_cache_path("citebot") / "sample", is_sample=True)


def create_home(folder: Path) -> None:
    """Lay out a home, leaving alone what is already there.

    Raises:
        HomeError: If the folder cannot be written.
    """
    try:
        for part in (folder / "sources", folder / "facts"):
            part.mkdir(parents=True, exist_ok=True)
        settings = folder / FILE_NAME
        if not settings.exists():
            settings.write_text(example(), encoding="utf-8")
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise HomeError(
            f"{folder} cannot be made a home: {reason}. Choose a folder that you may write to."
        ) from error
