"""Mails above what they answer: of the quoted mail below, the questions that a reply answers."""

import re
from collections.abc import Iterator, Sequence

from knowledge.languages.language import Language
from knowledge.model import Kind
from knowledge.sources.shapes.claim import Claim, Context, Found, Sentence, Unit, leading
from knowledge.sources.shapes.question_answer import LONGEST_ANSWER
from knowledge.sources.shapes.questions import as_question, asks

_HISTORY = re.compile(r"(?=.*(?:\d{1,2}[:.h]\d{2}|@)).*[:：]$|(?:[^\W\d_][^:：]{0,20}[:：]\s.{1,120}?){3}")
"""The line above a quoted mail, "On 3 May at 9:12, Ada wrote:", or its headers on one line."""
_GREETING = re.compile(r"\W*(?:[^\W\d_][\w’'-]*\s){0,3}[^\W\d_][\w’'-]*\s?[,!，！]\s*")
_SALUTATION = re.compile(r"\A(?:[^\W\d_][\w.’'-]*\s){0,3}[^\W\d_][\w’'-]*[,!，！][ \t]*\n")
"""A first line such as "Hello Ada,"."""
_HEADER = re.compile(r"[^\W\d_][\w-]{0,15}: ")


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the sentences of a paragraph that stands above a quoted mail, if one of them answers a question of that."""
    unit, language = units[at], context.language
    if unit.kind is not Kind.PARAGRAPH or _says_nothing(unit):
        return None
    if not (questions := [as_question(question) for question in _quoted(units, at, language)]):
        return None
    stating = [each for each in unit.sentences if not asks(each.text, language)]
    is_opening = units[at - 1].kind is Kind.HEADING or _says_nothing(units[at - 1]) if at else True
    if len(questions) == 1 and is_opening and len(stating) == len(unit.sentences) > 0:
        told = stating[: leading(stating, LONGEST_ANSWER)]
        claim = Claim(" ".join(each.text for each in told), (told[0].start, told[-1].end), tuple(questions))
        return Found((claim,), 1, unit.without_first(len(told)) if len(told) < len(stating) else None)
    answered = [tuple(one for one in questions if _shares(one, each, language)) for each in stating]
    if not any(answered):
        return None
    claims = (
        Claim(each.text, (each.start, each.end), answers)
        for each, answers in zip(stating, answered, strict=True)
    )
    return Found(tuple(claims), 1)


def _quoted(units: Sequence[Unit], at: int, language: Language) -> Iterator[str]:
    """Yield the questions of the mail that is quoted right below."""
    below = next((n for n in range(at, len(units)) if units[n].kind is Kind.HEADING), len(units))
    if below == len(units) or not _HISTORY.match(units[below].line):
        return
    for unit in units[below + 1 :]:
        if unit.kind is Kind.HEADING:
            return
        for each in unit.sentences:
            if asks(each.text, language):
                yield _SALUTATION.sub("", unit.text[each.start - unit.start : each.end - unit.start])


def _says_nothing(unit: Unit) -> bool:
    """Tell whether a paragraph is a greeting, or the headers of the mail."""
    return bool(_GREETING.fullmatch(unit.text)) or all(_HEADER.match(line.text) for line in unit.lines())


def _shares(question: str, sentence: Sentence, language: Language) -> bool:
    """Tell whether a sentence speaks of something that a question asks about."""
    common = set(language.terms_and_parts(question)).intersection(language.terms_and_parts(sentence.text))
    return bool(common - language.function_terms - language.light_terms)
