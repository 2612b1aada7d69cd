"""Text → Query: the words that were asked for, how much each weighs, and the kind of answer wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

from knowledge.answering.other_forms import KnownTerms, other_forms
from knowledge.answering.outcome import Question, Repair
from knowledge.answering.spelling import Reading, Speller
from knowledge.answering.term_weight import Frequencies, weight
from knowledge.languages import weekdays
from knowledge.languages.clock import times
from knowledge.languages.detection import detect
from knowledge.languages.language import Language, language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import is_inflection, is_spent
from knowledge.languages.values import kinds_named
from knowledge.sources.shapes import clause
from knowledge.storage.implied_terms import place_term

LONGEST_QUESTION = 1000
"""Characters of a message that are looked at."""

_MEASURED = frozenset({"price", "time", "date"})
_OTHER_VALUES = {
    Asked.PERSON: _MEASURED,
    Asked.PLACE: _MEASURED,
    Asked.REASON: _MEASURED,
    Asked.TIME: frozenset({"price", "mail", "phone", "address"}),
    Asked.NUMBER: frozenset({"mail", "address"}),
}
"""Kind of answer asked for → kinds of value that none of the question's words then names."""
_QUESTION_MARKS = ("?", "？", "؟", "\u037e")

LONGEST_PHRASE = 5
"""Words of a message that may name something without asking."""

_TELLING_DIGITS = 3
"""Digits from which on a number is a year or an amount, not the 3 of "name 3 of them"."""

LIGHT_WEIGHT = 0.4
"""What a light word weighs against another one as rare."""

FORM_WEIGHT = 0.5
"""What another form of a word weighs in search against the word itself."""


