"""Which words of an earlier question new ones take the place of: those of the same kind, a name for a name, a number for a number."""

from collections.abc import Iterator

from bot.conversation.sentence import Sentence
from bot.conversation.subjects import as_told
from knowledge.languages.word_vectors import vectors

_SAME_SORT = 0.3
"""Cosine from which on two words are of one sort, as hens and cockerels."""


def slot(said: Sentence, last: Sentence, answer: Sentence) -> tuple[int, int] | None:
    """Return which words of an earlier question the new ones take the place of: those of the same kind; None where there are none."""
    if alike := _sharing_a_word(said, last):
        return alike
    if said.numbers() and last.numbers():
        return last.numbers()[-1]
    if last.names() and _may_be_name(said):
        before = said.preposition_before(said.content[0])
        same = [run for run in last.names() if before and last.preposition_before(run[0]) == before]
        return (same or last.names())[-1]
    if alike := of_the_same_sort(said, last, answer):
        return alike
    if before := said.preposition_before(
        said.content[0]
    ):  # "and for kids?" takes no place in "what does a ticket cost?"
        same = [run for run in last.runs(last.content) if last.preposition_before(run[0]) == before]
        if not (same or last.names()):
            return None
    return next((run for runs in _things(said, last, answer) for run in runs), None)


def _things(said: Sentence, last: Sentence, answer: Sentence) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of words of an earlier question that something else than a name may take the place of."""
    if not said.preposition_before(said.content[0]):  # "on Sundays" is nothing that "(the shed)" could be
        yield last.put_beside()
    if not last.names():
        yield last.nouns()[-1:]
    *_, (first, end) = list(last.runs(last.content)) or [(0, -1)]
    stands_last = end == len(last.words) - 1 and bool(last.preposition_before(first))
    yield [(first, end)] if stands_last and (first, end) not in last.names() else []
    if not last.names() and answer.words:
        yield as_told(last.things()[-1:], last, answer)


def _may_be_name(said: Sentence) -> bool:
    """Tell whether what is new is a name, which may be typed in small letters if everyday language does not know it."""
    written = (said.written(at, at).lower() for at in said.content)
    return bool(said.names()) or not any(map(said.spoken.is_real, written))


def _sharing_a_word(said: Sentence, last: Sentence) -> tuple[int, int] | None:
    """Return as many words as are new, one of which is among them: "full-time" for "part-time", "Windows 95" for "windows xp"."""
    first, end = said.content[0], said.content[-1]
    for at in last.content:
        for offset in range(end - first + 1):
            if last.words[at].text != said.words[first + offset].text or offset > at:
                continue
            begin = at
            while begin > at - offset and begin - 1 in last.content:
                begin -= 1
            return begin, min(at - offset + end - first, len(last.words) - 1)
    return None


def of_the_same_sort(said: Sentence, last: Sentence, answer: Sentence) -> tuple[int, int] | None:
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
    return next((run for run in as_told(last.things(), last, answer) if run[0] <= at <= run[1]), (at, at))
