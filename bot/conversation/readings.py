"""What a message may mean after what was said before → whole questions, to be asked beside the message as it stands.

    How much does the ferry pier cost?     and when?              When does the ferry pier cost?
    Who is the president of China?         what about Cuba?       Who is the president of Cuba?
    Who is the president of Cuba?          what about tourism?    What about tourism (Cuba)?
    Who is the mayor of Lindvik?           what did she say?      What did Ingrid Solheim say?
    When was the pier built?               how long is it?        How long is the pier?

What is asked and whom or what it is asked about are kept apart: only what is of the same kind is replaced, a name by a name, a number by a number.
A question need not be good grammar: its words are what is looked up, and it is shown to the person. What could be a question
of its own has no other reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.sentence import Clues, Sentence, clues
from knowledge.languages.detection import detect
from knowledge.languages.language import Language, language
from knowledge.languages.schema import Asked

_QUESTION = re.compile(r"[^.!?。！？؟…]*[?？؟]+")
_LONGEST = 10
"""Words of a follow-up; whoever says more says what they mean."""
_MOST_NEW = 3
"""Words with content that "and …" may bring in."""
_MOST_ABOUT = 3
"""Words with content that may stand beside a pronoun, or in a question that does not say what it is about."""
_MOST_LEANING = 2
"""Words with content beside which a pronoun stands for something said before; with more it may stand for something of its own."""
_MOST_SUBJECT = 5
"""Words of an earlier question that may name what it is about."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A question that was asked before, and its answer."""

    question: str
    statement: str = ""
    """Of the fact that answered it; empty where none did."""


@dataclass(frozen=True, slots=True)
class Readings:
    """How a message may be read besides as it stands."""

    wholes: tuple[str, ...] = ()
    """Whole questions that it may stand for, the likeliest first."""
    leans: bool = False
    """It holds a word that means nothing without what was said before: a pronoun, or "what about"."""
    goes_on: bool = False
    """It begins as follow-ups do and asks nothing by itself, so that each of them is likelier than what it says as it stands."""


ALONE = Readings()
"""Those of what stands on its own."""


def readings(text: str, before: Sequence[Subject]) -> Readings:
    """Return how a message may be read after others.

    Args:
        text: What a person says.
        before: What was said in the minutes before, the last one last; nothing in another language counts.
    """
    code = detect(before[-1].question) if before else ""
    if not before or detect(text, [code]) != code:
        return ALONE
    spoken = language(code)
    known = clues(spoken)
    if known is None:
        return ALONE
    question = asking_part(text)
    whole = Sentence(question, spoken, known)
    opener = whole.opener
    said = whole.without_first(len(opener))
    parts = [question] if question != text else []
    if not whole.words or len(whole.words) > _LONGEST or said.is_about_us:
        return Readings(tuple(parts))
    found = _Past(before, spoken, known).explain(whole, said, is_opened=bool(opener))
    wholes = [*parts, *(f"{one[0].upper()}{one[1:]}" for one in found if one)]
    goes_on = bool(opener) and not (said.asked and said.content)
    leans = bool(opener) or (
        said.pronoun is not None and len(said.content) <= _MOST_LEANING and not said.names()
    )
    return Readings(tuple(dict.fromkeys(one for one in wholes if one != text)), leans, goes_on)


def asking_part(text: str) -> str:
    """Return the last sentence that asks, without what is said before it; all of a text in which none does."""
    found: list[str] = [one for one in _QUESTION.findall(text) if any(map(str.isalnum, one))]
    return found[-1].strip() if found else text


