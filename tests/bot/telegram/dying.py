"""`citebot` that is killed right before one of its steps on the disk: python dying.py STEP FOLDER ARGUMENTS OF CITEBOT.

Steps count from 0, those within the folder only: files opened, made, renamed, copied, deleted.
"""

import os
import runpy
import signal
import sys

_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.link", "shutil.copyfile"}


def main() -> None:
    """Run `citebot` until the step comes."""
    step, folder = int(sys.argv[1]), sys.argv[2]
    left = iter(range(step))

    def count(event: str, arguments: tuple[object, ...]) -> None:
        is_step = event in _EVENTS and str(arguments[0]).startswith(folder)
        if is_step and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.argv[1:3] = []
    sys.addaudithook(count)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
