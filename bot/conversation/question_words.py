"""The words with which questions begin, by language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.conversation.message_features import words
from knowledge.languages.detection import detect
from knowledge.languages.language import language, languages
from knowledge.languages.schema import Words
from knowledge.languages.tokenization import tokens


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How questions begin in a language, and how they are joined; folded."""

    asking: frozenset[str]
    """The first words of question phrases: who, how."""
    opens: frozenset[str]
    """The first words of other questions: is, can."""
    joins: Words
    """What joins a question to the one before it: and."""
    subjects: frozenset[str]
    """Words with which begins what is spoken of, and few others: the, there, she."""


@cache
def question_words() -> Mapping[str, QuestionWords]:
    """Return those of each language, by its code."""
    return {code: _of(code) for code in languages()}


@cache
def asking_words() -> frozenset[str]:
    """Return the first words of question phrases in all languages."""
    return frozenset().union(*(known.asking for known in question_words().values()))


@cache
def opening_words() -> frozenset[str]:
    """Return the first words of questions in all languages."""
    return asking_words().union(*(known.opens for known in question_words().values()))


def holds_question_word(text: str) -> bool:
    """Tell whether a text holds a question word of its language; never in a language whose question words are not known."""
    known = question_words().get(detect(text))
    return known is not None and not known.asking.isdisjoint(words(text))


def _of(code: str) -> QuestionWords:
    data = language(code).data
    phrases = [phrase for phrases in data.asks.values() for phrase in phrases]
    known = data.follow_ups
    asking = _first_words([*phrases, *(known.asking if known else ())])
    prepositions = known.prepositions if known else Words()
    return QuestionWords(
        asking=asking - prepositions,  # "for that" asks nothing, although "for what" does
        opens=_first_words(data.shapes.opens),
        joins=data.chatter.joins if data.chatter else Words(),
        subjects=data.function_words - prepositions - asking,
    )


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first word of each phrase, as it is read in a question and as it is read in a chat, where "what's" is "whats"."""
    read = [said for phrase in phrases for said in ([token.text for token in tokens(phrase)], words(phrase))]
    return frozenset(said[0] for said in read if said)
