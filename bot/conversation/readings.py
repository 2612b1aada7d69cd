"""What a message may mean after what was said before → whole questions, to be asked beside the message as it stands.

    How much does the ferry pier cost?     and when?              When does the ferry pier cost?
    Who is the president of China?         what about Cuba?       Who is the president of Cuba?
    Who is the president of Cuba?          what about tourism?    What about tourism (Cuba)?
    Who is the mayor of Lindvik?           what did she say?      What did Ingrid Solheim say?
    When was the pier built?               how long is it?        How long is the pier?

What is asked and whom or what it is asked about are kept apart: only what is of the same kind is replaced, a name by a name, a number by a number.
A question need not be good grammar: its words are what is looked up, and it is shown to the person. What could be a question
of its own has no other reading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.conversation.past import Past, Subject
from bot.conversation.sentence import Sentence, clues
from knowledge.languages.detection import detect
from knowledge.languages.language import FALLBACK, Language, language
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import tokens
from knowledge.languages.values import kinds_named, value_kinds
from knowledge.languages.word_vectors import vectors

_QUESTION = re.compile(r"[^.!?。！？؟…]*[?？؟]+")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_LONGEST = 10
"""Words of a follow-up; whoever says more says what they mean."""
_SHORTEST_PART = 4
"""Letters of a word with which a compound may begin."""
_SAME = 0.7
"""Cosine from which on two words mean the same, as kids and children."""
_MOST_BARE = 2
"""Words that with a question mark may be put in the place of others, as "kids?" after what adults pay."""
_MOST_LEANING = 2
"""Words with content beside which a pronoun stands for something said before; with more it may stand for something of its own."""


@dataclass(frozen=True, slots=True)
class Readings:
    """How a message may be read besides as it stands."""

    wholes: tuple[str, ...] = ()
    """Whole questions that it may stand for, the likeliest first."""
    echo: str = ""
    """Of those the one that only puts the last question beside what it says."""
    leans: bool = False
    """It holds a word that means nothing without what was said before: a pronoun, or "what about"."""
    goes_on: bool = False
    """It asks nothing by itself, so that each of them is likelier than what it says as it stands."""
    opener: tuple[str, ...] = ()
    """The words with which it begins as follow-ups do."""
    is_bare: bool = False
    """It but names something, with a question mark or as somebody's: "kids?", "her number"."""
    new: frozenset[str] = frozenset()
    """Terms of what such a follow-up brings in; empty if it only asks something else of the same."""
    values: frozenset[str] = frozenset()
    """Kinds of value that what is new or its question words name, such as "phone" and the "price" of "was kostet"."""
    small: frozenset[str] = frozenset()
    """Terms of the small words that count with its question word: since when."""
    asked: frozenset[Asked] = frozenset()
    """Kinds of answer that it asks for."""
    spoken: Language | None = None

    def terms(self, words: Iterable[str]) -> frozenset[str]:
        """Return the terms of some words in the language of the message."""
        return self.spoken.terms_of(words) if self.spoken else frozenset()

    def is_told_by(self, statement: str, verdict: float | None) -> bool:
        """Tell whether what answered the last question may answer a follow-up that asks nothing by itself as well.

        Args:
            statement: What answered it, with its quotes.
            verdict: See `Match`.
        """
        if self.spoken is None or not self.goes_on:
            return True
        if self.new:
            return self.holds_new(statement)
        if verdict is not None and self.asked & {Asked.PERSON, Asked.PLACE}:
            return verdict > 0 and (Asked.PLACE in self.asked or self._names_another(statement))
        return self.offers(statement)

    def holds_new(self, statement: str) -> bool:
        """Tell whether a statement holds what is new, in these or other words, or a value of the kind that it names; never where nothing is new."""
        if self.spoken is None or not self.new:
            return False
        terms = frozenset(self.spoken.terms(statement))
        is_value = not self.values.isdisjoint(value_kinds(statement, self.spoken))
        return is_value or all(_is_in(term, terms, self.spoken) for term in self.new)

    def is_gone_on_by(self, statement: str) -> bool:
        """Tell whether the last answer or a sentence beside it holds what is new, or what a bare question word asks for; "since when" asks for a "since" too."""
        if self.new:
            return self.holds_new(statement)
        if self.spoken and not self.values.isdisjoint(value_kinds(statement, self.spoken)):
            return True
        if not self.asked & {Asked.TIME, Asked.REASON}:
            return False  # a number there may be anything: who asks how old somebody is, is not told since when they are there
        return self.small <= self.terms(token.text for token in tokens(statement)) and self.offers(statement)

    def offers(self, statement: str) -> bool:
        """Tell whether a statement holds an answer of the kind that is asked for: a time, a number, a reason."""
        if self.spoken is None:
            return False
        if Asked.REASON in self.asked:
            return _tells_reason(statement, self.spoken)
        if Asked.TIME in self.asked:
            return _tells_time(statement, self.spoken)
        return Asked.NUMBER in self.asked and any(map(str.isdigit, statement))

    def _names_another(self, statement: str) -> bool:
        """Tell whether a statement holds a name that the likeliest reading does not: nobody is told who somebody is by their name."""
        spoken = self.spoken or language(FALLBACK)
        asked = {token.text for token in spoken.tokens(self.wholes[0])} if self.wholes else set()
        first, *words = spoken.tokens(statement)
        return any(
            spoken.is_name(statement[word.start : word.end])
            for word in words
            if word.text not in {first.text, *asked}
        )


