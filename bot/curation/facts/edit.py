"""An edit as its author is told of it."""

import hashlib
from dataclasses import dataclass
from typing import Self

from bot.curation.facts.history import Action, Record
from knowledge.facts import curated
from knowledge.model import Status


@dataclass(frozen=True, slots=True)
class Edit:
    """What has become of a fact."""

    number: int
    """By which it can be undone; 0 where the history does not know how the fact came to be so."""
    action: Action
    fact_id: str
    before: str
    """What it said; empty where there was none in a file."""
    after: str
    """What it says; empty where it went."""
    is_new: bool = True
    """False where the fact was so already, and nothing has been changed."""
    was_hidden: bool = False
    """Whether it was not told before."""

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return an edit of the history."""
        return cls(
            record.number,
            record.action,
            record.fact_id,
            says(record.before),
            says(record.after),
            was_hidden=any(
                fact.status is Status.HIDDEN for fact in curated.facts_in(record.before, "", {})[0]
            ),
        )


def says(entry: str) -> str:
    """Return what the text of an entry says: its statement, or else its first quote; nothing where it cannot be read."""
    facts, _ = curated.facts_in(entry, "", {})
    return next((fact.statement or fact.cites[0].quote for fact in facts), "")


def mark(statement: str) -> str:
    """Return what tells a statement from what a fact may say later, short enough to travel in a command."""
    return f"#{hashlib.sha256(statement.encode()).hexdigest()[:8]}"
