"""Questions that are joined into one by "and" or a semicolon → the questions, one by one.

Where did they meet and when did they meet?        Where did they meet | when did they meet?
How and when did they meet?                        as it stands
Which mayor who was born here and who left won?    as it stands
"""

import re
from collections.abc import Iterator, Sequence

from bot.conversation.question_words import QuestionWords, question_words
from knowledge.languages.tokenization import Token, tokens

_FEWEST_BEFORE = 3
"""Words of a question that another one is joined to: "how often and when does it sail" is one."""
_FEWEST = 2
"""Words of a question that is joined."""
_STOP = re.compile(r"[;/\n]|\s[-–—]+\s")
"""What stands between questions although no word joins them; a comma does so only beside such a word."""
_LOOSE = " ,;/\n-–—"


def parted(text: str) -> tuple[str, ...]:
    """Return the questions that a text may be made of, in their order; the text itself where nothing joins two that ask."""
    said = list(tokens(text))
    for known in question_words().values():
        starts = list(_starts(text, said, known)) if known.joins else []
        if any(join < start or _STOP.search(_before(text, said, join)) for join, start in starts):
            ends = [*(said[join].start for join, _ in starts), len(text)]
            begins = [0, *(said[start].start for _, start in starts)]
            return tuple(text[begin:end].strip(_LOOSE) for begin, end in zip(begins, ends, strict=True))
    return (text,)


def _starts(text: str, said: Sequence[Token], known: QuestionWords) -> Iterator[tuple[int, int]]:
    """Yield where a question is joined and where it begins, the same where but a sign joins it; nothing where the first one does not ask.

    A question word further in begins no question but a clause, as in "the mayor who left and who won".
    """
    if not said or said[0].text not in known.asking | known.opens:
        return
    begin = 0
    for place in range(_FEWEST_BEFORE, len(said) - 1):
        is_joined = said[place].text in known.joins
        sign = _before(text, said, place)
        is_apart = bool("," in sign or _STOP.search(sign))
        start = place + is_joined
        if (
            start > len(said) - _FEWEST
            or not (is_joined or is_apart)
            or not _begins(said, start, known, is_apart=is_apart)
        ):
            continue
        inner = (token.text for token in said[begin + 1 : place])
        if place - begin < _FEWEST_BEFORE or not known.asking.isdisjoint(inner):
            return
        yield place, start
        begin = start


def _begins(said: Sequence[Token], start: int, known: QuestionWords, *, is_apart: bool) -> bool:
    """Tell whether a question begins at a word.

    What begins with a verb does so behind a sign, or with its subject behind it: "and is there a café", but not in "who was mayor and was elected".
    """
    word, following = said[start].text, said[start + 1].text
    return word in known.asking or (word in known.opens and (is_apart or following in known.subjects))


def _before(text: str, said: Sequence[Token], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[said[place - 1].end : said[place].start]
