"""One language: what is known of it, and how to take a text of it apart. Made once, handed along."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import msgspec
import yaml

from knowledge.languages import everyday, weekdays
from knowledge.languages.compounds import Compounds, beginning_term, ending_term
from knowledge.languages.folding import fold
from knowledge.languages.phrases import QuestionPhrases, Request
from knowledge.languages.schema import Asked, LanguageData, Phrases, Shapes, read
from knowledge.languages.stemming import Stem
from knowledge.languages.tokenization import Token, is_hyphenated, tokens
from knowledge.languages.weekdays import Weekdays

FALLBACK = "en"
"""Where nothing else decides."""

_DATA = Path(__file__).with_name("data")
_SHARED = ("question", "answer", "clause", "money", "clock", "months", "streets")
"""Words of shapes that are written in English in documents of other languages too."""
_SHORTEST_BARE = 3
"""Letters of a verb without its ending."""
_FEWEST_SEPARATED = 2
"""Words between whose first and last one a verb is taken apart."""
_SHORTEST_SHOUT = 4
"""Letters of a word in capitals that may be meant loudly; US and IT are names."""
_NAMES = Path(__file__).with_name("names.yaml")


@dataclass(frozen=True, eq=False)
class Language:
    """A language as texts are read in it."""

    code: str
    """ISO 639-1."""
    data: LanguageData
    is_known: bool = True
    """There is a file about it; of others only the name is known, and their words are compared as they stand."""

    @property
    def name(self) -> str:
        """Return what it is called in English."""
        return self.data.name

    # --- a text -----------------------------------------------------------------------------------------

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the folded words of a text in order."""
        return tokens(text, pairs=self.data.cut == "pairs")

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text in order, function words included."""
        stem = self.stem
        return [stem(token.text) for token in self.tokens(text)]

    def terms_and_parts(self, text: str, said: Sequence[Token] | None = None) -> list[str]:
        """Return the terms of a text in order; after a compound come those of the words that it begins and ends with, marked as such, after Wi-Fi that of wifi.

        Args:
            text: Any text.
            said: Its tokens, where they are at hand.
        """
        said = list(self.tokens(text)) if said is None else said
        found: list[str] = []
        for before, token in zip([None, *said], said, strict=False):
            found.append(self.stem(token.text))
            if self.compounds and (parts := self.compounds.parts(text[token.start : token.end].lower())):
                first, last = (self.stem(fold(part)) for part in parts)
                found += [beginning_term(first), ending_term(last)]
            if before and self.is_one_word(text, before, token):
                found.append(self.stem(before.text + token.text))
        return found

    def is_one_word(self, text: str, one: Token, other: Token) -> bool:
        """Tell whether two neighbouring tokens of a text are a word with a hyphen, as people write together as well (Wi-Fi, check-in); a-t-elle is none."""
        functions = self.data.function_words
        return is_hyphenated(text, one, other) and not (one.text in functions and other.text in functions)

    def request(self, text: str, said: Sequence[Token] | None = None) -> Request:
        """Return what the question words of a text ask for.

        Args:
            text: Any text.
            said: Its tokens, where they are at hand.
        """
        return self._phrases.request(text, self.tokens(text) if said is None else said)

    def compares(self, question: str, told: str) -> bool:
        """Tell whether a question asks for the most or the least of something in words that a text does not hold."""
        return self._phrases.compares(question, told)

    def is_negated(self, text: str) -> bool:
        """Tell whether a text holds a word that turns a claim into its opposite."""
        return any(token.text in self.data.negations for token in self.tokens(text))

    def tells_opening(self, text: str) -> bool:
        """Tell whether a text holds a word for the hours in which a house is open, and none for its being closed."""
        open_, closed = self._hours(text)
        return open_ and not closed

    def tells_closing(self, text: str) -> bool:
        """Tell whether a text holds a word for a house's being closed, and none for the hours in which it is open."""
        open_, closed = self._hours(text)
        return closed and not open_

    def _hours(self, text: str) -> tuple[bool, bool]:
        """Tell whether a text holds a word for hours, and one for being closed.

        Words are compared as they are written, accents too: what closes has hours ("closes", "ferme"), what is closed has none ("closed", "fermé").
        """
        said = {text[token.start : token.end].lower() for token in self.tokens(text)}
        shapes = self.data.shapes
        return not said.isdisjoint(shapes.open), not said.isdisjoint(shapes.closed)

    @cached_property
    def shapes(self) -> Shapes:
        """Return the words by which shapes are told; some of English are used in all languages."""
        own, english = self.data.shapes, language(FALLBACK).data.shapes
        shared = {name: Phrases((*getattr(own, name), *getattr(english, name))) for name in _SHARED}
        return msgspec.structs.replace(own, **shared) if own is not english else own

    @cached_property
    def weekdays(self) -> Weekdays:
        """Return what the days of the week are called."""
        return Weekdays(self.data.shapes)

    def days_in(self, text: str, terms: Collection[str]) -> Iterator[str]:
        """Yield the terms of the days of the week that a text names; one may come twice.

        Args:
            text: Any text.
            terms: Those that it holds. Most texts hold none that a day could be named by, and are not looked through.
        """
        if self._day_terms is None or not self._day_terms.isdisjoint(terms):
            yield from self.weekdays.terms(text)

    @cached_property
    def _day_terms(self) -> frozenset[str] | None:
        """Return the terms of the names of days; None where a name need not be a word of its own."""
        shapes = self.data.shapes
        names = [name for days in (shapes.weekdays, shapes.weekdays_short) for each in days for name in each]
        return None if self.data.cut or any(map(weekdays.stands_glued, names)) else self.terms_of(names)

    # --- a word -----------------------------------------------------------------------------------------

    @cached_property
    def stem(self) -> Stem:
        """Return the function from token to term."""
        return Stem(self.data)

    @cached_property
    def compounds(self) -> Compounds | None:
        """Return what takes compounds apart, None where words are not joined."""
        return Compounds(self.code, self.data.function_words) if self.data.joins_words else None

    def relatives(self, word: str, term: str) -> tuple[str, ...]:
        """Return the terms of other words that may stand where a word is asked for; often none.

        Those alike, a verb's participle or a participle's verb, a day.

        Args:
            word: In lower case, with its accents.
            term: Its own.
        """
        day = self.weekdays.term(word)
        return (
            *((day,) if day else ()),
            *self.participles(term),
            *self._alike.get(term, ()),
        )

    def tail(self, word: str) -> str | None:
        """Return the term of the word that a compound ends with; None if it is no compound.

        Args:
            word: In lower case, with its accents.
        """
        last = self.compounds.tail(word) if self.compounds else None
        return self.stem(fold(last)) if last else None

    def within_compounds(self, term: str) -> tuple[str, ...]:
        """Return the terms of a word as that with which a compound ends or begins; none where words are not joined."""
        return (ending_term(term), beginning_term(term)) if self.compounds else ()

    def has_alike(self, term: str) -> bool:
        """Tell whether a term is that of an everyday word for which there are others."""
        return term in self._alike

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """Return term → those of everyday words that mean about the same; a word that is cut into several terms has none."""
        found: dict[str, list[str]] = {}
        for group in self.data.alike:
            cut = [self.terms(word) for word in group]
            terms = list(
                dict.fromkeys(term for term, *more in cut if not (more or term in self.function_terms))
            )
            for term in terms:
                found.setdefault(term, []).extend(other for other in terms if other != term)
        return found

    @cached_property
    def rivals(self) -> dict[str, frozenset[str]]:
        """Return term → those of words that tell a thing apart from what it tells: red and blue, small and large."""
        found: dict[str, frozenset[str]] = {}
        for group in self.data.rivals:
            each = [self.terms_of(words) for words in group]
            everything = frozenset(chain.from_iterable(each))
            found |= {term: everything - words for words in each for term in words}
        return found

    def participles(self, term: str) -> tuple[str, ...]:
        """Return what the participle of a verb's term would be, or of a participle's the verb's (baut and gebaut); often no words at all."""
        if self.data.participle is None:
            return ()
        prefix, ending = self.data.participle
        bare = term.removesuffix(ending)
        if term.startswith(prefix) and bare != term:
            bare = bare.removeprefix(prefix)
            return bare, bare + ending
        if len(bare) < _SHORTEST_BARE:
            return (prefix + bare + ending,)
        return prefix + bare + ending, bare, bare + ending

    def separated(self, said: Sequence[str]) -> str:
        """Return what the verb of a question has left for its end, such as "ab" of "holt … ab"; empty where it has left nothing.

        Args:
            said: The folded words of the question.
        """
        return said[-1] if len(said) > _FEWEST_SEPARATED and said[-1] in self.data.separable else ""

    def is_name(self, word: str) -> bool:
        """Tell whether a word inside a sentence is written like a name; where all nouns are, or where it may be shouted, it must be no common word."""
        may_be_common = self.data.capitalises_nouns or (word.isupper() and len(word) >= _SHORTEST_SHOUT)
        return word[:1].isupper() and not (may_be_common and self.is_real(word.lower()))

    def is_real(self, word: str) -> bool:
        """Tell whether a word, in lower case with its accents, is common in everyday language."""
        return everyday.is_real(word, self.code)

    def share(self, word: str) -> float:
        """Return how many of the words of everyday language are this one, from 0 to 1; 0 where no dictionary holds it."""
        return everyday.share(word, self.code)

    def near(self, word: str) -> set[str]:
        """Return the words of everyday language that differ from one by one mistake."""
        return everyday.near(word, self.code)

    # --- its lists, as terms ----------------------------------------------------------------------------

    @cached_property
    def function_terms(self) -> frozenset[str]:
        """Return the terms that function words become."""
        return self.terms_of(self.data.function_words)

    @cached_property
    def light_terms(self) -> frozenset[str]:
        """Return the terms that light words become."""
        return self.terms_of(self.data.light_words)

    @cached_property
    def _answer_terms(self) -> dict[Asked, frozenset[str]]:
        return {kind: self.terms_of(words) for kind, words in self.data.answers.items()}

    def answer_terms(self, kind: Asked) -> frozenset[str]:
        """Return the terms that a sentence offering a kind of answer often holds."""
        return self._answer_terms.get(kind, frozenset())

    def terms_of(self, words: Iterable[str]) -> frozenset[str]:
        """Return the terms that the words of a list become."""
        return frozenset(term for word in words for term in self.terms(word))

    @cached_property
    def _phrases(self) -> QuestionPhrases:
        return QuestionPhrases(self.data, self.stem)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there is a file about, in alphabetical order."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.yaml")))


@cache
def language(code: str) -> Language:
    """Return the language of a code such as "en" or "pt-BR"; its file is read the first time.

    Raises:
        ConfigError: If the file is wrong.
    """
    primary = code.lower().replace("_", "-").partition("-")[0]
    if primary != code:
        return language(primary)
    if primary in languages():
        return Language(primary, read(_DATA / f"{primary}.yaml"))
    return Language(primary, LanguageData(name=names().get(primary, primary)), is_known=False)


@cache
def names() -> dict[str, str]:
    """Return code → name in English of the languages that are recognised, but that there is no file about."""
    table: dict[str, str] = yaml.safe_load(_NAMES.read_text("utf-8"))
    return table
