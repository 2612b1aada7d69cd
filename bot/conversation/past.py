"""What was said before a message, by its words, and what it makes of the message: whole questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.sentence import Clues, Sentence
from knowledge.languages.language import Language
from knowledge.languages.schema import Asked

_MOST_NEW = 3
"""Words with content that "and …" may bring in."""
_MOST_ABOUT = 3
"""Words with content that may stand beside a pronoun, or in a question that does not say what it is about."""
_GO_BACK = 3
"""Questions whose words new ones may take the place of."""
_MOST_SUBJECT = 5
"""Words of an earlier question that may name what it is about."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A question that was asked before, and its answer."""

    question: str
    statement: str = ""
    """Of the fact that answered it; empty where none did."""


class Past:
    """What was said before."""

    def __init__(self, before: Sequence[Subject], spoken: Language, known: Clues) -> None:
        """Take apart what was said; `before` holds one turn at least, the last one last."""
        turns = [
            (Sentence(turn.question, spoken, known), Sentence(turn.statement, spoken, known))
            for turn in before
        ]
        # A bare "why?" that led nowhere is nothing to go on from.
        self._turns = [turn for turn in turns if turn[0].content] or turns
        self._last = self._turns[-1][0]
        self._answer = turns[-1][1]

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

    # --- another question about the same -------------------------------------------------------------

    def _with_question_word_replaced(self, said: Sentence) -> Iterator[str]:
        """Yield the last question with another question word, as after "and when?", and that word asked of the last answer."""
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
        if self._answer.words:
            yield f"{new}{said.clues.space}{_bare(self._answer.text)}?"

    # --- the same question about something else ------------------------------------------------------

    def _with_words_replaced(self, whole: Sentence, said: Sentence) -> Iterator[str]:
        """Yield the last questions with new words for those of their kind, then the new words beside what is talked about."""
        new = said.written(said.content[0], said.content[-1])
        for question, answer in reversed(self._turns[-_GO_BACK:]):
            if slot := self._slot(said, question, answer):
                is_name = question.text[question.words[slot[0]].start].isupper()
                yield question.replaced(*slot, f"{new[0].upper()}{new[1:]}" if is_name else new)
            elif not question.names():
                yield f"{_bare(question.text)}{said.clues.space}{said.written(0, len(said.words) - 1)}?"
        if not said.names():
            yield from self._with_subject(whole)

    def _slot(self, said: Sentence, last: Sentence, answer: Sentence) -> tuple[int, int] | None:
        """Return which words of an earlier question the new ones take the place of: those of the same kind; None where there are none."""
        if alike := _sharing_a_word(said, last):
            return alike
        if said.numbers() and last.numbers():
            return last.numbers()[-1]
        if last.names() and self._may_be_name(said):
            before = said.preposition_before(said.content[0])
            same = [run for run in last.names() if before and last.preposition_before(run[0]) == before]
            return (same or last.names())[-1]
        return next((run for runs in self._things(last, answer) for run in runs), None)

    def _things(self, last: Sentence, answer: Sentence) -> Iterator[list[tuple[int, int]]]:
        """Yield the runs of words of an earlier question that something else than a name may take the place of."""
        yield last.put_beside()
        if not last.names():
            yield last.nouns()[-1:]
        *_, (first, end) = list(last.runs(last.content)) or [(0, -1)]
        stands_last = end == len(last.words) - 1 and bool(last.preposition_before(first))
        yield [(first, end)] if stands_last and (first, end) not in last.names() else []
        if not last.names() and answer.words:
            yield _as_told(last.things()[-1:], last, answer)

    @staticmethod
    def _may_be_name(said: Sentence) -> bool:
        """Tell whether what is new is a name, which may be typed in small letters if everyday language does not know it."""
        written = (said.written(at, at).lower() for at in said.content)
        return bool(said.names()) or not any(map(said.spoken.is_real, written))

    # --- a pronoun, or nothing that says what it is about --------------------------------------------

    def _with_pronoun_explained(self, said: Sentence, pronoun: int) -> Iterator[str]:
        """Yield questions like "what did she say?" with what may be meant in the place of the pronoun, or beside the question."""
        word = said.words[pronoun].text
        meant = self._people() if word in said.clues.persons else ()
        for one, is_name in dict.fromkeys((*meant, *self._subjects())):
            if {token.text for token in said.spoken.tokens(one)} <= {token.text for token in said.words}:
                continue
            is_joined = said.text[: said.words[pronoun].start].endswith("-")  # a-t-il
            if is_name and not is_joined and word not in said.clues.possessives:
                yield said.replaced(pronoun, pronoun, one)[said.words[0].start :]
            else:
                yield _beside(said, one)

    def _people(self) -> Iterator[tuple[str, bool]]:
        """Yield whom the last answer names, if somebody was asked for."""
        answer = self._answer
        if Asked.PERSON in self._last.spoken.request(self._last.text).asked:
            named = [run for run in answer.names() if not answer.preposition_before(run[0])]
            yield from ((answer.written(*run), True) for run in named[:1])

    def _with_subject(self, said: Sentence) -> Iterator[str]:
        """Yield a question that does not say what it is about, with that beside it."""
        own = {word.text for word in said.words}
        for subject, _ in self._subjects():
            if not {token.text for token in said.spoken.tokens(subject)} <= own:
                yield _beside(said, subject)
                return

    def _subjects(self) -> Iterator[tuple[str, bool]]:
        """Yield what the conversation is about, by its last questions, and whether that is a name: their names, else the last thing they name."""
        for question, answer in reversed(self._turns):
            names = question.names()
            runs = names or question.put_beside() or _as_told(question.things()[-1:], question, answer)
            words = [question.written(*run) for run in runs]
            if words and sum(end - first + 1 for first, end in runs) <= _MOST_SUBJECT:
                yield question.clues.space.join(words), bool(names)
                if not names:
                    return  # what was not named is not meant for long


def _sharing_a_word(said: Sentence, last: Sentence) -> tuple[int, int] | None:
    """Return as many words as are new, one of which is among them: "full-time" for "part-time", "Windows 95" for "windows xp"."""
    first, end = said.content[0], said.content[-1]
    for at in last.content:
        for offset in range(end - first + 1):
            begin = at - offset
            if last.words[at].text == said.words[first + offset].text and begin >= 0:
                return begin, min(begin + end - first, len(last.words) - 1)
    return None


def _as_told(runs: Sequence[tuple[int, int]], question: Sentence, answer: Sentence) -> list[tuple[int, int]]:
    """Return runs of a question without what the answer, which holds the rest, says otherwise: the verb of "does the pier cost"."""
    told = {word.text for word in answer.words}
    return [
        part
        for first, end in runs
        for part in list(
            question.runs(at for at in range(first, end + 1) if question.words[at].text in told)
        )[:1]
        or [(first, end)]
    ]


def _beside(said: Sentence, subject: str) -> str:
    """Return a question with what it is about in parentheses."""
    return f"{_bare(said.text[said.words[0].start :])} ({subject})?"


def _bare(text: str) -> str:
    return text.strip(" ?!.？¿。")
