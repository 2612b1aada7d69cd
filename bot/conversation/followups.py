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

from knowledge.languages.language import Asked, detect, language
from knowledge.languages.text import Token, fold, tokens

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


def _clues(openers: str, *words: str) -> Clues:
    phrases = sorted((tuple(phrase.split()) for phrase in openers.split(", ")), key=len, reverse=True)
    return Clues(tuple(phrases), *(frozenset(row.split()) for row in words))


_CLUES = {
    "en": _clues(
        "and, but, or, also, what about, and what about, but what about, how about, and how about",
        "what which how",
        "he she they him them her his their",
        "it its this that these those there",
        "else exactly too then now again more please so since",
        "about of in on at to from for with by during under",
        "i me my you your we us our",
    ),
    "es": _clues(
        "y, e, pero, o, tambien, que hay de, y que hay de, que tal, y que tal",
        "que cual cuales como",
        "ella ellos ellas",
        "ello eso esto alli ahi",
        "mas exactamente tambien entonces ahora desde",
        "de del sobre en a al para con por durante",
        "yo me mi tu te usted ustedes nosotros nos",
    ),
    "de": _clues(
        "und, aber, oder, auch, was ist mit, und was ist mit, wie ist es mit, und wie ist es mit",
        "was welche welcher welches wie",
        "er sie ihn ihm ihr ihnen sein seine ihre",
        "es das dies dort da",
        "noch genau auch dann jetzt denn seit",
        "uber von in im an am auf zu zum zur fur mit bei aus nach",
        "ich mich mir mein du dich dir dein wir uns",
    ),
    "fr": _clues(
        "et, mais, aussi, qu en est il de, et qu en est il de, et pour",
        "que quoi quel quelle quels quelles comment",
        "il elle ils elles lui leur",
        "ca cela y la",
        "encore exactement aussi alors maintenant depuis",
        "de du des sur en dans a au aux pour avec par chez",
        "je me moi tu te toi vous nous",
    ),
    "pt": _clues(
        "e, mas, ou, tambem, e quanto a, que tal, e sobre",
        "que qual quais como",
        "ele ela eles elas",
        "isso isto ali la",
        "mais exatamente tambem entao agora desde",
        "de do da sobre em no na a ao para com por",
        "eu me mim tu te voce nos",
    ),
    "it": _clues(
        "e, ma, o, anche, che ne dici di, e per, e riguardo a",
        "che cosa quale quali come",
        "lui lei loro",
        "cio quello la li",
        "altro esattamente anche allora adesso da",
        "di del della su in nel nella a al per con da",
        "io mi me tu ti te noi voi",
    ),
}
"""Language → its clues."""


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
    code = detect(text, fallback=detect(last.question))
    if code not in _CLUES:
        return None
    said = _Sentence(text, code)
    opener = next((phrase for phrase in _CLUES[code].openers if said.begins_with(phrase)), ())
    said = said.without_first(len(opener))
    if len(said.words) + len(opener) > _LONGEST or said.is_about_us():
        return None
    completed = None
    pronoun = said.pronoun()
    if pronoun is not None and len(said.content) <= _MOST_ABOUT and (said.asked or opener):
        completed = _with_pronoun_explained(said, pronoun, last)
    elif not said.content:
        completed = _with_question_word_replaced(said, _Sentence(last.question, code))
    elif opener and not said.asked and len(said.content) <= _MOST_NEW:
        completed = _with_last_words_replaced(said, _Sentence(last.question, code))
    return completed and completed[0].upper() + completed[1:]


class _Sentence:
    """A text by its words; the positions are those in `words`."""

    def __init__(self, text: str, code: str, words: Sequence[Token] | None = None) -> None:
        self.text = text
        self.code = code
        self.clues = _CLUES[code]
        self.words = list(tokens(text)) if words is None else words
        self.asked = sorted(self._asked())
        """Positions of question words."""
        idle = _function_words(code) | self.clues.fillers | self.clues.persons | self.clues.things
        self.content = [
            at for at, word in enumerate(self.words) if at not in self.asked and word.text not in idle
        ]
        """Positions of words that could be looked up."""

    def written(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.words[first].start : self.words[last].end]

    def replaced(self, first: int, last: int, new: str) -> str:
        """Return the text with other words from one word to another."""
        return self.text[: self.words[first].start] + new + self.text[self.words[last].end :]

    def begins_with(self, phrase: Sequence[str]) -> bool:
        return [word.text for word in self.words[: len(phrase)]] == list(phrase)

    def without_first(self, count: int) -> "_Sentence":
        return _Sentence(self.text, self.code, self.words[count:])

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
        return before[-1].text in self.clues.prepositions | _function_words(self.code)

    def _asked(self) -> set[int]:
        texts = [word.text for word in self.words]
        positions: set[int] = set()
        for phrase in _question_phrases(self.code):
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
    question, answer = _Sentence(last.question, said.code), _Sentence(last.statement, said.code)
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
def _function_words(code: str) -> frozenset[str]:
    return frozenset(fold(word) for word in language(code).function_words)


@cache
def _question_phrases(code: str) -> tuple[tuple[str, ...], ...]:
    """Return the question words and phrases of a language, folded, as words."""
    asked = language(code).question_words.items()
    phrases = [*(phrase for phrase, kind in asked if kind not in _WITH_VERBS), *_CLUES[code].asking]
    return tuple(tuple(token.text for token in tokens(phrase)) for phrase in phrases)
