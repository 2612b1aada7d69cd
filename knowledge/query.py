"""Text → Query: the words that were asked for, how much each weighs, and the kind of answer wanted."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.languages import Asked, detect, language
from knowledge.model import Question, Repair
from knowledge.spelling import Speller, is_real, share
from knowledge.text import Stem, Token, are_forms, asked_for, function_terms, light_terms, stemmer, tokens

LONGEST_QUESTION = 1000
"""Characters of a message that are looked at."""

LONGEST_PHRASE = 5
"""Words of a message that may name something without asking."""

EVERYDAY_SENTENCES = 1000
"""Sentences of everyday language that a corpus is taken to hold besides its own; see `weight`."""
_EVERYDAY_LENGTH = 15
"""Words of an everyday sentence."""

_TELLING_DIGITS = 3
"""Digits from which on a number is a year or an amount, not the 3 of "name 3 of them"."""

LIGHT_WEIGHT = 0.4
"""What a light word weighs against another one as rare."""

FORM_WEIGHT = 0.5
"""What another form of a word weighs in search against the word itself."""


class Frequencies(Protocol):
    """What weighing needs to know of the corpus."""

    size: int

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question that can be looked up."""

    written: str
    """As the person wrote it."""
    terms: tuple[str, ...]
    """Its stem in the question's language and in the others of the corpus, each once."""
    forms: tuple[str, ...]
    """Other terms of the corpus that are likely forms of it."""
    weight: float
    """Inverse document frequency; the rarer the word in the corpus, the more it says."""
    is_name: bool
    """Written like a name, inside a question that has small letters too."""
    is_known: bool
    """Some fact holds it as written."""
    is_repaired: bool
    """It stands for a word that some fact holds."""

    @property
    def is_number(self) -> bool:
        """Tell whether it is written in digits."""
        return self.written[0].isdigit()

    @property
    def is_stranger(self) -> bool:
        """Tell whether it is a name, or a number too long to be just a count, of which the corpus has never heard."""
        is_telling = self.is_name or (self.is_number and len(self.written) >= _TELLING_DIGITS)
        return is_telling and not (self.is_known or self.is_repaired or self.forms)


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for search."""

    question: Question
    words: tuple[Word, ...]
    """In order, each term once; function words only where there is nothing else."""
    asked: frozenset[Asked]
    """Kinds of answer that its question words call for."""
    is_phrase: bool
    """It asks nothing but names something, such as "belt and road"."""

    @property
    def weights(self) -> dict[str, float]:
        """Return term → weight, for the index."""
        forms = {term: word.weight * FORM_WEIGHT for word in self.words for term in word.forms}
        return forms | {term: word.weight for word in self.words for term in word.terms}


def understand(text: str, languages: Sequence[str], speller: Speller, corpus: Frequencies) -> Query:
    """Return the query that a message stands for.

    Args:
        text: What a person wrote.
        languages: Codes of the corpus's languages, the most frequent first; at least one.
        speller: Knows the words of the corpus.
        corpus: Knows how often they occur.
    """
    text = text[:LONGEST_QUESTION]
    spoken = detect(text, fallback=languages[0])
    if spoken not in languages:
        spoken = languages[0]
    stems = [stemmer(code) for code in dict.fromkeys((spoken, *languages))]
    skipped, light = function_terms(spoken), light_terms(spoken)
    repairs: list[tuple[Token, str]] = []
    content: dict[str, Word] = {}
    function: dict[str, Word] = {}
    said = list(tokens(text))
    has_case = any(text[token.start].islower() for token in said)  # else capitals mark no names
    for token in said:
        written = text[token.start : token.end]
        is_function = stems[0](token.text) in skipped
        known = (
            is_function
            or speller.knows(token.text)
            or any(corpus.frequency(stem(token.text)) for stem in stems)
        )
        repaired = None if known or is_real(written.lower(), spoken) else speller.nearest(token.text)
        if repaired:
            repairs.append((token, repaired))
        terms = tuple(dict.fromkeys(stem(repaired or token.text) for stem in stems))
        word = Word(
            written=written,
            terms=terms,
            forms=() if is_function else tuple(_forms(terms[0], stems[0], speller)),
            weight=weight(terms, corpus, share(repaired or written.lower(), spoken))
            * (LIGHT_WEIGHT if terms[0] in light else 1.0),
            is_name=has_case and token.start > 0 and _is_name(written, spoken),
            is_known=known,
            is_repaired=repaired is not None,
        )
        (function if is_function else content).setdefault(terms[0], word)
    question = Question(
        text=text,
        language=spoken,
        repairs=tuple(Repair(text[token.start : token.end], read) for token, read in repairs),
        understood_as=_rewritten(text, repairs) if repairs else None,
    )
    is_phrase = bool(content) and not _asks(text, skipped, stems[0])
    return Query(question, tuple((content or function).values()), asked_for(text, spoken), is_phrase)


def _is_name(written: str, code: str) -> bool:
    """Tell whether a word inside a sentence is written like a name; where all nouns are, it must be no common word."""
    is_common_noun = language(code).capitalises_nouns and is_real(written.lower(), code)
    return written[0].isupper() and not is_common_noun


def _forms(term: str, stem: Stem, speller: Speller) -> Iterator[str]:
    kin = dict.fromkeys(stem(word) for word in speller.kin(term))
    return (other for other in kin if other != term and are_forms(term, other))


def weight(terms: Sequence[str], corpus: Frequencies, everyday: float = 0.0) -> float:
    """Return the inverse document frequency as in BM25 (Robertson and Spärck Jones), of the most frequent form.

    It is taken as if the corpus also held `EVERYDAY_SENTENCES` of everyday language. In a small corpus that knows neither word, "want" then
    says less than "sourdough"; in a large one it makes no difference.

    Args:
        terms: Forms of one word.
        corpus: Knows how often they occur.
        everyday: Share of everyday language that the word makes up.
    """
    frequency = float(max(map(corpus.frequency, terms)))
    frequency += EVERYDAY_SENTENCES * min(everyday * _EVERYDAY_LENGTH, 1.0)
    return math.log(1 + (corpus.size + EVERYDAY_SENTENCES - frequency + 0.5) / (frequency + 0.5))


def _rewritten(text: str, repairs: Sequence[tuple[Token, str]]) -> str:
    parts: list[str] = []
    position = 0
    for token, read in repairs:
        was = text[token.start : token.end]
        parts += [text[position : token.start], read.title() if was[0].isupper() else read]
        position = token.end
    return " ".join("".join([*parts, text[position:]]).split())


def _asks(text: str, function_words: frozenset[str], stem: Stem) -> bool:
    """Tell whether a text is a question or a sentence: it begins with a function word, ends in a question mark, or is long."""
    said = [stem(token.text) for token in tokens(text)]
    return said[0] in function_words or text.rstrip().endswith(("?", "？", "؟")) or len(said) > LONGEST_PHRASE
