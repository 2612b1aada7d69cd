"""Who "he", "it" or "the minister" is, where one clear name stands nearby.

Editors write it in square brackets: "He [Manuel Marrero Cruz] said …". Rules are few and strict, since a wrong name
is worse than none: where two candidates compete, or the language is not English, nothing is inserted.
"""

import re
from collections.abc import Sequence

from knowledge.facts.person_names import SPEECH, Mention, Names
from knowledge.languages.language import Language

_PERSONAL = re.compile(r"(He|She|His|Her)(?=\s[a-z])")
_PRONOUN = {"He": "he", "His": "he", "She": "she", "Her": "she"}
_POSSESSIVE = ("His", "Her", "Its")
_OTHERWISE = {
    "he": re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
_ANYONE = re.compile(r"\b(?:he|his|him|she|hers?)\b", re.IGNORECASE)
_PAST = rf"(?:{SPEECH}|had|became|made|took|led|held|met|went|came|gave|won|found|began|built|ran|left|saw|set|put|[a-z]{{3,}}ed)\b"
_VERB = re.compile(rf"\s(?:[a-z]+ly\s|also\s|then\s|later\s)?(?:is\b|was\b|has\b|{_PAST})")
_OFFICE = re.compile(
    r"The (?:[a-z]+ ){0,2}?(president|minister|premier|chancellor|governor|senator|mayor|ambassador|secretary|chairman|chairwoman|"
    rf"judge|king|queen|emperor|empress|pope|bishop|general|professor)(?=\s(?:also\s|then\s|later\s)?{_PAST})"
)
_BODY = re.compile(
    r"The (company|firm|corporation|city|town|village|university|college|museum|party|newspaper|magazine|club|team|band|bank|"
    r"agency|island|river|lake|country|hospital|airport|school|station|church|bridge|festival|organi[sz]ation|league|society|journal)"
    r"(?=\s(?:also\s|then\s|later\s)?(?:is|was|has|had|[a-z]{3,}ed|[a-z]{3,}s|became|made|said)\b)"
)
_KIND = re.compile(r"(?:,| is| was) (?:an?|the|one of the) ([\w\s’'-]{2,80})")
_AFTER_KIND = re.compile(r"\s(?:of|in|that|which|who|for|by|on|at|from|with|located|founded|based|and)\b")
_IT = re.compile(r"(It|Its)(?=\s[a-z])")
_EMPTY_IT = re.compile(
    r"It (?:[a-z]+ )?(?:is|was|has been|had been|may be|can be|would be|might be|will be) (?:[\w-]+ ){0,4}?"
    r"(?:that|to|who|until|when|because|how|why|what|if|whether)\b"
    r"|It (?:takes|took|follows|turn|happen|rain|seem|appear|remains to)"
)
_IS = re.compile(r"\s(?:is|was|has|had|became)\b")


def explain(paragraphs: Sequence[Sequence[str]], language: Language) -> list[list[str]]:
    """Return every sentence, its opening explained in square brackets where there is one clear antecedent.

    Args:
        paragraphs: Sentences of each paragraph in reading order, white space squeezed; an empty paragraph, such as a
            heading leaves, parts what is before from what is after.
        language: Of the document; only English is explained.
    """
    if language.code != "en":
        return [list(sentences) for sentences in paragraphs]
    reader = _Reader(Names([sentence for sentences in paragraphs for sentence in sentences], language))
    return [reader.read(sentences) for sentences in paragraphs]


class _Reader:
    """Reads paragraph by paragraph and remembers who and what was last spoken of."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._last = ""
        """The sentence before."""
        self._mentions: list[Mention] = []
        """Names in it."""
        self._person: str | None = ""
        """Full name of the one person it is about, "" if it is about none, None if that is open."""
        self._called: dict[str, str] = {}
        """Full name → pronoun, of those it has been found for."""
        self._recent: list[tuple[Mention, str]] = []
        """(name, what it is said to be) in this paragraph and the one before."""

    def read(self, sentences: Sequence[str]) -> list[str]:
        """Return the sentences of the next paragraph with insertions."""
        explained: list[str] = []
        here: list[tuple[Mention, str]] = []
        for sentence in sentences:
            opening, name = self._antecedent(sentence, is_first=not explained)
            shown = f"{name}'s" if opening in _POSSESSIVE else name
            explained.append(f"{opening} [{shown}]{sentence[len(opening) :]}" if name else sentence)
            mentions = self._names.mentions(sentence)
            self._remember(sentence, mentions, name)
            said = [(mention, _kind(sentence, mention)) for mention in mentions]
            here += said
            self._recent += said
        self._recent = here
        if not sentences:
            self._last, self._mentions, self._person = "", [], ""
        return explained

    def _antecedent(self, sentence: str, is_first: bool) -> tuple[str, str]:
        """Return the opening of a sentence and what it stands for; that is empty where it is not clear."""
        if opening := _PERSONAL.match(sentence):
            name = self._someone(_PRONOUN[opening[1]])
        elif opening := _OFFICE.match(sentence):
            name = self._bearer(opening[1].capitalize())
        elif opening := _BODY.match(sentence):
            name = self._body(opening[1])
        elif (opening := _IT.match(sentence)) and not is_first and not _EMPTY_IT.match(sentence):
            name = self._thing()
        else:
            return "", ""
        return opening[0], name

    def _someone(self, pronoun: str) -> str:
        """Return the full name of the one person whom the sentence before can have left to a pronoun."""
        if self._person is None:
            return ""
        fits = [mention for mention in self._mentions if self._may_be(mention.name, pronoun)]
        candidates = {self._names.full(mention.name) for mention in fits}
        if self._person and self._may_be(self._person, pronoun):
            candidates.add(self._person)
        if len(candidates) > 1:
            candidates = {self._names.full(mention.name) for mention in fits if self._acts(mention, pronoun)}
        name = _only(candidates)
        return name if self._names.is_person(name) else ""

    def _may_be(self, name: str, pronoun: str) -> bool:
        full = self._names.full(name)
        called = self._called.get(full) or self._names.pronoun(full)
        return self._names.may_be_person(name) and called in ("", pronoun)

    def _acts(self, mention: Mention, pronoun: str) -> bool:
        """Tell whether someone is the subject of the sentence before and is called `pronoun` there."""
        rest = self._last[mention.end :]
        return bool(_VERB.match(rest) and _OTHERWISE[pronoun].search(rest))

    def _bearer(self, title: str) -> str:
        near = {self._names.full(mention.name) for mention, _ in self._recent}
        return _only(near & self._names.titled(title))

    def _body(self, kind: str) -> str:
        """Return the one thing nearby that is said to be of a kind, or has the kind in its name."""
        near = [
            (mention.name, said) for mention, said in self._recent if not self._names.is_person(mention.name)
        ]
        return _only(
            {
                name
                for name, said in near
                if f" {kind} " in f" {said} " or f" {kind.capitalize()} " in f"{name} "
            }
        )

    def _thing(self) -> str:
        """Return the thing that is the subject of the sentence before."""
        if not self._mentions or self._names.is_person(self._mentions[0].name):
            return ""
        subject = self._mentions[0]
        article = self._last[: subject.start]
        is_subject = article in ("", "The ") and _IS.match(self._last, subject.end)
        return article.lower() + subject.name if is_subject else ""

    def _remember(self, sentence: str, mentions: list[Mention], name: str) -> None:
        people = {
            self._names.full(mention.name) for mention in mentions if self._names.may_be_person(mention.name)
        }
        if opening := _PERSONAL.match(sentence):
            self._person = name or None
            if name:
                self._called[name] = _PRONOUN[opening[1]]
        elif people or not _ANYONE.search(sentence):
            person = _only(people)
            self._person = person if self._names.is_person(person) else ""
        self._last, self._mentions = sentence, mentions


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


def _kind(sentence: str, mention: Mention) -> str:
    """Return what the sentence says the name to be, such as "large city" for "X is a large city in the north"."""
    said = _KIND.match(sentence, mention.end)
    return _AFTER_KIND.split(said[1])[0] if said else ""
