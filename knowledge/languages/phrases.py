"""The phrases by which a question says what it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.languages.schema import Asked, LanguageData
from knowledge.languages.stemming import Stem
from knowledge.languages.tokenization import Token, tokens


@dataclass(frozen=True, slots=True)
class Request:
    """What a question says about the answer it wants."""

    asked: frozenset[Asked]
    """Kinds of answer that its question words call for."""
    counted: str | None
    """Term of what is to be counted, the word after "how many"."""


class QuestionPhrases:
    """Question words and phrases of one language, ready to be looked for in texts."""

    def __init__(self, data: LanguageData, stem: Stem) -> None:
        self._is_unspaced = data.cut is not None
        self._has_particles = bool(data.endings) and not data.stemmer
        self._stem = stem
        kinds = [(phrase, kind) for kind, phrases in data.asks.items() for phrase in phrases]
        self._asking = tuple((self._phrase(phrase), kind) for phrase, kind in kinds)
        plain = {*data.counting, *data.asks.get(Asked.NUMBER, ())}  # how many there are may well be told
        self._comparing = tuple(
            self._phrase(phrase) for phrase in data.shapes.not_told if phrase not in plain
        )
        # What is counted cannot be told where a text is cut into pairs.
        counting = () if data.cut == "pairs" else data.counting
        self._counting = tuple(map(self._phrase, sorted(counting, key=len, reverse=True)))

    def compares(self, question: str, told: str) -> bool:
        """Tell whether a question asks for the most or the least of something in words that a text does not hold."""
        said, known = self._phrase(question), self._phrase(told)
        return any(phrase in said and phrase not in known for phrase in self._comparing)

    def request(self, text: str, said: Iterable[Token]) -> Request:
        """Return what the question words of a text of these tokens ask for."""
        spaced = self._spaced(text, said)
        return Request(self._asked(spaced), self._counted(spaced))

    def _asked(self, said: str) -> frozenset[Asked]:
        if self._has_particles:  # 언제까지 asks for the same as 언제
            said += self._joined(map(self._stem, said.split()))
        return frozenset(kind for phrase, kind in self._asking if phrase in said)

    def _counted(self, said: str) -> str | None:
        for phrase in self._counting:
            _, found, rest = said.partition(phrase)
            if found and (following := next(tokens(rest), None)):
                return self._stem(following.text)
        return None

    def _phrase(self, text: str) -> str:
        return self._spaced(text, tokens(text))

    def _spaced(self, text: str, said: Iterable[Token]) -> str:
        """Return the folded words of a text between spaces, or the text where spaces do not end a phrase."""
        return text if self._is_unspaced else self._joined(token.text for token in said)

    @staticmethod
    def _joined(words: Iterable[str]) -> str:
        return f" {' '.join(words)} "
