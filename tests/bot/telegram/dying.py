"""`citebot` that is killed right before it renames a file to a name: python dying.py NAME ARGUMENTS OF CITEBOT."""

import os
import runpy
import signal
import sys
from pathlib import Path


def main() -> None:
    """Run `citebot` until then."""
    name = sys.argv.pop(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and Path(str(arguments[1])).name == name:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
