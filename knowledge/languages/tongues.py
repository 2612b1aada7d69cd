"""Words that everybody uses in some language: those that questions and small talk are made of."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from knowledge.languages.folding import fold
from knowledge.languages.language import language, languages
from knowledge.languages.schema import LanguageData


def tongues(word: str) -> frozenset[str]:
    """Return the codes of the languages in which a folded word is one that everybody uses: "gracias", "wie"; mostly none."""
    return _used().get(word, frozenset())


@cache
def _used() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in languages():
        for word in _words(language(code).data):
            found[fold(word)].add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _words(data: LanguageData) -> frozenset[str]:
    asked = {word for phrases in data.asks.values() for phrase in phrases for word in phrase.split()}
    said = {phrase for phrases in data.talk.values() for phrase in phrases if " " not in phrase}
    return data.function_words | data.light_words | asked | said
