"""What of a fact can disagree with another's: its values and names, and of what it says them."""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.tokenization import tokens
from knowledge.model import Fact, SourceSummary
from knowledge.storage.indexed_facts import name_terms

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_MOST_VALUES = 8
"""In one sentence; what has more is a list."""
_NAMED_BY_NUMBER = re.compile(r"\d[\w.-]*/\S*[^\W\d_]")
"""As in a DOI or an address on the web; its numbers say nothing that could be said otherwise."""
_LONGEST = 300
"""Characters; what is longer says much, of which only a part is said elsewhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """What a fact claims, in terms."""

    fact: Fact
    summary: SourceSummary
    """Of the source that says so."""
    said: tuple[str, ...]
    """The terms of the statement in order."""
    plain: frozenset[str]
    """Those that are no function words, names or values."""
    names: tuple[str, ...]
    values: tuple[str, ...]
    """Numbers, months and days of the week."""
    title: frozenset[str]
    """Words of the title that are no function words or numbers."""
    heading: frozenset[str]
    """The same of the innermost heading, unless that is the title."""
    is_negated: bool

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

    def are_together(self, terms: Collection[str]) -> bool:
        """Tell whether some of its terms, at least one, stand side by side, as those of a date or of a name do."""
        places = self._places(terms)
        return bool(places) and places[-1] - places[0] < len(places) == len(terms)

    def before(self, terms: Collection[str]) -> str:
        """Return the last term before some others of them that is no function word; empty where there is none."""
        weighty = self.plain.union(self.names, self.values)
        return next((term for term in reversed(self.said[: self._places(terms)[0]]) if term in weighty), "")

    def are_last(self, values: Collection[str]) -> bool:
        """Tell whether no values stand behind some of them, but for those right behind, as the year behind a day.

        Of several numbers the first ones say what is spoken of: berth 3 is 14 metres long, in 1904 it had 300 members.
        """
        last = self._places(values)[-1] + 1
        while last < len(self.said) and self.said[last] in self.values:
            last += 1
        return not set(self.said[last:]).intersection(self.values)

    def _places(self, terms: Collection[str]) -> list[int]:
        return [place for place, term in enumerate(self.said) if term in terms]

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
    words = list(spoken.tokens(statement))
    capitals = name_terms(statement, spoken, words)
    said, values, names = [], [], []
    was_opening = ""
    for token in words:
        term, written = spoken.stem(token.text), statement[token.start : token.end]
        said.append(term)
        if token.text[0].isdigit() or token.text in _calendar(spoken):
            values.append(term)
        elif term in capitals and spoken.is_name(written):
            names += [was_opening, term] if was_opening else [term]
        was_opening = term if len(said) == 1 and spoken.is_name(written) else ""
    plain = frozenset(said).difference(spoken.function_terms, names, values)
    if plain and (names or values) and len(values) <= _MOST_VALUES:
        innermost = fact.citations[0].locator.heading[-1:]
        heading = frozenset().union(*(_words(each, spoken) for each in innermost))
        title = _words(summary.title, spoken)
        yield Claimed(
            fact=fact,
            summary=summary,
            said=tuple(said),
            plain=plain,
            names=tuple(names),
            values=tuple(values),
            title=title,
            heading=frozenset() if heading == title else heading,
            is_negated=any(token.text in spoken.data.negations for token in words),
        )


@lru_cache(maxsize=4096)
def _words(text: str, spoken: Language) -> frozenset[str]:
    """Return the terms of a title or heading that are no function words or numbers."""
    found = frozenset(term for term in spoken.terms(text) if not term[0].isdigit())
    return found - spoken.function_terms


@cache
def _calendar(spoken: Language) -> frozenset[str]:
    """Return the folded names of months and of days of the week."""
    words = spoken.shapes
    return frozenset(map(fold, (*words.months, *(name for day in words.weekdays for name in day))))
