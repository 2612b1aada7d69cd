"""Follow-ups: a few words that mean something only after what was said before → the whole question.

    How much does the ferry pier cost?     and when?              When does the ferry pier cost?
    Who is the president of China?         what about Cuba?       Who is the president of Cuba?
    Who is the mayor of Lindvik?           what did she say?      What did Ingrid Solheim say?

The whole question need not be good grammar: its words are what is looked up, and it is shown to the person. Whatever
could be a question of its own is left alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.languages.detection import detect
from knowledge.languages.folding import fold
from knowledge.languages.language import Language, language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import Token

_LONGEST = 8
"""Words of a follow-up; whoever says more says what they mean."""
_MOST_NEW = 3
"""Words with content that "and …" may bring in."""
_MOST_ABOUT = 2
"""Words with content that may stand beside a pronoun."""


@dataclass(frozen=True, slots=True)
class Clues:
    """The words of a language, folded, by which follow-ups are told."""

    openers: tuple[tuple[str, ...], ...]
    """Phrases with which a follow-up begins, the longest first."""
    asking: frozenset[str]
    """Question words that do not say by themselves what kind of answer they want."""
    persons: frozenset[str]
    """Pronouns that stand for somebody."""
    things: frozenset[str]
    """Pronouns that stand for something or some place."""
    fillers: frozenset[str]
    """Words beside a question word that bring in nothing new."""
    prepositions: frozenset[str]
    speakers: frozenset[str]
    """Words for the two who talk; what holds one is about them."""
    function_words: frozenset[str]
    question_phrases: tuple[tuple[str, ...], ...]
    """Question words and phrases."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was talked about last."""

    question: str
    statement: str = ""
    """Of the fact that answered it; empty where none did."""


def complete(text: str, last: Subject) -> str | None:
    """Return the question that a follow-up stands for; None for what stands on its own.

    Args:
        text: What a person says.
        last: What was said a few minutes ago.
    """
    code = detect(last.question)
    if detect(text, [code]) != code:
        return None
    spoken = language(code)
    clues = _clues(spoken)
    if clues is None:
        return None
    said = _Sentence(text, spoken, clues)
    opener = next((phrase for phrase in clues.openers if said.begins_with(phrase)), ())
    said = said.without_first(len(opener))
    if len(said.words) + len(opener) > _LONGEST or said.is_about_us():
        return None
    completed = None
    pronoun = said.pronoun()
    if pronoun is not None and len(said.content) <= _MOST_ABOUT and (said.asked or opener):
        completed = _with_pronoun_explained(said, pronoun, last)
    elif not said.content:
        completed = _with_question_word_replaced(said, said.beside(last.question))
    elif opener and not said.asked and len(said.content) <= _MOST_NEW:
        completed = _with_last_words_replaced(said, said.beside(last.question))
    return completed and completed[0].upper() + completed[1:]


class _Sentence:
    """A text by its words; the positions are those in `words`."""

    def __init__(
        self, text: str, spoken: Language, clues: Clues, words: Sequence[Token] | None = None
    ) -> None:
        self.text = text
        self.spoken = spoken
        self.clues = clues
        self.words = list(spoken.tokens(text)) if words is None else words
        self.asked = sorted(self._asked())
        """Positions of question words."""
        idle = self.clues.function_words | self.clues.fillers | self.clues.persons | self.clues.things
        self.content = [
            at for at, word in enumerate(self.words) if at not in self.asked and word.text not in idle
        ]
        """Positions of words that could be looked up."""

    def beside(self, text: str) -> "_Sentence":
        """Return another text in the same language."""
        return _Sentence(text, self.spoken, self.clues)

    def written(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.words[first].start : self.words[last].end]

    def replaced(self, first: int, last: int, new: str) -> str:
        """Return the text with other words from one word to another."""
        return self.text[: self.words[first].start] + new + self.text[self.words[last].end :]

    def begins_with(self, phrase: Sequence[str]) -> bool:
        return [word.text for word in self.words[: len(phrase)]] == list(phrase)

    def without_first(self, count: int) -> "_Sentence":
        return _Sentence(self.text, self.spoken, self.clues, self.words[count:])

    def is_about_us(self) -> bool:
        return any(word.text in self.clues.speakers for word in self.words)

    def pronoun(self) -> int | None:
        """Return the position of what stands for somebody, else of what stands for something this text says more about."""
        for pronouns in (self.clues.persons, self.clues.things if self.content else ()):
            for at, word in enumerate(self.words):
                if word.text in pronouns:
                    return at
        return None

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

    def names(self) -> list[tuple[int, int]]:
        """Return the runs of words written like names."""
        return list(self.runs(at for at in self.content if self.text[self.words[at].start].isupper()))

    def numbers(self) -> list[tuple[int, int]]:
        return list(self.runs(at for at in self.content if self.text[self.words[at].start].isdigit()))

    def follows_preposition(self, at: int) -> bool:
        """Tell whether a preposition stands before a word, or before the article before it."""
        before = self.words[max(at - 2, 0) : at]
        if not any(word.text in self.clues.prepositions for word in before):
            return False
        return before[-1].text in self.clues.prepositions | self.clues.function_words

    def _asked(self) -> set[int]:
        texts = [word.text for word in self.words]
        positions: set[int] = set()
        for phrase in self.clues.question_phrases:
            for start in range(len(texts) - len(phrase) + 1):
                if tuple(texts[start : start + len(phrase)]) == phrase:
                    positions.update(range(start, start + len(phrase)))
        return positions


