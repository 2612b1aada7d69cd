"""Chatter around a question, and several questions in one message → the questions, one by one.

    hi, quick one, who is the mayor of Lindvik? thanks!              who is the mayor of Lindvik?
    I wanted to know when the pier was built                         when the pier was built
    Who is the mayor? And when was she elected?                      Who is the mayor? | And when was she elected?

Only what is known to be chatter is taken off, at the beginning and at the end, clause by clause; what is left stands as it was written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.conversation.message_features import phrases_of, words
from bot.conversation.question_words import asking_words, opening_words, question_words
from bot.conversation.talk_examples import talk_examples
from bot.conversation.talk_model import learned
from knowledge.languages.detection import detect
from knowledge.languages.folding import fold
from knowledge.languages.language import language, languages
from knowledge.languages.talk import Talk
from knowledge.languages.tokenization import GLUED

_POLITE = (
    Talk.GREETING, Talk.WELLBEING, Talk.GOODBYE, Talk.THANKS, Talk.OKAY, Talk.PRAISE, Talk.LAUGHTER, Talk.APOLOGY, Talk.MOOD,
    Talk.WONDER, Talk.WISH, Talk.WAIT, Talk.OPENING,
)  # fmt: skip
"""Small talk that people put around a question. A yes or no may be part of what they ask."""
_SIGNS = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
"""Emoji and their like."""
_CLAUSE_END = re.compile(rf"[.!?…;:,]+(?=\s|$|[{GLUED}])|[。！？；，、؟،؛\n]+|\s[-–—]+(?=\s)|[{_SIGNS}]+")
_QUESTION_END = re.compile(rf"[?？؟]+(?=\s|$|[{GLUED}{_SIGNS}])|[？؟]+")
_SENTENCE_END = re.compile(r"[.!…]+[\"”»)]*\s+(?=\S)|[。！\n]+")
_LOOSE_END = re.compile(rf"[\s,،，{_SIGNS}]+$")
_FEWEST = 2
"""Words that must be left of a question."""
_SURELY_POLITE = (Talk.GREETING, Talk.WELLBEING, Talk.GOODBYE, Talk.THANKS, Talk.APOLOGY)
"""What is taken off though it is no known phrase."""
_SURELY = 0.99
"""Chance from which on a clause that is no known chatter is polite talk."""
_LONGEST_PHRASE = 9
"""Words."""
_LONGEST_LEAD = 30
"""Words in which a question begins, whatever leads up to it."""
_LONGEST_NAME = 4
"""Words, or in Chinese letters, of the name of a person or a house."""
_PREAMBLE = 50
"""Words from which on what stands before a question is a text that was passed on."""


Knows = Callable[[str], bool]
"""Tells whether the sources hold a word, folded: then who says to be from Norway asks as somebody from there."""


def _knows_nothing(_word: str) -> bool:
    return False


def questions(text: str, knows: Knows = _knows_nothing) -> tuple[str, ...]:
    """Return the questions of a message in their order, each once, without the chatter around them; the message itself where it is one question."""
    if len(words(text)) <= _FEWEST:
        return (text,)
    asked = [bare for part in _asked(without_chatter(text, knows)) if (bare := without_chatter(part, knows))]
    once: dict[str, str] = {}
    for one in asked:
        once.setdefault(fold(one), one)
    return tuple(once.values()) or (text,)


def asks(text: str) -> bool:
    """Tell whether a text is a question by its form: it has a question mark, or begins with a question word of its language."""
    said = words(without_chatter(text))
    asking = question_words()[detect(text)].asking
    return bool(said) and (_QUESTION_END.search(text) is not None or said[0] in asking)


def _asked(text: str) -> list[str]:
    """Return the parts of a text that end in a question mark, where there are several; else the text, without what was passed on."""
    ends = [found.end() for found in _QUESTION_END.finditer(text)]
    parts = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    asked: list[str] = []
    for part in parts:
        if len(words(part)) < _FEWEST or _is_chatter(part):
            continue
        if asked and not _stands_alone(part):
            asked[-1] = f"{asked[-1]} {part}"
        else:
            asked.append(part)
    return [_without_preamble(part) for part in asked] or [text]


def _stands_alone(part: str) -> bool:
    """Tell whether a part of a message is a question with a word that asks or could be looked up, as "Is there any way?" is not."""
    said = words(part)
    if not (_QUESTION_END.search(part) or _begins_a_question(part)):
        return False
    return any(word not in learned().familiar or word in asking_words() for word in said)


def _without_preamble(text: str) -> str:
    """Return the last sentence of a text that is too long to be a question, if it asks."""
    if len(words(text)) <= _PREAMBLE or not _QUESTION_END.search(text):
        return text
    last = text[max((found.end() for found in _SENTENCE_END.finditer(text)), default=0) :]
    return last if len(words(last)) > _FEWEST else text


def without_chatter(text: str, knows: Knows = _knows_nothing) -> str:
    """Return a text without the chatter at its beginning and at its end."""
    clauses = list(_clauses(text))
    first, last = 0, len(clauses)
    while first < last - 1 and _is_chatter(clauses[first], knows):
        first += 1
    while last - 1 > first and _is_chatter(clauses[last - 1], knows):
        last -= 1
    left = _LOOSE_END.sub("", "".join(clauses[first:last]).strip())
    join, _, rest = left.partition(" ")
    if first and fold(join) in _phrases().joins:
        left = rest
    left = _without_closer(_without_lead_in(left, knows))
    return left if len(words(left)) >= _FEWEST or not words(text) else text


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for found in _CLAUSE_END.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    if text[start:].strip():
        yield text[start:]


def _is_chatter(clause: str, knows: Knows = _knows_nothing) -> bool:
    """Tell whether a clause is known chatter, is made of nothing else, as "ok so thanks", is surely polite, or says who speaks."""
    said = words(clause)
    return not said or _is_covered(said) or _is_polite(said) or _is_introduction(said, knows)


def _is_introduction(said: Sequence[str], knows: Knows) -> bool:
    """Tell whether words say who speaks, or from which house unless the sources know that, or one and the other."""
    joins = (at for at, word in enumerate(said) if word in _phrases().adds)
    return _says_who(said, knows) or any(
        _says_who(said[:at], knows) and _says_who(said[at + 1 :], knows) for at in joins
    )


def _says_who(said: Sequence[str], knows: Knows) -> bool:
    known = _phrases()
    begins = range(max(len(said) - _LONGEST_NAME, 1), len(said))
    return any(
        (opening := " ".join(said[:begin])) in known.introductions
        or (opening in known.affiliations and not all(map(knows, said[begin:])))
        for begin in begins
    )


def _is_covered(said: Sequence[str]) -> bool:
    known = _phrases()
    return any(part in known.alone for part in phrases_of(said, known.alone | known.joins))


def _is_polite(said: list[str]) -> bool:
    model = learned()
    if not all(word in model.familiar for word in said):
        return False
    chances = model.chances(said)
    return sum(chances.values()) >= _SURELY and next(iter(chances)) in _SURELY_POLITE


def _without_lead_in(text: str, knows: Knows = _knows_nothing) -> str:
    """Return a text without "I wanted to know" and the like before its first clause, "I'm Ann and" before that, and a greeting before a question word."""
    known = _phrases()
    starts = [found.start() for found in re.finditer(r"\S+", text)][:_LONGEST_LEAD]
    left = {start: text[start:] for start in starts}
    for number, start in reversed(
        list(enumerate(starts))
    ):  # the last words first, so that each is looked at once
        for end in reversed(starts[number + 1 : number + 1 + _LONGEST_PHRASE]):
            said = words(text[start:end])
            phrase = " ".join(said)
            may_lead_in = phrase in known.alone or (
                known.adds.intersection(said[-1:]) and _is_introduction(said[:-1], knows)
            )
            is_led_in = phrase in known.lead_ins or (
                may_lead_in and (left[end] != text[end:] or _begins_a_question(left[end]))
            )
            if is_led_in and len(words(text[end:])) >= _FEWEST:
                left[start] = left[end]
                break
    bare = left[starts[0]] if starts else text
    unspaced = next((one for one in known.unspaced if bare.startswith(one)), "")
    rest = bare.removeprefix(unspaced).lstrip("，、,: ")
    return _without_lead_in(rest, knows) if unspaced and len(words(rest)) >= _FEWEST else bare


def _without_closer(text: str) -> str:
    """Return a text without "please" and the like at its end; its question mark stays."""
    mark = text[-1:] if text[-1:] in "?？؟" else ""
    starts = [found.start() for found in re.finditer(r"\s+\S", text)]
    for start in starts[-_LONGEST_PHRASE:]:
        if " ".join(words(text[start:])) in _phrases().closers and len(words(text[:start])) > _FEWEST:
            return text[:start].rstrip(" ,") + mark
    return text


def _begins_a_question(text: str) -> bool:
    said = words(text)
    return bool(said) and (said[0] in opening_words() or bool(_QUESTION_END.search(text) and len(said) == 1))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """What people put around a question, each as its folded words joined by spaces."""

    alone: frozenset[str]
    """As clauses of their own."""
    lead_ins: frozenset[str]
    """Before a question, without a comma: those of several words."""
    closers: frozenset[str]
    introductions: frozenset[str]
    """Before the name of the person who speaks."""
    affiliations: frozenset[str]
    """Before that of the house they are from."""
    adds: frozenset[str]
    """Words between who speaks and what they ask: and."""
    joins: frozenset[str]
    """Words between chatter and a question: but, so."""
    unspaced: tuple[str, ...]
    """Lead-ins of languages that write no spaces, the longest first."""


@cache
def _phrases() -> _Phrases:
    spoken = [language(code).data for code in languages()]
    polite = frozenset(" ".join(example.words) for example in talk_examples() if example.talk in _POLITE)
    chatter = [data.chatter for data in spoken if data.chatter is not None]
    lead_ins = _joined(phrase for one in chatter for phrase in one.lead_ins)
    closers = _joined(phrase for one in chatter for phrase in one.closers)
    sign_offs = _joined(phrase for one in chatter for phrase in one.sign_offs)
    unspaced = (phrase for data in spoken if data.cut and data.chatter for phrase in data.chatter.lead_ins)
    return _Phrases(
        alone=polite | lead_ins | closers | sign_offs,
        lead_ins=frozenset(phrase for phrase in lead_ins if " " in phrase),
        closers=closers,
        introductions=_joined(phrase for one in chatter for phrase in one.introductions),
        affiliations=_joined(phrase for one in chatter for phrase in one.affiliations),
        adds=frozenset(fold(word) for one in chatter for word in one.joins),
        joins=_joined(phrase for data in spoken for phrase in data.shapes.joins),
        unspaced=tuple(sorted(unspaced, key=len, reverse=True)),
    )


def _joined(phrases: Iterable[str] | Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(words(phrase)) for phrase in phrases)
