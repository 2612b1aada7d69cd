"""What of a fact can disagree with another's: its values and names, and of what it says them."""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answering.claim import Claim, claims
from knowledge.languages.language import Language
from knowledge.languages.tokenization import tokens
from knowledge.model import Fact, SourceSummary

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_MOST_VALUES = 8
"""In one sentence; what has more is a list."""
_NAMED_BY_NUMBER = re.compile(r"\d[\w.-]*/\S*[^\W\d_]")
"""As in a DOI or an address on the web; its numbers say nothing that could be said otherwise."""
_LONGEST = 300
"""Characters; what is longer says much, of which only a part is said elsewhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """What a fact claims, and where."""

    fact: Fact
    summary: SourceSummary
    """Of the source that says so."""
    claim: Claim
    title: frozenset[str]
    """Words of the title that are no function words or numbers."""
    heading: frozenset[str]
    """The same of the innermost heading, unless that is the title."""

    @property
    def source(self) -> str:
        """Return the name of that source."""
        return self.summary.source

    @property
    def day(self) -> int:
        """Return the day its source is of, as an ordinal; a year in the title counts as its first day, and nothing as 0."""
        if self.summary.date:
            return self.summary.date.toordinal()
        year = _YEAR.search(self.summary.title)
        return dt.date(int(year.group()), 1, 1).toordinal() if year else 0

    def is_of_itself(self, values: Collection[str]) -> bool:
        """Tell whether some values are those by which its document names or dates itself."""
        own = {token.text for token in tokens(self.summary.title)}
        if self.summary.date:
            own.add(str(self.summary.date.year))
        return own.issuperset(values)


def claimed(fact: Fact, statement: str, summary: SourceSummary, spoken: Language) -> Iterator[Claimed]:
    """Yield what a fact claims, if it says something that can be said otherwise.

    Args:
        fact: The fact.
        statement: What it says, in its own words or in those of its source.
        summary: Of the source that says so.
        spoken: Its language.
    """
    if len(statement) > _LONGEST or _NAMED_BY_NUMBER.search(statement):
        return
    innermost = fact.citations[0].locator.heading[-1:]
    heading = frozenset().union(*(_words(each, spoken) for each in innermost))
    title = _words(summary.title, spoken)
    for claim in claims(statement, spoken):
        if claim.plain and (claim.names or claim.values) and len(claim.values) <= _MOST_VALUES:
            yield Claimed(fact, summary, claim, title, frozenset() if heading == title else heading)


@lru_cache(maxsize=4096)
def _words(text: str, spoken: Language) -> frozenset[str]:
    """Return the terms of a title or heading that are no function words or numbers."""
    found = frozenset(term for term in spoken.terms(text) if not term[0].isdigit())
    return found - spoken.function_terms