def _with_question_word_replaced(said: _Sentence, last: _Sentence) -> str | None:
    """Return the last question with another question word, as after "and when?"."""
    if all(said.words[at].text in said.clues.asking for at in said.asked):
        return None  # "what?" asks for nothing in particular
    kept = [at for at, word in enumerate(said.words) if at in said.asked or word.text in said.clues.fillers]
    new = " ".join(said.written(at, at) for at in kept)
    first, end = next(last.runs(last.asked), (0, -1))
    rest = last.text[last.words[end].end :] if end >= first else f" {last.text}"
    return new + rest


def _with_last_words_replaced(said: _Sentence, last: _Sentence) -> str:
    """Return the last question with new words for its last ones of their kind, or after it, as after "and in May?"."""
    new = said.written(said.content[0], said.content[-1])
    kinds = ((said.numbers(), last.numbers()), (said.names(), last.names()))
    for ours, theirs in kinds:
        if ours and theirs:
            return last.replaced(*theirs[-1], new)
    *_, (first, end) = list(last.runs(last.content)) or [(0, -1)]
    if end == len(last.words) - 1 and last.follows_preposition(first):
        return last.replaced(first, end, new)
    bare = last.text.rstrip(" ?!.")
    return f"{bare} {said.written(0, len(said.words) - 1)}?"


def _with_pronoun_explained(said: _Sentence, pronoun: int, last: Subject) -> str | None:
    """Return a question like "what did she say?" with a name or the topic in place of the pronoun.

    None where the last question has nothing to offer but words that this one holds itself.
    """
    question, answer = said.beside(last.question), said.beside(last.statement)
    named = next((run for run in answer.names() if not answer.follows_preposition(run[0])), None)
    if said.words[pronoun].text in said.clues.persons and named:
        meant = answer.written(*named)
    else:
        known = {word.text for word in answer.words}
        topic = [at for at in question.content if question.words[at].text in known] or question.content
        if {question.words[at].text for at in topic} <= {word.text for word in said.words}:
            return None
        meant = " ".join(question.written(*run) for run in question.runs(topic))
    return said.replaced(pronoun, pronoun, meant)[said.words[0].start :]


_WITH_VERBS = {Asked.MANNER, Asked.DEFINITION}
"""Kinds of answer whose phrases hold a verb (how do, what is), which belongs to what is asked."""


@cache
def _clues(spoken: Language) -> Clues | None:
    """Return the clues of a language; None where there are none, or where words cannot be told from one another."""
    data = spoken.data
    known = data.follow_ups
    if known is None or data.cut is not None:
        return None
    asking = [phrase for kind, phrases in data.asks.items() if kind not in _WITH_VERBS for phrase in phrases]
    return Clues(
        openers=tuple(sorted(_worded(known.openers, spoken), key=len, reverse=True)),
        asking=_folded(known.asking),
        persons=_folded(known.persons),
        things=_folded(known.things),
        fillers=_folded(known.fillers),
        prepositions=_folded(known.prepositions),
        speakers=_folded(known.speakers),
        function_words=_folded(data.function_words),
        question_phrases=tuple(_worded([*asking, *sorted(known.asking)], spoken)),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _worded(phrases: Iterable[str], spoken: Language) -> Iterator[tuple[str, ...]]:
    for phrase in phrases:
        yield tuple(token.text for token in spoken.tokens(phrase))
