"""On which days a digest has been sent, so that none is sent twice."""

import datetime as dt

from bot.state.table import Table


class Digests(Table):
    """One digest a day at most."""

    SCHEMA = "CREATE TABLE IF NOT EXISTS digests (sent_on TEXT PRIMARY KEY) WITHOUT ROWID;"

    def begin(self, day: dt.date) -> bool:
        """Note that the digest of a day is about to be sent; return False if it has been before."""
        begun = self._connection.execute_durably(
            "INSERT INTO digests (sent_on) VALUES (?) ON CONFLICT DO NOTHING", (day.isoformat(),)
        )
        return begun.rowcount == 1

    def purge(self, before: dt.datetime) -> None:
        """Forget the days before `before`."""
        self._connection.execute("DELETE FROM digests WHERE sent_on < ?", (before.date().isoformat(),))

    def forget(self, user_id: int) -> None:
        """Keep everything: no day leads back to a person."""
