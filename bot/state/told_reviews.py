"""Which facts under review the admins have been told of."""

import datetime as dt
from collections.abc import Iterable

from bot.state.table import Table
from knowledge.facts.lost_quotes import UnderReview


class ToldReviews(Table):
    """Facts by what they have lost. What a file says leads back to nobody, so that there is nothing to forget."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS told_reviews (
            fact_id TEXT NOT NULL, lost TEXT NOT NULL, PRIMARY KEY (fact_id, lost)
        ) WITHOUT ROWID;
    """

    def untold(self, reviews: Iterable[UnderReview]) -> tuple[UnderReview, ...]:
        """Return those that nobody has been told of, from now on told; a fact that is in order again may be told anew.

        Args:
            reviews: All that are under review now.
        """
        now = {(review.fact.id, _lost(review)): review for review in reviews}
        with self._connection.transaction(durably=True):
            told = set(self._connection.execute("SELECT fact_id, lost FROM told_reviews"))
            self._connection.executemany(
                "DELETE FROM told_reviews WHERE fact_id = ? AND lost = ?", told - now.keys()
            )
            self._connection.executemany(
                "INSERT INTO told_reviews (fact_id, lost) VALUES (?, ?)", now.keys() - told
            )
        return tuple(review for key, review in now.items() if key not in told)

    def purge(self, before: dt.datetime) -> None:
        """Keep all: what is still under review is not told again, however long it is."""

    def forget(self, user_id: int) -> None:
        """Keep all: it leads back to nobody."""


def _lost(review: UnderReview) -> str:
    return "\n".join(lost.cite.quote for lost in review.lost)
