"""Old binary formats of Office, turned into today's by LibreOffice where it is installed."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED

_PROGRAMS = ("soffice", "libreoffice")
_WALL_S = 90
"""Below what a reading process is given, so that the program does not outlive it."""
_MEMORY_BYTES = 4 * 2**30
"""Address space; LibreOffice takes more than a reading process may have."""


def converted(content: bytes, ending: str, new_ending: str) -> bytes:
    """Return a document in another format.

    Args:
        content: The document.
        ending: Of the format it is in, such as ".doc".
        new_ending: Of the format it is to have, such as ".docx".

    Raises:
        ReadError: If LibreOffice is not installed or cannot open the document.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ReadError(
            f"is in an old format that is read only where LibreOffice is installed. Install it, or open the file, save it "
            f"as {new_ending}, and put that in its place."
        )
    with tempfile.TemporaryDirectory(prefix="citebot-") as scratch:
        old = Path(scratch, f"document{ending}")
        old.write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", new_ending.removeprefix("."), "--outdir", scratch),
            str(old),
        ]
        try:
            subprocess.run(  # noqa: S603 - the program found above, with names of our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_WALL_S,
                check=True,
                preexec_fn=_allow_memory,
            )
            return old.with_suffix(new_ending).read_bytes()
        except subprocess.TimeoutExpired as error:
            raise ReadError(
                "takes too long to read. Split it into smaller files, or save it in a simpler form."
            ) from error
        except (OSError, subprocess.SubprocessError) as error:
            raise ReadError(DAMAGED) from error


def _allow_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = _MEMORY_BYTES if most == resource.RLIM_INFINITY else min(most, _MEMORY_BYTES)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
