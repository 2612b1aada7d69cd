"""Crews of reading processes that outlive a refresh: starting one takes longer than reading all that most tests write."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Self

from knowledge.preparation.prepared import Prepared
from knowledge.preparation.sources import preparing
from knowledge.sources.readers.guard import Crew, Limits

_KEPT = 3
_Surroundings = tuple[Limits, frozenset[tuple[str, str]], tuple[str, ...]]


class KeptCrews:
    """Lends crews in the place of `preparing`, one to a refresh at a time; the processes are the real ones."""

    def __init__(self) -> None:
        self._counting = threading.Lock()
        self._idle: dict[_Surroundings, Crew[Prepared]] = {}
        """The one that was lent last at the end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._keep(0)

    @contextmanager
    def lend(self, limits: Limits) -> Iterator[Crew[Prepared]]:
        """Lend a crew whose processes were started in just these surroundings, or a new one; where a refresh fails, it ends."""
        variables = frozenset(item for item in os.environ.items() if item[0] != "PYTEST_CURRENT_TEST")
        surroundings = limits, variables, tuple(sys.path)
        with ExitStack() as ending:
            with self._counting:
                crew = self._idle.pop(surroundings, None) or preparing(limits)
            ending.push(crew)
            yield crew
            with self._counting:
                if self._idle.setdefault(surroundings, crew) is crew:
                    ending.pop_all()
        self._keep(_KEPT)

    def _keep(self, number: int) -> None:
        with self._counting:
            while len(self._idle) > number:
                with self._idle.pop(next(iter(self._idle))):
                    pass
