"""What a conversation is about: whom its answers name, and what its questions name."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.conversation.sentence import Sentence
from knowledge.languages.schema import Asked

Turns = Sequence[tuple[Sentence, Sentence]]
"""Questions with their answers, the last one last; an answer without words where there was none."""

_MOST_SUBJECT = 5
"""Words of an earlier question that may name what it is about."""


def people(turns: Turns) -> Iterator[tuple[str, bool]]:
    """Yield whom the answer names to the last question that asked for somebody, and that it is a name."""
    for question, answer in reversed(turns):
        if Asked.PERSON not in question.spoken.request(question.text).asked:
            continue
        asked = {word.text for word in question.words}
        named = [
            (first, end)
            for first, end in answer.names()
            if not _is_but_first(answer, (first, end))
            and not asked.issuperset(word.text for word in answer.words[first : end + 1])
        ]
        acting = [run for run in named if not answer.preposition_before(run[0])]
        yield from ((answer.written(*run), True) for run in (acting or named)[:1])
        return


def subjects(turns: Turns) -> Iterator[tuple[str, bool]]:
    """Yield what the conversation is about, by its last questions, and whether that is a name: their names, else the last thing they name."""
    for question, answer in reversed(turns):
        names = question.names() or _named_in(question, answer)
        runs = (
            names
            or question.put_beside()
            or as_told(question.things()[-1:], question, answer)
            or _told(list(question.runs(question.content))[-1:], question, answer)
        )
        words = [question.written(*run) for run in runs]
        if words and sum(end - first + 1 for first, end in runs) <= _MOST_SUBJECT:
            yield question.clues.space.join(words), bool(names)
            if not names:
                return  # what was not named is not meant for long


def as_told(runs: Iterable[tuple[int, int]], question: Sentence, answer: Sentence) -> list[tuple[int, int]]:
    """Return runs of a question without what the answer, which holds the rest, says otherwise: the verb of "does the pier cost"."""
    clues = answer.clues
    says_it = any(word.text in clues.things | clues.persons for word in answer.words)
    found: list[tuple[int, int]] = []
    for first, end in runs:
        begin, last = next(iter(_told([(first, end)], question, answer)), (first, end))
        # Of "is the museum closed", told of as "it is closed", the museum.
        found.append((first, begin - 1 if says_it and begin > first else last))
    return found


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
            while last < end and (texts[last], texts[last + 1]) in beside:
                last += 1
            found.append((begin, last))
    return found


def _named_in(question: Sentence, answer: Sentence) -> list[tuple[int, int]]:
    """Return the runs of words of a question, typed in small letters, that the answer writes as names of several words."""
    named = [word for run in answer.names() for word in answer.words[run[0] : run[1] + 1]]
    beside = set(pairwise(word.text for word in named))
    texts = [word.text for word in question.words]
    within = [at for at, pair in enumerate(pairwise(texts)) if pair in beside]
    return list(question.runs(sorted({*within, *(at + 1 for at in within)})))


def _is_but_first(answer: Sentence, run: tuple[int, int]) -> bool:
    """Tell whether a word has its capital from the beginning of the sentence: an everyday word that no name follows."""
    return run == (0, 0) and answer.spoken.is_real(answer.words[0].text)
