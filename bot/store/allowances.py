"""What replicas may do only so often together, such as sending messages to Telegram.

The generic cell rate algorithm (ITU-T I.371, annex A): of each allowance one moment is kept, that at which its next use would be due if all
came evenly. A use is reserved by moving it on, in one statement, whichever replica it is; who has reserved waits for as long as they are told.
"""

from bot.store.database import Database

_RESERVE = """
    INSERT INTO allowance AS kept (name, next_at) VALUES (%(name)s, now() - (%(burst)s - %(every)s) * interval '1 second')
    ON CONFLICT (name) DO UPDATE SET next_at =
        greatest(kept.next_at, now() - %(burst)s * interval '1 second') + %(every)s * interval '1 second'
    RETURNING extract(epoch FROM next_at - now())::float8 - %(every)s
"""
_SWEEP = "DELETE FROM allowance WHERE next_at < now() - interval '1 hour'"


class Allowances:
    """Allowances by their names."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, name: str, most: float, within_s: float) -> float:
        """Reserve a use, and return how many seconds to wait for it, 0 for none.

        Args:
            name: Of the allowance.
            most: How many uses there may be at once, after a pause, and within any further such time.
            within_s: The time in seconds.

        Raises:
            StoreError: If the database cannot be reached.
        """
        every_s = within_s / most
        given = {"name": name, "every": every_s, "burst": within_s - every_s}
        with self._database.connection() as connection:
            (wait_s,) = connection.execute(_RESERVE, given).fetchone() or (0.0,)
        return max(0.0, float(wait_s))

    def tidy(self) -> None:
        """Forget allowances that have not been used for long."""
        with self._database.connection() as connection:
            connection.execute(_SWEEP)
