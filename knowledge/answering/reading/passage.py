"""What the reader is given of a candidate: all that a person would look at to tell whether it answers.

The reader was trained on exactly these texts; whoever changes them trains it again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio

from knowledge.languages.folding import fold
from knowledge.model import Fact, Status
from knowledge.storage.snapshot import Snapshot

_STATEMENT = 280
"""Characters of a statement that are read: what tells stands at the head of a long answer."""
_TITLE = 60
"""Characters of a title or heading that are read."""
_BEFORE = 80
"""Characters read of what stands before a sentence: whom its pronouns mean."""
_BROKEN = re.compile(r"(?<=[a-zà-öø-ÿß])- (?=[a-zà-öø-ÿß]{5})")
"""A word that goes on in the next line: re- paired. Shorter ones are more often an "and" after half a compound."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A candidate as the reader sees it."""

    statement: str
    above: str = ""
    """The title of its document and the innermost heading that it stands under."""
    before: str = ""
    """The end of the sentence before a draft, or before the one that an approved fact repeats."""
    asks: tuple[str, ...] = ()
    """Its example questions."""

    def text(self, question: str) -> str:
        """Return what is read beside a question: of the example questions the one most like it, and the rest."""
        nearest = process.extractOne(question, self.asks, scorer=token_set_ratio, processor=fold)
        asked = f"{nearest[0]} " if self.asks else ""
        return f"{asked}{self.statement} | {self.above} | {self.before}"


def passages(facts: Mapping[int, Fact], snapshot: Snapshot) -> dict[int, Passage]:
    """Return row → what is read of each fact.

    Args:
        facts: Candidates by row.
        snapshot: Where they are from.
    """
    curated = [row for row, fact in facts.items() if fact.status is not Status.DRAFT]
    repeated = {row: fact.repeats for row, fact in snapshot.store.indexed(curated).items()}
    preceding = {row: repeated.get(row, row) - 1 for row in facts}
    stored = snapshot.store.facts(preceding.values())
    before = {row: stored[earlier] for row, earlier in preceding.items() if earlier in stored}
    return {
        row: _passage(fact, before.get(row), snapshot.summaries[fact.citations[0].source].title)
        for row, fact in facts.items()
    }


def _passage(fact: Fact, before: Fact | None, title: str) -> Passage:
    first = fact.citations[0]
    above = [title, *first.locator.sections[-1:]]
    return Passage(
        statement=_flat(fact.statement)[:_STATEMENT],
        above=" > ".join(_distinct(_flat(words)[:_TITLE] for words in above)),
        before=_flat(before.statement)[-_BEFORE:] if before and _follow(before, fact) else "",
        asks=tuple(map(_flat, fact.asks)),
    )


def _follow(before: Fact, fact: Fact) -> bool:
    """Tell whether a fact stands right after another: in the same document, under the same heading."""
    first, last = fact.citations[0], before.citations[-1]
    return first.source == last.source and first.locator.heading == last.locator.heading


def _distinct(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(filter(None, words))


def _flat(text: str) -> str:
    return _BROKEN.sub("", " ".join(text.split()))
