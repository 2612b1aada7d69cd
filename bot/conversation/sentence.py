"""What a person says by its words: which of them ask, which stand for something said before, and which could be looked up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from knowledge.languages.folding import fold
from knowledge.languages.language import Language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import Token

_WITH_VERBS = {Asked.MANNER, Asked.DEFINITION}
"""Kinds of answer whose phrases hold a verb (how do, what is), which belongs to what is asked."""


@dataclass(frozen=True, slots=True)
class Clues:
    """The words of a language, folded, by which follow-ups are told."""

    openers: tuple[tuple[str, ...], ...]
    """Phrases with which a follow-up begins, the longest first."""
    joined: tuple[str, ...]
    """Those that are written on to the word behind them."""
    asking: frozenset[str]
    """Question words that do not say by themselves what kind of answer they want."""
    persons: frozenset[str]
    """Pronouns that stand for somebody."""
    things: frozenset[str]
    """Pronouns that stand for something or some place."""
    possessives: frozenset[str]
    """Those of either kind before what belongs to somebody or something."""
    fillers: frozenset[str]
    """Words beside a question word that bring in nothing new."""
    prepositions: frozenset[str]
    speakers: frozenset[str]
    """Words for the two who talk."""
    owns: frozenset[str]
    """Those before what belongs to them: my, our."""
    function_words: frozenset[str]
    opens: frozenset[str]
    """First words of questions without a question word: is, can."""
    question_phrases: tuple[tuple[str, ...], ...]
    """Question words and phrases."""
    space: str
    """What stands between words."""


@cache
def clues(spoken: Language) -> Clues | None:
    """Return the clues of a language; None where there are none, or where words cannot be told from one another."""
    data = spoken.data
    known = data.follow_ups
    if known is None or data.cut == "pairs":
        return None
    asking = [phrase for kind, phrases in data.asks.items() if kind not in _WITH_VERBS for phrase in phrases]
    # "wie viel kostet" asks by its first words; the verb belongs to what is asked.
    asking = [phrase for phrase in asking if not any(phrase.startswith(f"{other} ") for other in asking)]
    return Clues(
        openers=tuple(sorted(worded(known.openers, spoken), key=len, reverse=True)),
        joined=tuple(known.joined),
        asking=_folded(known.asking),
        persons=_folded(known.persons),
        things=_folded(known.things),
        possessives=_folded(known.possessives),
        fillers=_folded(known.fillers),
        prepositions=_folded(known.prepositions),
        speakers=_folded(known.speakers) | _folded(known.owns),
        owns=_folded(known.owns),
        function_words=_folded(data.function_words),
        opens=_folded(data.shapes.opens),
        question_phrases=tuple(worded([*asking, *sorted(known.asking)], spoken)),
        space="" if data.cut else " ",
    )


class Sentence:
    """A text by its words; the positions are those in `words`."""

    def __init__(
        self, text: str, spoken: Language, known: Clues, words: Sequence[Token] | None = None
    ) -> None:
        self.text = text
        self.spoken = spoken
        self.clues = known
        self.words = list(spoken.tokens(text)) if words is None else words

    def without_first(self, count: int) -> "Sentence":
        """Return the same text but for its first words."""
        return Sentence(self.text, self.spoken, self.clues, self.words[count:])

    def with_opener_apart(self) -> "Sentence":
        """Return the same text with an opener as a word of its own where it is written on to the first one, which is used more often without it."""
        if not self.words or not self.words[0].text.startswith(self.clues.joined):
            return self
        first, spoken = self.words[0], self.spoken
        opener = Token(first.text[0], first.start, first.start + 1)
        rest = Token(first.text[1:], opener.end, first.end)
        typed, bare = (self.text[word.start : word.end].lower() for word in (first, rest))
        is_small = rest.text in self.clues.function_words or any(
            phrase[:1] == (rest.text,) for phrase in self.clues.question_phrases
        )
        if not (is_small or spoken.share(bare) > spoken.share(typed)):
            return self
        return Sentence(self.text, spoken, self.clues, [opener, rest, *self.words[1:]])

    # --- its words ------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> list[int]:
        """Return the positions of question words."""
        texts = [word.text for word in self.words]
        positions: set[int] = set()
        for phrase in self.clues.question_phrases:
            for start in range(len(texts) - len(phrase) + 1):
                if tuple(texts[start : start + len(phrase)]) == phrase:
                    positions.update(range(start, start + len(phrase)))
        return sorted(positions)

    @cached_property
    def content(self) -> list[int]:
        """Return the positions of words that could be looked up."""
        clues = self.clues
        standing_in = clues.persons | clues.things | clues.possessives
        idle = clues.function_words | clues.fillers | clues.speakers | standing_in
        return [at for at, word in enumerate(self.words) if at not in self.asked and word.text not in idle]

    @property
    def brought(self) -> Sequence[Token]:
        """Return the words that it brings in: those that could be looked up, else all of what asks nothing, as the "off" of "and off?"."""
        return [self.words[at] for at in self.content] or ([] if self.asked else self.words)

    @property
    def small(self) -> Sequence[str]:
        """Return the small words that stand before a question word and count with it: the "since" of "since when"."""
        before = self.words[: self.asked[-1]] if self.asked else ()
        return [word.text for word in before if word.text in self.clues.fillers]

    @cached_property
    def pronoun(self) -> int | None:
        """Return the position of what stands for somebody, else of what stands for something this text says more about."""
        for pronouns in (self.clues.persons, self.clues.things if self.content else frozenset[str]()):
            for at, word in enumerate(self.words):
                if word.text in pronouns:
                    return at
        return None

    @property
    def asks(self) -> bool:
        """Tell whether it asks, by a question word or by how it begins: is, can."""
        return bool(self.asked) or (bool(self.words) and self.words[0].text in self.clues.opens)

    @property
    def is_about_us(self) -> bool:
        """Tell whether it is about the two who talk, and nothing else."""
        return not self.content and any(word.text in self.clues.speakers for word in self.words)

    @property
    def opener(self) -> tuple[str, ...]:
        """Return the phrase with which it begins as follow-ups do; empty where it does not."""
        texts = tuple(word.text for word in self.words)
        return next((phrase for phrase in self.clues.openers if texts[: len(phrase)] == phrase), ())

    def names(self) -> list[tuple[int, int]]:
        """Return the runs of words written like names, with the numbers after them (Windows 95)."""
        written = [self.text[word.start : word.end] for word in self.words]
        named: list[int] = []
        for at in self.content:
            follows = bool(named) and named[-1] == at - 1
            if self.spoken.is_name(written[at]) or (follows and written[at][0].isdigit()):
                named.append(at)
        return list(self.runs(named))

    def nouns(self) -> list[tuple[int, int]]:
        """Return the runs of words with a capital, where all nouns are written with one."""
        if not self.spoken.data.capitalises_nouns:
            return []
        return list(self.runs(at for at in self.content if self.text[self.words[at].start].isupper()))

    def things(self) -> list[tuple[int, int]]:
        """Return the runs of words with content that stand after an article or a preposition, which name something."""
        clues = self.clues
        standing_in = clues.persons | clues.things
        small = (clues.function_words - standing_in - clues.speakers) | clues.owns
        runs = (run for run in self.runs(self.content) if not self._is_digits(*run))
        return [
            (first, end)
            for first, end in runs
            if first
            and first - 1 not in self.asked
            and self.words[first - 1].text in small
            and (end + 1 == len(self.words) or self.words[end + 1].text not in standing_in)
        ]

    def put_beside(self) -> list[tuple[int, int]]:
        """Return the run of words in parentheses, where what it is about was put beside a question."""
        begin = self.text.rfind("(")
        return list(self.runs(at for at in self.content if 0 <= begin < self.words[at].start))

    def _is_digits(self, first: int, end: int) -> bool:
        return all(self.text[self.words[at].start].isdigit() for at in range(first, end + 1))

    def numbers(self) -> list[tuple[int, int]]:
        """Return the runs of words in digits."""
        return list(self.runs(at for at in self.content if self.text[self.words[at].start].isdigit()))

    def preposition_before(self, at: int) -> str:
        """Return the preposition that stands before a word, or before the article before it; empty where there is none."""
        before = self.words[max(at - 2, 0) : at]
        known = self.clues.prepositions
        if not before or before[-1].text not in known | self.clues.function_words:
            return ""
        return next((word.text for word in reversed(before) if word.text in known), "")

    def runs(self, positions: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield (first, last) of each run of neighbouring positions."""
        run: list[int] = []
        for at in positions:
            if run and at != run[-1] + 1:
                yield run[0], run[-1]
                run = []
            run.append(at)
        if run:
            yield run[0], run[-1]

    # --- its text -------------------------------------------------------------------------------

    def written(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.words[first].start : self.words[last].end]

    def replaced(self, first: int, last: int, new: str) -> str:
        """Return the text with other words from one word to another."""
        return self.text[: self.words[first].start] + new + self.text[self.words[last].end :]


def worded(phrases: Iterable[str], spoken: Language) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of each phrase."""
    for phrase in phrases:
        yield tuple(token.text for token in spoken.tokens(phrase))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
