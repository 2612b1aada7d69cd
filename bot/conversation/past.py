"""What was said before a message, by its words, and what it makes of the message: whole questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.sentence import Clues, Sentence
from knowledge.languages.language import Language
from knowledge.languages.schema import Asked
from knowledge.languages.word_vectors import vectors

_MOST_NEW = 3
"""Words with content that "and …" may bring in."""
_MOST_ABOUT = 3
"""Words with content that may stand beside a pronoun, or in a question that does not say what it is about."""
_GO_BACK = 3
"""Questions whose words new ones may take the place of."""
_MOST_SUBJECT = 5
"""Words of an earlier question that may name what it is about."""
_MOST_NOUNS = 2
"""Nouns that "one" may stand for."""
_SAME_SORT = 0.3
"""Cosine from which on two words are of one sort, as hens and cockerels."""


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
        if is_opened and not said.asked and (named := list(self._with_noun(said))):
            for one in named:
                yield from self._with_words_replaced(whole, one)
        elif said.pronoun is not None and len(said.content) <= _MOST_ABOUT and (said.asks or is_opened):
            yield from self._with_pronoun_explained(said, said.pronoun)
        elif said.asked and not said.content:
            yield from self._with_question_word_replaced(said)
        elif not said.content and is_opened and said.words:
            yield f"{_bare(self._last.text)}{said.clues.space}{_bare(said.text[said.words[0].start :])}?"  # "and off?"
        elif is_opened and not said.asked and 0 < len(said.content) <= _MOST_NEW:
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

    def _with_noun(self, said: Sentence) -> Iterator[Sentence]:
        """Yield "the red ticket" for "the red one" after a question about a ticket."""
        last = len(said.words) - 1
        is_noun_missing = last > 0 and said.words[last].text in said.clues.things and last - 1 in said.content
        if not is_noun_missing or any(word.text in said.clues.speakers for word in said.words):
            return
        heads = dict.fromkeys(
            question.written(end, end)
            for question, answer in reversed(self._turns[-_GO_BACK:])
            for _, end in reversed(_as_told(question.things(), question, answer))
        )
        for head in list(heads)[:_MOST_NOUNS]:
            yield Sentence(said.replaced(last, last, head)[said.words[0].start :], said.spoken, said.clues)

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
        return _of_the_same_sort(said, last, answer) or next(
            (run for runs in self._things(last, answer) for run in runs), None
        )

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
            named = [run for run in answer.names() if not _is_but_first(answer, run)]
            acting = [run for run in named if not answer.preposition_before(run[0])]
            yield from ((answer.written(*run), True) for run in (acting or named)[:1])

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
            names = question.names() or _named_in(question, answer)
            runs = (
                names
                or question.put_beside()
                or _as_told(question.things()[-1:], question, answer)
                or _told(list(question.runs(question.content))[-1:], question, answer)
            )
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


def _of_the_same_sort(said: Sentence, last: Sentence, answer: Sentence) -> tuple[int, int] | None:
    """Return the word of a question that is most like what is new, with those that go with it; None where none is, or the language has no vectors."""
    table = vectors(said.spoken.code)
    if table is None:
        return None
    new, *_ = reversed(said.content)
    term = said.spoken.stem(said.words[new].text)
    named = {at for first, end in last.names() for at in range(first, end + 1)}
    terms = {at: last.spoken.stem(last.words[at].text) for at in last.content if at not in named}
    held = table.held([[term, *terms.values()]])
    known = {at: each for at, each in terms.items() if each in held}
    if term not in held or not known:
        return None
    likeness, at = max(zip(table.cosines([term], list(known.values()))[0], known, strict=True))
    if likeness < _SAME_SORT:
        return None
    return next((run for run in _as_told(last.things(), last, answer) if run[0] <= at <= run[1]), (at, at))


def _is_but_first(answer: Sentence, run: tuple[int, int]) -> bool:
    """Tell whether a word has its capital from the beginning of the sentence: an everyday word that no name follows."""
    return run == (0, 0) and answer.spoken.is_real(answer.words[0].text)


def _named_in(question: Sentence, answer: Sentence) -> list[tuple[int, int]]:
    """Return the runs of words of a question, typed in small letters, that the answer writes as names of several words."""
    named = [word for run in answer.names() for word in answer.words[run[0] : run[1] + 1]]
    beside = set(pairwise(word.text for word in named))
    texts = [word.text for word in question.words]
    within = [at for at, pair in enumerate(pairwise(texts)) if pair in beside]
    return list(question.runs(sorted({*within, *(at + 1 for at in within)})))


def _as_told(runs: Sequence[tuple[int, int]], question: Sentence, answer: Sentence) -> list[tuple[int, int]]:
    """Return runs of a question without what the answer, which holds the rest, says otherwise: the verb of "does the pier cost"."""
    return [part for run in runs for part in _told([run], question, answer) or [run]]


def _told(runs: Sequence[tuple[int, int]], question: Sentence, answer: Sentence) -> list[tuple[int, int]]:
    """Return of each run the first words that stand in the answer as well, side by side; nothing of one that has none."""
    said = [word.text for word in answer.words]
    beside = set(pairwise(said))
    found: list[tuple[int, int]] = []
    for first, end in runs:
        texts = [word.text for word in question.words[: end + 1]]
        begin = next((at for at in range(first, end + 1) if texts[at] in said), None)
        if begin is not None:
            last = begin
            while begin > first and texts[begin - 1].isdigit():  # of "the 6 week course", told of as six-week
                begin -= 1
            while last < end and (texts[last], texts[last + 1]) in beside:
                last += 1
            found.append((begin, last))
    return found


def _beside(said: Sentence, subject: str) -> str:
    """Return a question with what it is about in parentheses."""
    return f"{_bare(said.text[said.words[0].start :])} ({subject})?"


def _bare(text: str) -> str:
    return text.strip(" ?!.？¿。")