class _Past:
    """What was said before, by its words."""

    def __init__(self, before: Sequence[Subject], spoken: Language, known: Clues) -> None:
        self._last = Sentence(before[-1].question, spoken, known)
        self._answer = Sentence(before[-1].statement, spoken, known)
        self._before = before

    def explain(self, whole: Sentence, said: Sentence, *, is_opened: bool) -> Iterator[str]:
        """Yield what a follow-up may stand for; `said` is the whole of it but for its opener."""
        if said.pronoun is not None and len(said.content) <= _MOST_ABOUT and (said.asked or is_opened):
            yield from self._with_pronoun_explained(said, said.pronoun)
        elif not said.content:
            yield from self._with_question_word_replaced(said)
        elif is_opened and not said.asked and len(said.content) <= _MOST_NEW:
            yield from self._with_words_replaced(whole, said)
        elif said.asked and len(said.content) <= _MOST_ABOUT and not said.names():
            yield from self._with_subject(said)

    def _with_question_word_replaced(self, said: Sentence) -> Iterator[str]:
        """Yield the last question with another question word, as after "and when?"."""
        if all(said.words[at].text in said.clues.asking for at in said.asked):
            return  # "what?" asks for nothing in particular
        kept = [
            at for at, word in enumerate(said.words) if at in said.asked or word.text in said.clues.fillers
        ]
        new = said.clues.space.join(said.written(at, at) for at in kept)
        last = self._last
        first, end = next(last.runs(last.asked), (0, -1))
        rest = last.text[last.words[end].end :] if end >= first else f" {last.text}"
        yield new + rest

    def _with_words_replaced(self, whole: Sentence, said: Sentence) -> Iterator[str]:
        """Yield the last question with new words for those of their kind, or beside what it is about."""
        last = self._last
        new = said.written(said.content[0], said.content[-1])
        numbers, names = last.numbers(), last.names()
        before = said.preposition_before(said.content[0])
        if said.numbers() and numbers:
            yield last.replaced(*numbers[-1], new)
        elif slot := self._slot(said, names, before):
            yield last.replaced(*slot, new)
        else:
            *_, (first, end) = list(last.runs(last.content)) or [(0, -1)]
            if end == len(last.words) - 1 and last.preposition_before(first) and (first, end) not in names:
                yield last.replaced(first, end, new)
            elif not names:
                yield f"{_bare(last.text)}{said.clues.space}{said.written(0, len(said.words) - 1)}?"
        if not said.names():
            yield from self._with_subject(whole)

    def _slot(
        self, said: Sentence, names: Sequence[tuple[int, int]], preposition: str
    ) -> tuple[int, int] | None:
        """Return the name in the last question that a new one takes the place of; None where what is new is none.

        It need not be written like one: it may hold a word of the name before ("windows xp"), or only words that everyday language does
        not know.
        """
        last = self._last
        new = {said.words[at].text for at in said.content}
        for first, end in reversed(names):
            if new & {word.text for word in last.words[first : end + 1]}:
                return first, end
        if not names and said.nouns():
            return next(reversed(last.nouns()), None)
        written = [said.written(at, at).lower() for at in said.content]
        if not names or not (said.names() or not any(map(said.spoken.is_real, written))):
            return None
        same = [run for run in names if preposition and last.preposition_before(run[0]) == preposition]
        return (same or names)[-1]

    def _with_pronoun_explained(self, said: Sentence, pronoun: int) -> Iterator[str]:
        """Yield questions like "what did she say?" with what may be meant in the place of the pronoun."""
        word = said.words[pronoun].text
        meant = list(self._people() if word in said.clues.persons else self._subjects())
        for one in dict.fromkeys(meant):
            if {token.text for token in said.spoken.tokens(one)} <= {token.text for token in said.words}:
                continue
            if word in said.clues.possessives or (word in said.clues.things and one.islower()):
                yield _beside(said, one)
            else:
                yield said.replaced(pronoun, pronoun, one)[said.words[0].start :]

    def _people(self) -> Iterator[str]:
        """Yield who may be meant by a pronoun: whom the last answer names, if somebody was asked for, and whom the questions name."""
        answer = self._answer
        if Asked.PERSON in self._last.spoken.request(self._last.text).asked:
            named = [run for run in answer.names() if not answer.preposition_before(run[0])]
            yield from (answer.written(*run) for run in named[:1])
        yield from self._subjects()

    def _with_subject(self, said: Sentence) -> Iterator[str]:
        """Yield a question that does not say what it is about, with that beside it."""
        own = {word.text for word in said.words}
        for subject in self._subjects():
            if not {token.text for token in said.spoken.tokens(subject)} <= own:
                yield _beside(said, subject)
                return

    def _subjects(self) -> Iterator[str]:
        """Yield what the conversation is about, by its last questions: their names, else their words with content."""
        for turn in reversed(self._before):
            question = self._last.beside(turn.question)
            runs = question.names() or question.things()[-1:]
            words = [question.written(*run) for run in runs]
            if words and sum(end - first + 1 for first, end in runs) <= _MOST_SUBJECT:
                yield question.clues.space.join(words)


def _beside(said: Sentence, subject: str) -> str:
    """Return a question with what it is about in parentheses."""
    return f"{_bare(said.text[said.words[0].start :])} ({subject})?"


def _bare(text: str) -> str:
    return text.rstrip(" ?!.？¿。")