@lru_cache(maxsize=64)
def readings(text: str, before: tuple[Subject, ...]) -> Readings:
    """Return how a message may be read after others.

    Args:
        text: What a person says.
        before: What was said in the minutes before, the last one last; nothing in another language counts.
    """
    question = asking_part(text)
    parts = [question] if question != text else []
    code = detect(before[-1].question) if before else ""
    if not before or detect(text, [code]) != code:
        return Readings(tuple(parts))
    spoken = language(code)
    known = clues(spoken)
    if known is None:
        return Readings(tuple(parts))
    whole = Sentence(question, spoken, known).with_opener_apart()
    opener = whole.opener
    said = whole.without_first(len(opener))
    if not whole.words or len(whole.words) > _LONGEST or said.is_about_us:
        return Readings(tuple(parts))
    asks_of_them = any(word.text in known.possessives for word in said.words)  # "and her number"
    is_bare = _is_bare(said) and (asks_of_them or question.endswith(("?", "？", "؟")))
    # "What is her number" asks for no definition of numbers.
    asked = spoken.request(question, whole.words).asked - ({Asked.DEFINITION} if asks_of_them else set())
    asks_for = [*said.brought, *(said.words[at] for at in said.asked)]
    past = Past(before, spoken, known)
    found = [one for one in past.explain(whole, said, is_opened=bool(opener) or is_bare) if one]
    echo = past.echo(whole) if found else ""
    wholes = [*parts, *map(_capitalised, [*found, echo] if echo else found)]
    return Readings(
        wholes=tuple(dict.fromkeys(one for one in wholes if one != text)),
        echo=_capitalised(echo),
        leans=bool(opener)
        or all(
            kinds_named(said.words[at].text, spoken) for at in said.content
        )  # "was kostet", whatever is meant
        or (said.pronoun is not None and len(said.content) <= _MOST_LEANING and not said.names()),
        goes_on=not said.content or (bool(opener) and not said.asked and not asks_of_them),
        opener=opener,
        is_bare=is_bare,
        new=frozenset(spoken.stem(word.text) for word in said.brought),
        values=frozenset(kind for word in asks_for for kind in kinds_named(word.text, spoken)),
        small=frozenset(spoken.stem(word) for word in said.small),
        asked=asked,
        spoken=spoken,
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_bare(said: Sentence) -> bool:
    """Tell whether a text but names something: "kids", "her number"."""
    named = [word for word in said.words if word.text not in said.clues.possessives]
    return not said.asks and 0 < len(said.content) == len(named) <= _MOST_BARE


def _tells_reason(statement: str, spoken: Language) -> bool:
    """Tell whether a statement holds a word that gives a reason."""
    known = spoken.data.follow_ups
    is_behind_comma = known and any(f", {phrase} " in statement for phrase in known.reasons)
    return bool(is_behind_comma) or not spoken.answer_terms(Asked.REASON).isdisjoint(spoken.terms(statement))


def _tells_time(statement: str, spoken: Language) -> bool:
    """Tell whether a statement holds a year, a day or an hour."""
    kinds = value_kinds(statement, spoken)
    is_named = not spoken.answer_terms(Asked.TIME).isdisjoint(spoken.terms(statement))
    return bool(_YEAR.search(statement) or kinds & {"time", "date"} or is_named)


def _is_in(term: str, terms: frozenset[str], spoken: Language) -> bool:
    """Tell whether a term is among some others, or one that means the same, or begins a compound: kids and children, Papier and Papiertonne."""
    if term in terms or not terms.isdisjoint(spoken.relatives(term, term)):
        return True
    if spoken.compounds and len(term) >= _SHORTEST_PART and any(other.startswith(term) for other in terms):
        return True
    table = vectors(spoken.code)
    if table is None or term in _values(spoken) or not table.held([[term]]):
        return False
    others = table.held([terms - spoken.rivals.get(term, frozenset())])
    return bool(others) and max(table.cosines([term], others)[0]) >= _SAME


def _values(spoken: Language) -> frozenset[str]:
    """Return the terms of words that mean just one time or number, however alike their use is: Sunday and Wednesday."""
    return spoken.answer_terms(Asked.TIME) | spoken.answer_terms(Asked.NUMBER)


def asking_part(text: str) -> str:
    """Return the last sentence that asks, without what is said before it; all of a text in which none does."""
    found: list[str] = [one for one in _QUESTION.findall(text) if any(map(str.isalnum, one))]
    return found[-1].strip() if found else text
