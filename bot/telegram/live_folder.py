"""What changes in the home is read at once; the timed refresh is left for drives on which changes cannot be seen."""

import logging
from pathlib import Path

from watchfiles import Change, awatch

from bot.telegram.running_bot import RunningBot
from bot.telegram.scheduler import refresh
from knowledge.refresh import FACTS, SOURCES
from knowledge.sources.corpus import is_litter

_QUIET_MS = 100
"""Changes that follow each other within this time are one."""
_LONGEST_MS = 1000
"""How long a change may wait for others."""

log = logging.getLogger(__name__)


async def keep_live(running: RunningBot) -> None:
    """Refresh after every change to sources or facts, until cancelled."""
    home = running.home.folder.resolve()

    def matters(_change: Change, path: str) -> bool:
        return is_of_home(home, Path(path))

    try:
        async for _ in awatch(home, watch_filter=matters, step=_QUIET_MS, debounce=_LONGEST_MS):
            await _refresh(running)
    except (OSError, RuntimeError) as error:
        log.warning(
            "Changes in %s cannot be seen as they happen (%s). They are looked for every %d seconds.",
            home,
            error,
            running.config.refresh_every_s,
        )


def is_of_home(home: Path, path: Path) -> bool:
    """Tell whether a change to a path may change what is answered."""
    parts = path.relative_to(home).parts
    return parts[:1] in {(SOURCES,), (FACTS,)} and not any(map(is_litter, parts))


async def _refresh(running: RunningBot) -> None:
    try:
        await refresh(running)
    except Exception:
        log.exception(
            "What has changed could not be read. The next change, or the timed refresh, tries again."
        )