class Corpus(KnownTerms, Frequencies, Protocol):
    """What understanding needs to know of the facts."""

    def heads(self, term: str) -> bool:
        """Tell whether a term stands in a heading above some fact."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question that can be looked up."""

    written: str
    """As the person wrote it, or as that is read."""
    terms: tuple[str, ...]
    """Its stem in the question's language and in the others of the corpus, each once."""
    forms: tuple[str, ...]
    """Other terms of the corpus that are likely forms of it."""
    values: tuple[str, ...]
    """Kinds of value that are asked for by it, such as "phone"."""
    weight: float
    """Inverse document frequency; the rarer the word in the corpus, the more it says."""
    is_name: bool
    """Written like a name, inside a question that has small letters too."""
    is_known: bool
    """Some fact, or a heading above one, holds it as written."""
    is_repaired: bool
    """It stands for a word that some fact holds."""

    @property
    def is_number(self) -> bool:
        """Tell whether it is written in digits."""
        return self.written[0].isdigit()

    @property
    def is_unknown(self) -> bool:
        """Tell whether no fact holds it in any form, and it is read as nothing else."""
        return not (self.is_known or self.is_repaired or self.forms)

    @property
    def is_stranger(self) -> bool:
        """Tell whether it is a name, or a number too long to be just a count, of which the corpus has never heard."""
        is_telling = self.is_name or (self.is_number and len(self.written) >= _TELLING_DIGITS)
        return is_telling and self.is_unknown


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for search."""

    question: Question
    language: Language
    """The one it was asked in."""
    said: tuple[str, ...]
    """All words of the question as it was understood, folded, in order."""
    words: tuple[Word, ...]
    """Those to look up, in order, each term once; function words only where there is nothing else."""
    asked: frozenset[Asked]
    """Kinds of answer that its question words call for."""
    counted: str | None
    """Term of what is to be counted, if something is."""
    has_content: bool
    """Some of its words are no function words."""
    is_phrase: bool
    """It asks nothing but names something, such as "belt and road" or "clause 2.1"."""
    corpus_size: int
    """Facts there are to answer it."""
    place: str | None = None
    """Term of the part of a document that it names by its number, such as "clause 2.1"; None where it names none that is there."""
    near: frozenset[int] = frozenset()
    """Rows of the documents that were talked about before it was asked."""

    @property
    def names(self) -> int:
        """Return a bit mask over the words: those that are names or numbers."""
        return sum(1 << n for n, word in enumerate(self.words) if word.is_name or word.is_number)

    @property
    def days(self) -> frozenset[str]:
        """Return the terms of the days of the week that it names."""
        return frozenset(form for word in self.words for form in word.forms if form.startswith(weekdays.MARK))

    @property
    def weights(self) -> dict[str, float]:
        """Return term → weight, for the index."""
        forms = {term: word.weight * FORM_WEIGHT for word in self.words for term in word.forms}
        return forms | {term: word.weight for word in self.words for term in word.terms}


def understand(text: str, languages: Sequence[Language], speller: Speller, corpus: Corpus) -> Query:
    """Return the query that a message stands for.

    A question in none of the corpus's languages is not read as if it were: its spelling is left alone, and only what the corpus holds as it
    is written, such as a name, is looked up in them.

    Args:
        text: What a person wrote.
        languages: Those of the corpus, the most frequent first; at least one.
        speller: Reads the message with the words of the corpus in mind.
        corpus: Knows how often they occur.
    """
    text = text[:LONGEST_QUESTION]
    spoken = language(detect(text, [known.code for known in languages]))
    heard = _Heard.of(text, spoken)
    is_foreign = spoken not in languages
    readings = speller.read(
        text, (spoken,) if is_foreign else tuple(dict.fromkeys((spoken, *languages))), is_foreign
    )
    has_case = any(text[reading.start].islower() for reading in readings)  # else capitals mark no names
    place = _place(text, spoken, corpus)
    if place:
        readings = [one for one in readings if one.end <= place.start or one.start >= place.end]
    content, function = _read_words(heard, readings, languages, corpus, has_case=has_case)
    if place:
        content = {place.term: place.word, **content}
    repairs = [reading for reading in readings if reading.is_repaired]
    question = Question(
        text=text,
        language=spoken.code,
        repairs=tuple(Repair(text[repair.start : repair.end], " ".join(repair.words)) for repair in repairs),
        understood_as=_rewritten(text, repairs) if repairs else None,
    )
    meant = _Heard.of(question.meant, spoken) if repairs else heard
    if place and all(
        term in spoken.light_terms or not word.is_known for term, word in list(content.items())[1:]
    ):
        content = {place.term: place.word}  # "What does clause 2.1 say?"
    return Query(
        question=question,
        language=spoken,
        said=meant.said,
        words=tuple((content or function).values()),
        asked=meant.asked,
        counted=None if _is_measured(meant.counted, content, spoken) else meant.counted,
        has_content=bool(content),
        is_phrase=bool(content) and (not _asks(meant) or (place is not None and len(content) == 1)),
        corpus_size=corpus.size,
        place=place.term if place else None,
    )


class _Heard(NamedTuple):
    """A text, and what its words ask for."""

    text: str
    spoken: Language
    said: tuple[str, ...]
    """Its folded words."""
    asked: frozenset[Asked]
    counted: str | None

    @classmethod
    def of(cls, text: str, spoken: Language) -> Self:
        """Hear a text in a language."""
        tokens = list(spoken.tokens(text))
        request = spoken.request(text, tokens)
        return cls(text, spoken, tuple(token.text for token in tokens), request.asked, request.counted)


def _read_words(
    heard: _Heard,
    readings: Sequence[Reading],
    languages: Sequence[Language],
    corpus: Corpus,
    *,
    has_case: bool,
) -> tuple[dict[str, Word], dict[str, Word]]:
    """Return term → word of those with content, and of the function words, in order."""
    content: dict[str, Word] = {}
    function: dict[str, Word] = {}
    text, spoken = heard.text, heard.spoken
    separated = spoken.separated(heard.said)
    said = [text[reading.start : reading.end] for reading in readings]
    clock = {time.start: time.term for time in times(text, spoken) if corpus.knows(time.term)}
    for reading, before, written, after in zip(readings, ["", *said], said, [*said[1:], ""], strict=False):
        readers = languages if reading.is_known or spoken in languages else ()
        for read in reading.words:
            terms = tuple(dict.fromkeys(reader.stem(read) for reader in (spoken, *readers)))
            is_said_beside = not reading.is_known and is_spent(written, before, after)
            is_function = terms[0] in spoken.function_terms or read == separated or is_said_beside
            meant = read if reading.is_repaired else written.lower()
            known_share = spoken.share(meant)
            is_name = has_case and reading.start > 0 and spoken.is_name(written)
            is_light = terms[0] in spoken.light_terms or is_inflection(terms[0])
            lightness = LIGHT_WEIGHT if is_light else 1.0
            values = _values(meant, heard.asked, spoken)
            forms = () if is_function else other_forms(meant, terms[0], values, separated, spoken, corpus)
            if (time := clock.get(reading.start)) and read == reading.words[0]:
                forms = (*forms, time)
            word = Word(
                written=read if reading.is_repaired else written,
                terms=terms,
                forms=forms,
                values=() if is_function else values,
                weight=weight(terms, corpus, known_share) * lightness,
                is_name=is_name,
                is_known=reading.is_known or any(map(corpus.heads, terms)),
                is_repaired=reading.is_repaired,
            )
            (function if is_function else content).setdefault(terms[0], word)
    return content, function


def _values(word: str, asked: frozenset[Asked], spoken: Language) -> tuple[str, ...]:
    """Return the kinds of value that a word of a question names.

    Who pays, and where somebody was born, is neither a price nor a date; when the rent is due is no price, and when the mail came no address of it.
    """
    others = frozenset().union(*(_OTHER_VALUES.get(kind, ()) for kind in asked))
    return tuple(kind for kind in kinds_named(word, spoken) if kind not in others)


def _is_measured(counted: str | None, content: Mapping[str, Word], spoken: Language) -> bool:
    """Tell whether what stands behind "how many" is no thing but what is done with it, as in "сколько стоит"."""
    word = content.get(counted or "")
    return counted in spoken.light_terms or (word is not None and bool(word.values))


class _Place(NamedTuple):
    """A part of a document, where a question names it by its number."""

    start: int
    end: int
    term: str
    word: Word


def _place(text: str, spoken: Language, corpus: Corpus) -> _Place | None:
    asked = clause.asked(text, spoken)
    if asked is None or not corpus.frequency(term := place_term(asked[2])):
        return None
    start, end, _ = asked
    word = Word(
        written=text[start:end],
        terms=(term,),
        forms=(),
        values=(),
        weight=weight([term], corpus),
        is_name=False,
        is_known=True,
        is_repaired=False,
    )
    return _Place(start, end, term, word)


def _rewritten(text: str, repairs: Sequence[Reading]) -> str:
    parts: list[str] = []
    position = 0
    for repair in repairs:
        read = " ".join(repair.words)
        parts += [text[position : repair.start], read.title() if text[repair.start].isupper() else read]
        position = repair.end
    return " ".join("".join([*parts, text[position:]]).split())


def _asks(heard: _Heard) -> bool:
    """Tell whether a text is a question or a sentence.

    It begins with a function word, ends in a question mark, is long, or has a question word, which stands last in many languages.
    """
    asked = heard.asked - {Asked.DEFINITION}
    is_long = len(heard.said) > LONGEST_PHRASE
    is_begun = heard.spoken.stem(heard.said[0]) in heard.spoken.function_terms
    return is_long or is_begun or bool(asked) or heard.text.rstrip().endswith(_QUESTION_MARKS)
