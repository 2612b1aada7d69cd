"""The examples of small talk in the language files, by their folded words."""

from dataclasses import dataclass
from functools import cache

from bot.conversation.message_features import words
from knowledge.languages.language import FALLBACK, language, languages
from knowledge.languages.talk import Talk


@dataclass(frozen=True, slots=True)
class TalkExample:
    """Something that people say, and what they mean by it."""

    words: tuple[str, ...]
    """Folded."""
    talk: Talk
    language: str


@cache
def talk_examples() -> tuple[TalkExample, ...]:
    """Return the examples of all languages, those of the fallback first."""
    return tuple(
        TalkExample(tuple(words(phrase)), talk, code)
        for code in sorted(languages(), key=lambda code: code != FALLBACK)
        for talk, phrases in language(code).data.talk.items()
        for phrase in phrases
    )
