"""What was said before a message, by its words, and what it makes of the message: whole questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.sentence import Clues, Sentence
from bot.conversation.slots import of_the_same_sort, slot
from bot.conversation.subjects import as_told, people, subjects
from knowledge.languages.language import Language
from knowledge.languages.schema import Asked

_ASKED_OF_ALL = {Asked.TIME, Asked.REASON}
"""Kinds of answer that may be asked for of anything that happens or is so."""
_MOST_NEW = 3
"""Words with content that "and …" may bring in."""
_MOST_ABOUT = 3
"""Words with content that may stand beside a pronoun, or in a question that does not say what it is about."""
_GO_BACK = 3
"""Questions whose words new ones may take the place of."""
_MOST_NOUNS = 2
"""Nouns that "one" may stand for."""


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
        """Yield what a follow-up may stand for, the likeliest first; `said` is the whole of it but for its opener."""
        if is_opened and not said.asked and (named := list(self._with_noun(said))):
            for one in named:
                yield from self._with_words_replaced(whole, one)
        elif said.pronoun is not None and len(said.content) <= _MOST_ABOUT and (said.asks or is_opened):
            yield from self._with_pronoun_explained(said, said.pronoun)
        elif said.asked and not said.content:
            yield from self._asked_otherwise(said)
        elif not said.content and is_opened and said.words:
            yield f"{_bare(self._last.text)}{said.clues.space}{_bare(said.text[said.words[0].start :])}?"  # "and off?"
        elif is_opened and not said.asked and 0 < len(said.content) <= _MOST_NEW:
            yield from self._with_words_replaced(whole, said)
        elif said.asked and len(said.content) <= _MOST_ABOUT and not said.names():
            yield from self._with_subject(said)

    def echo(self, whole: Sentence) -> str:
        """Return what is said with the last question beside it; nothing where that has something beside it already."""
        return "" if self._last.put_beside() else _beside(whole, _bare(self._last.text))

    # --- another question about the same -------------------------------------------------------------

    def _asked_otherwise(self, said: Sentence) -> Iterator[str]:
        """Yield the last question with another question word, as after "and when?", or what is asked of "it" with that beside it, as after "how much is it?"."""
        if all(said.words[at].text in said.clues.asking for at in said.asked):
            return  # "what?" asks for nothing in particular
        asked = said.spoken.request(said.text, said.words).asked
        names_it = any(word.text in said.clues.things for word in said.words)
        if asked & _ASKED_OF_ALL or not names_it:
            yield self._with_question_word_replaced(said)
        if names_it:
            yield from self._with_subject(said)
        if asked & _ASKED_OF_ALL and self._answer.words:
            yield f"{self._asking(said)} ({_bare(self._answer.text)})?"

    def _with_question_word_replaced(self, said: Sentence) -> str:
        """Return the last question with another question word; that word with the question beside it where it has none and is no other kind of question."""
        new, last = self._asking(said), self._last
        if not last.asked:
            return (
                f"{new} {last.text[0].lower()}{last.text[1:]}"
                if last.asks
                else f"{new} ({_bare(last.text)})?"
            )
        _, end = next(last.runs(last.asked))
        return new + last.text[last.words[self._end_of_asking(end)].end :]

    def _end_of_asking(self, end: int) -> int:
        """Return where what asks ends in the last question, with the noun that belongs to it: "on which day" of "on which day is it closed"."""
        last = self._last
        noun = next((last_ for first, last_ in last.runs(last.content) if first == end + 1), end)
        is_before_verb = noun + 1 < len(last.words) and last.words[noun + 1].text in last.clues.opens
        return noun if is_before_verb and last.words[end].text in last.clues.asking else end

    @staticmethod
    def _asking(said: Sentence) -> str:
        """Return the words by which it asks, with the small ones that count: "since when", "by whom"."""
        kept = said.clues.fillers | said.clues.prepositions
        return said.clues.space.join(
            said.written(at, at)
            for at, word in enumerate(said.words)
            if at in said.asked or word.text in kept
        )

    # --- the same question about something else ------------------------------------------------------

    def _with_words_replaced(self, whole: Sentence, said: Sentence) -> Iterator[str]:
        """Yield the last questions with new words for those of their kind, then the new words beside what is talked about."""
        new = said.written(said.content[0], said.content[-1])
        for question, answer in reversed(self._turns[-_GO_BACK:]):
            if taken := slot(said, question, answer):
                is_name = question.text[question.words[taken[0]].start].isupper()
                yield question.replaced(*taken, f"{new[0].upper()}{new[1:]}" if is_name else new)
            elif not question.names():
                yield f"{_bare(question.text)}{said.clues.space}{said.written(0, len(said.words) - 1)}?"
        if not said.names():
            yield from self._with_subject(whole)

    def _with_noun(self, said: Sentence) -> Iterator[Sentence]:
        """Yield "the red ticket" for "the red one" after a question about a ticket; "the youngest" after one that says which is the oldest."""
        last = len(said.words) - 1
        is_noun_missing = last > 0 and said.words[last].text in said.clues.things and last - 1 in said.content
        if not is_noun_missing or any(word.text in said.clues.speakers for word in said.words):
            return
        bare = Sentence(said.written(0, last - 1), said.spoken, said.clues)
        alike = (of_the_same_sort(bare, *turn) for turn in self._turns[-_GO_BACK:])
        if any(run and run[0] == run[1] for run in alike):  # it stood without a noun there, too
            yield bare
            return
        heads = dict.fromkeys(
            question.written(end, end)
            for question, answer in reversed(self._turns[-_GO_BACK:])
            for _, end in reversed(as_told(question.things(), question, answer))
        )
        for head in list(heads)[:_MOST_NOUNS]:
            yield Sentence(said.replaced(last, last, head)[said.words[0].start :], said.spoken, said.clues)

    # --- a pronoun, or nothing that says what it is about --------------------------------------------

    def _with_pronoun_explained(self, said: Sentence, pronoun: int) -> Iterator[str]:
        """Yield questions like "what did she say?" with what may be meant in the place of the pronoun, or beside the question."""
        word = said.words[pronoun].text
        meant = people(self._turns[-_GO_BACK:]) if word in said.clues.persons else ()
        for one, is_name in dict.fromkeys((*meant, *subjects(self._turns))):
            if {token.text for token in said.spoken.tokens(one)} <= {token.text for token in said.words}:
                continue
            is_joined = said.text[: said.words[pronoun].start].endswith("-")  # a-t-il
            if is_name and not is_joined and word not in said.clues.possessives:
                yield said.replaced(pronoun, pronoun, one)[said.words[0].start :]
            else:
                yield _beside(said, one)

    def _with_subject(self, said: Sentence) -> Iterator[str]:
        """Yield a question that does not say what it is about, with that beside it."""
        own = {word.text for word in said.words}
        for subject, _ in subjects(self._turns):
            if not {token.text for token in said.spoken.tokens(subject)} <= own:
                yield _beside(said, subject)
                return


def _beside(said: Sentence, subject: str) -> str:
    """Return a question with what it is about in parentheses."""
    return f"{_bare(said.text[said.words[0].start :])} ({subject})?"


def _bare(text: str) -> str:
    return text.strip(" ?!.？¿。؟")
