"""Limits that a process sets itself, where the system can."""

import contextlib
import math
import sys


def limit_memory(memory_bytes: int) -> None:
    """Allow this process so much address space, where the system can; a program it starts may ask for more."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        # macOS refuses some limits; the wall clock still holds there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, most))


def limits_processor_time() -> bool:
    """Tell whether the system can."""
    return sys.platform != "win32"


def grant_processor_time(seconds: float) -> None:
    """Allow this process so much more processor time, where the system can."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = math.ceil(used.ru_utime + used.ru_stime + seconds)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))
