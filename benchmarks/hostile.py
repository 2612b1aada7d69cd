"""Read files made to do harm, one after the other, and print what each costs: python benchmarks/hostile.py [NAME …].

For each: seconds on the clock, by how much the parent's memory rose in MB, size on disk in MB, and what is said.
Exits with 1 if one took longer than a file may.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from knowledge.errors import ReadError
from knowledge.sources.readers.guard import Limits, read_files
from tests.knowledge.sources.readers.hostile_files import QUICK, SLOW

_MOST_S = 21
"""What a small file may take, and the start of a child."""


def main(names: list[str]) -> int:
    """Read the files of these names, or all; return the exit code."""
    files = QUICK | SLOW
    if names[:1] == ["--write"]:  # in a process of its own, whose memory is not the parent's
        path = Path(names[1])
        path.write_bytes(files[path.name]())
        return 0
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names or files:
            path = Path(folder) / name
            subprocess.run([sys.executable, __file__, "--write", str(path)], check=True)  # noqa: S603 - this file
            size_mb = path.stat().st_size / 2**20
            before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
            ((_, outcome),) = read_files([(name, path)], Limits(processes=1))
            took_s = time.monotonic() - started
            rise_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
            said = (
                str(outcome) if isinstance(outcome, ReadError) else f"{len(outcome.text):,} characters read"
            )
            print(f"{name:16} {took_s:5.1f} s  {rise_mb:+5} MB  {size_mb:5.1f} MB  {said}", flush=True)
            slow += [name] if took_s > _MOST_S + (2 * size_mb if name.endswith(".pdf") else 0) else []
            path.unlink()
    print(f"Too slow: {', '.join(slow)}" if slow else "None is too slow.")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
