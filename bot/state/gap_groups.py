"""Questions asked in vain that ask for the same in other words, so that one answer closes them all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.state.gaps import Gap
from knowledge.languages.language import Language, language
from knowledge.languages.schema import Asked

_SHORTEST = 6
"""Letters of a word that may hold a slip: of shorter ones, one letter often makes another word (price, prize)."""

_WORDINGS = 6
"""Of a question that are told, and that become example questions of the fact that answers it."""

_Kind = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps that ask for the same."""

    gaps: tuple[Gap, ...]
    """The one that stands for all first, then those asked most often."""

    @property
    def number(self) -> int:
        """Return the number by which people speak of it."""
        return self.gaps[0].id

    @property
    def question(self) -> str:
        """Return it as it is shown."""
        return self.gaps[0].question

    @property
    def questions(self) -> tuple[str, ...]:
        """Return its wordings, the one that is shown first."""
        return tuple(gap.question for gap in self.gaps[:_WORDINGS])

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the ids of the gaps."""
        return tuple(gap.id for gap in self.gaps)

    @property
    def times(self) -> int:
        """Return how often it was asked."""
        return sum(gap.times for gap in self.gaps)

    @property
    def people(self) -> int:
        """Return how many people asked it."""
        return len(frozenset[int]().union(*(gap.askers for gap in self.gaps)))

    @property
    def waiting(self) -> int:
        """Return how many people want a person to answer it."""
        return len(frozenset[int]().union(*(gap.waiting for gap in self.gaps)))

    @property
    def asked_at(self) -> dt.datetime:
        """Return the last time, in UTC."""
        return max(gap.asked_at for gap in self.gaps)


def grouped(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """Return gaps in groups, those asked most often first.

    Two ask for the same if they are in the same language, ask for the same kind of answer, hold the same numbers, and each word of the one
    that has content stands in the other too, in any form and any order; a slip in a long word, or a word that means about the same, is let pass.

    Args:
        gaps: Those asked most often first.
    """
    groups: dict[_Kind, list[tuple[Sequence[_Word], list[Gap]]]] = defaultdict(list)
    for gap in gaps:
        kind, words = _content(gap.question, language(gap.language))
        near = (alike for others, alike in groups[kind] if _are_alike(words, others))
        if (alike := next(near, None)) is not None:
            alike.append(gap)
        else:
            groups[kind].append((words, [gap]))
    made = (GapGroup(tuple(alike)) for each in groups.values() for _, alike in each)
    return tuple(sorted(made, key=lambda group: (-group.times, -group.asked_at.timestamp())))


def numbered(gaps: Iterable[Gap], number: str) -> GapGroup | None:
    """Return the group that holds the gap of a number, as it is typed, which stands for all then; None if it is none of these."""
    for group in grouped(gaps):
        if meant := [gap for gap in group.gaps if str(gap.id) == number]:
            return GapGroup((*meant, *(gap for gap in group.gaps if gap not in meant)))
    return None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that carries what is asked."""

    text: str
    term: str
    meant: frozenset[str]
    """Its term, and those of words that may stand in its place."""

    def is_like(self, other: "_Word") -> bool:
        """Tell whether two words stand for the same: in another form, of the same meaning, or with a slip."""
        if self.term in other.meant or other.term in self.meant:
            return True
        is_long = min(len(self.text), len(other.text)) >= _SHORTEST
        return is_long and OSA.distance(self.text, other.text, score_cutoff=1) <= 1


def _content(question: str, spoken: Language) -> tuple[_Kind, tuple[_Word, ...]]:
    """Return what two questions must share to be compared at all, and the words that carry what is asked."""
    little = spoken.function_terms | spoken.light_terms
    said = [(token.text, spoken.stem(token.text)) for token in spoken.tokens(question)]
    words = dict.fromkeys([(word, term) for word, term in said if term not in little] or said)
    numbers = tuple(sorted(word for word, _ in words if any(map(str.isdigit, word))))
    asked = spoken.request(question).asked - {Asked.DEFINITION}  # “who is” asks for no more than “who”
    kind = (spoken.code, asked, numbers, spoken.is_negated(question), len(words))
    return kind, tuple(
        _Word(word, term, frozenset(filter(None, (term, spoken.tail(word), *spoken.relatives(word, term)))))
        for word, term in words
    )


def _are_alike(words: Iterable[_Word], others: Sequence[_Word]) -> bool:
    """Tell whether each of some words has its like among as many others."""
    left = list(others)
    for word in words:
        like = next(filter(word.is_like, left), None)
        if like is None:
            return False
        left.remove(like)
    return True
