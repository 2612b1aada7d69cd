"""How an admin goes through facts: which one is next, what others have dealt with meanwhile, and what has been done."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from bot.curation.facts.history import History, Record
from bot.state.reviews import Walk
from knowledge.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Next:
    """What a walk comes to."""

    fact_id: str | None
    """The fact; None at the end."""
    left_out: tuple[str, ...]
    """Who has dealt with each of those that are passed over; empty where nobody knows."""


def onward(walk: Walk, after: str, base: KnowledgeBase, done: "Done") -> Next:
    """Return the next fact that nobody has dealt with since the walk began.

    Args:
        walk: The walk.
        after: Id of the fact before it; of one that is not in the walk, its first one comes next.
        base: Where the facts are.
        done: What has been done since the walk began.
    """
    changed = {review.fact.id for review in base.under_review()}
    begin = walk.fact_ids.index(after) + 1 if after in walk.fact_ids else 0
    left_out: list[str] = []
    for fact_id in walk.fact_ids[begin:]:
        fact = base.fact(fact_id, even_hidden=True)
        present = fact.id if fact else fact_id
        if present in done.own:
            continue
        is_gone = base.fact(fact_id) is None and fact_id not in changed
        if present != fact_id or present in done.others or is_gone:
            left_out.append(done.others.get(present, ""))
            continue
        return Next(fact_id, tuple(left_out))
    return Next(None, tuple(left_out))


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done to facts since a walk began."""

    own: frozenset[str]
    """Ids of facts that its walker has changed."""
    others: Mapping[str, str]
    """Id → name of whoever else has changed it last."""
    actions: Mapping[str, int]
    """What its walker did → how often; what they took back does not count."""

    @classmethod
    def since(cls, walk: Walk, history: History, author_id: str) -> "Done":
        """Return what the history knows of the time since a walk began.

        Args:
            walk: The walk.
            history: Of the home.
            author_id: Whose walk it is.
        """
        records = list(_standing(takewhile(lambda record: record.at >= walk.begun_at, reversed(history))))
        own = [record for record in records if record.by == author_id]
        others = {record.fact_id: record.name for record in reversed(records) if record.by != author_id}
        return cls(
            frozenset(record.fact_id for record in own),
            others,
            Counter(record.action.value for record in own),
        )


def _standing(records: Iterator[Record]) -> Iterator[Record]:
    """Yield the edits that neither are taken back nor take one back, the youngest first."""
    undone: set[int] = set()
    for record in records:
        if record.undoes:
            undone.add(record.undoes)
        elif record.number not in undone:
            yield record
