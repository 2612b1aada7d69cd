"""Question and answer: a FAQ, an interview, a heading that asks.

The statement is the answer, whole up to `LONGEST_ANSWER`; the question becomes an example question of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.languages.language import Language
from knowledge.model import Kind
from knowledge.sources.shapes.claim import Claim, Context, Found, Unit, leading
from knowledge.sources.shapes.questions import as_question, asks

LONGEST_ANSWER = 700
"""Characters that are told in one; what follows them in a long answer are sentences of their own."""
LONGEST_QUESTION = 400
_FEWEST = 3
"""Questions of a document that make all of its headings questions."""

_WITHIN = r"(?:\n\s*|(?<=[^\w\s,])\s+(?=[\w*]+\s?\d{0,3}\s?\**[:：]))"
"""What stands before a label that does not begin a unit: a line break, or a space in which one is told, as in Markdown; then only a colon makes a label."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands before questions and answers."""

    question: re.Pattern[str]
    answer: re.Pattern[str]


@cache
def labels(language: Language) -> Labels:
    """Return the labels of a language."""
    return Labels(_label(language.shapes.question), _label(language.shapes.answer))


def _label(words: Sequence[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
    # "Q:", "Q1.", "Question 3:", "Frage -"; one letter needs a colon or a stop.
    return re.compile(
        rf"[*_]*(?:{names})\s?\d{{0,3}}\s?[*_]*(?:[:：]|[.)](?=\s)|\s[–—-](?=\s))[*_]*\s*", re.IGNORECASE
    )


def is_questionnaire(units: Sequence[Unit], language: Language) -> bool:
    """Tell whether a document asks under so many headings that those which do not look like it ask as well."""
    asking = [unit for unit in units if _asks(unit, language)]
    headings = [unit for unit in units if unit.kind is Kind.HEADING and not asks(unit.line, language)]
    return len(asking) >= _FEWEST and len(asking) > len(headings)


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the questions that begin at a unit and what answers them; None where nothing is asked."""
    language = context.language
    labelled = labels(language).question.match(units[at].text)
    if labelled:
        return _labelled(units, at, language, labelled.end())
    if inside := _inside(units[at], language):
        return inside
    end = at
    while end < len(units) and _asks(units[end], language):
        end += 1
    if end == at and context.is_questionnaire and units[at].kind is Kind.HEADING and at:
        end += 1
    if end == at:
        return None
    return _answered([as_question(unit.text) for unit in units[at:end]], units, at, end, language)


def _asks(unit: Unit, language: Language) -> bool:
    """Tell whether a unit does nothing but ask."""
    if unit.kind is Kind.HEADING:
        return asks(unit.line, language)
    return (
        bool(unit.sentences)
        and len(unit.text) <= LONGEST_QUESTION
        and all(asks(sentence.text, language) for sentence in unit.sentences)
    )


def _labelled(units: Sequence[Unit], at: int, language: Language, label_end: int) -> Found | None:
    """Return what stands after "Q:" and after the "A:" behind it, in the same unit or in the next ones."""
    answer = labels(language).answer
    if pairs := tuple(_pairs(units[at], label_end, language)):
        return Found(pairs, 1)
    parts, end = [units[at].text[label_end:]], at + 1
    while end < len(units) and not answer.match(units[end].text):
        if end - at > 2 or units[end].kind is Kind.ROW or labels(language).question.match(units[end].text):
            break
        if not _asks(units[end], language) and not any(
            answer.match(unit.text) for unit in units[end : end + 2]
        ):
            break
        parts.append(units[end].text)
        end += 1
    return _answered([as_question(" ".join(parts))], units, at, end, language)


def _pairs(unit: Unit, start: int, language: Language) -> Iterator[Claim]:
    """Yield the answers that stand in the same unit as their questions, the first of which begins at `start`."""
    question, answer = (
        re.compile(_WITHIN + label.pattern, re.IGNORECASE)
        for label in (labels(language).question, labels(language).answer)
    )
    while begins := answer.search(unit.text, start):
        follows = question.search(unit.text, begins.end())
        end = follows.start() if follows else len(unit.text)
        asked = as_question(unit.text[start : begins.start()])
        if told := " ".join(unit.text[begins.end() : end].split()):
            yield Claim(told, (unit.start + begins.end(), unit.start + end), (asked,))
        if not follows:
            return
        start = follows.end()


def _inside(unit: Unit, language: Language) -> Found | None:
    """Return the answer within a paragraph that begins with a question."""
    count = 0
    while count < len(unit.sentences) and asks(unit.sentences[count].text, language):
        count += 1
    rest = unit.sentences[count:]
    if not count or not rest or any(asks(sentence.text, language) for sentence in rest):
        return None  # whoever asks on wants an answer from others
    asked = tuple(as_question(sentence.text) for sentence in unit.sentences[:count])
    answer = unit.without_first(count)
    taken = leading(answer.sentences, LONGEST_ANSWER)
    claim = _claim(asked, [(answer, taken)], language)
    left = answer.without_first(taken) if taken < len(answer.sentences) else None
    return Found((claim,), 1, left)


def _answered(asked: Sequence[str], units: Sequence[Unit], at: int, end: int, language: Language) -> Found:
    """Return the claim of the units behind a question, as many as can be told in one."""
    room = LONGEST_ANSWER
    told: list[tuple[Unit, int]] = []
    rest = None
    for unit in _answer(units, end, language):
        count = leading(unit.sentences, room) if unit.sentences else 0
        length = (
            len(unit.text)
            if not unit.sentences
            else sum(len(each.text) + 1 for each in unit.sentences[:count])
        )
        if told and length > room:
            break
        told.append((unit, count))
        room -= length
        end += 1
        if unit.sentences and count < len(unit.sentences):
            rest = unit.without_first(count)
            break
    if not any(unit.sentences for unit, _ in told):
        return Found((), end - len(told) - at)
    return Found((_claim(asked, told, language),), end - at, rest)


def _answer(units: Sequence[Unit], start: int, language: Language) -> Iterator[Unit]:
    """Yield the units that answer: up to the next question, heading or table."""
    for position, unit in enumerate(units[start:]):
        is_answer = unit.kind in {Kind.PARAGRAPH, Kind.ITEM, Kind.CAPTION}
        if not is_answer or labels(language).question.match(unit.text) or _asks(unit, language):
            return
        if position and (_begins_question(unit, language) or _begins_list(units, start + position)):
            return
        yield unit


def _begins_list(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a unit leads in another list than the one right before it."""
    follows_list = units[at - 1].kind is Kind.ITEM and units[at].kind is Kind.PARAGRAPH
    return follows_list and units[at].line.endswith((":", "："))


def _begins_question(unit: Unit, language: Language) -> bool:
    return bool(unit.sentences) and asks(unit.sentences[0].text, language)


def _claim(asked: Sequence[str], told: Sequence[tuple[Unit, int]], language: Language) -> Claim:
    first, last = told[0][0], told[-1]
    label = labels(language).answer.match(first.text)
    start = first.start + (label.end() if label else 0)
    end = last[0].sentences[last[1] - 1].end if last[0].sentences else last[0].end
    texts = [
        " ".join(sentence.text for sentence in unit.sentences[:count]) if unit.sentences else unit.line
        for unit, count in told
    ]
    if label:
        texts[0] = texts[0][len(" ".join(first.text[: label.end()].split())) :].lstrip()
    return Claim(_joined(texts, [unit for unit, _ in told]), (start, end), tuple(filter(None, asked)))


def _joined(texts: Sequence[str], units: Sequence[Unit]) -> str:
    """Return texts as one, entries of a list after each other with a semicolon where they have no stop."""
    parts: list[str] = []
    for text, unit, following in zip(texts, units, [*units[1:], None], strict=True):
        is_open = unit.kind is Kind.ITEM and text[-1:].isalnum()
        parts.append(f"{text};" if is_open and following and following.kind is Kind.ITEM else text)
    return " ".join(parts)
