"""The bulkhead: what fails on one piece of a file is set aside, logged and told, and the rest goes on.

A reader runs in a child process; what follows it does not. A sentence that some later step has never met must not cost
all the others their answers.
"""

import logging
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from knowledge.errors import CitebotError
from knowledge.model import Problem

_log = logging.getLogger(__name__)

_SHOWN = 60
"""Characters of the first piece that are shown."""

_T = TypeVar("_T")
_Instead = TypeVar("_Instead")


class Bulkhead:
    """Goes on without the pieces of one file that fail, and remembers them."""

    def __init__(self, file: str) -> None:
        """Begin with nothing set aside.

        Args:
            file: Path as the person knows it.
        """
        self._file = file
        self._failures: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def attempt(
        self, work: Callable[[], _T], instead: _Instead, *, lost: str, piece: str = ""
    ) -> _T | _Instead:
        """Return what some work gives or, where it fails, what is had instead.

        Args:
            work: What to do for one piece of the file.
            instead: What stands in its place if that fails.
            lost: What a failure means to a person; a sentence without its stop.
            piece: Words of the file, or an id, by which a person finds it.

        Raises:
            CitebotError: If the work does: such an error is meant to stop the program.
            MemoryError: Likewise.
        """
        try:
            return work()
        except (CitebotError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is one piece of one file that it concerns
            if not self._failures[lost]:
                _log.exception("%s: %s (“%.60s”).", self._file, lost, piece)
                shown = f"“{piece[:_SHOWN]}”, " if piece else ""
                self._first[lost] = f"{shown}{type(error).__name__}"
            self._failures[lost] += 1
            return instead

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return a Problem for each way in which pieces failed, however many did."""
        return tuple(
            Problem(self._file, None, _told(lost, times, self._first[lost]))
            for lost, times in self._failures.items()
        )


def _told(lost: str, times: int, first: str) -> str:
    more = f", and {times - 1:,} more" if times > 1 else ""
    return f"{lost} ({first}{more}). Write it in other words or signs; the log says what failed."
