"""Names in an English text: who is a person, he or she, and what they are called in full."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.languages.language import Language
from knowledge.sources.sentences import UPPER


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PART = rf"(?:[{UPPER}](?:[^\W_]|[-’'](?=[{UPPER}]))+|[{UPPER}]\.)"
_TITLES = _words(
    "President Minister Premier Chancellor Governor Senator Mayor Ambassador Secretary Chairman Chairwoman Chairperson Justice Judge "
    "Director General Colonel Major Captain Lieutenant Sergeant Admiral King Queen Prince Princess Emperor Empress Sultan Pope "
    "Bishop Archbishop Cardinal Sir Lady Lord Dame Mr Mrs Ms Miss Dr Prof Professor Comrade Detective Inspector Congressman "
    "Congresswoman Councillor Commissioner Rabbi Imam Sheikh Gov Sen Rep Gen Col Lt Capt Sgt Rev"
)
_HIS = _words("King Prince Emperor Sultan Pope Sir Lord Mr Chairman Congressman")
_HERS = _words("Queen Princess Empress Lady Dame Mrs Ms Miss Chairwoman Congresswoman")
_THINGS = _words(
    "University College School Institute Academy Inc Corp Ltd Company Bank City County River Lake Mount Street Avenue Island Islands "
    "Republic Republics States Kingdom Empire War Act Court Council Church Museum Times Post Journal Prize Award League Association Party "
    "Union Nations Committee Commission Department Ministry Office Agency Group Forum Summit Treaty Road Bridge Park Palace "
    "Tower Hall House Club United Hospital Station Airport Festival Congress Senate Parliament Assembly Army Navy North South East "
    "West January February March April May June July August September October November December Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday"
)
SPEECH = (
    r"(?:said|says|added|adds|told|noted|notes|argued|argues|wrote|writes|stated|states|asked|replied|claimed|claims|explained|"
    r"announced|declared|warned|believed|believes|thought|expressed|urged|suggested|concluded|insisted)"
)
_OF_A_COUNTRY = re.compile(r"\w+(?:ese|ish|ian|can|ean)\s")
_NUMBERED = re.compile(r" [IVX]+$")
"""A king's number tells him from others of his name: "Charles" is not short for "Charles V"."""
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]+\b")
_BEFORE_A_PLACE = re.compile(r"\b(?:in|at|near|across|throughout|the|The|In|At)\s$")
_LONGEST_PREPOSITION = len("throughout ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands in a sentence, without its title."""

    name: str
    title: str
    """Last word of the title, such as "Minister"; empty without one."""
    start: int
    """Of the title, if there is one."""
    end: int


class Names:
    """What a document as a whole says about the names in it."""

    def __init__(self, sentences: Sequence[str], language: Language) -> None:
        particles = "|".join(sorted(language.data.names.particles, key=len, reverse=True))
        self._name = re.compile(rf"\b{_PART}(?:(?:\s(?:{particles})){{0,2}}\s{_PART})*")
        self._often_first = language.data.abbreviations.often_first
        self._common = {word for sentence in sentences for word in _LOWER_WORD.findall(sentence)}
        self._mentions: dict[str, list[Mention]] = {}
        self._places: set[str] = set()
        self._titles: dict[str, set[str]] = defaultdict(set)
        seen: set[str] = set()
        for sentence in sentences:
            for mention in self.mentions(sentence):
                seen.add(mention.name)
                self._learn(sentence, mention)
        likely = {name for name in seen if self._resembles_person(name) and not self._is_plain(name)}
        self._fullest = _fullest(likely | self._titles.keys())
        for name, titles in list(self._titles.items()):
            for full in self._fullest[name]:
                self._titles[full] |= titles

    def mentions(self, sentence: str) -> list[Mention]:
        """Return the names in a sentence, in order; remembered, since each is asked for twice."""
        if sentence not in self._mentions:
            self._mentions[sentence] = self._found(sentence)
        return self._mentions[sentence]

    def _found(self, sentence: str) -> list[Mention]:
        found = []
        for match in self._name.finditer(sentence):
            words = match.group().split(" ")
            if words[0] in self._often_first or (match.start() == 0 and self._is_sentence_case(words)):
                words = words[1:]
            titles = [n for n, word in enumerate(words) if word.rstrip(".") in _TITLES]
            name = words[titles[-1] + 1 :] if titles else words
            if name:
                title = words[titles[-1]].rstrip(".") if titles else ""
                found.append(Mention(" ".join(name), title, match.end() - len(" ".join(words)), match.end()))
        return found

    def full(self, name: str) -> str:
        """Return the longest form of a name in the document, or "" where it stands for several people."""
        people = self._people_called(name)
        if not people:
            return name
        return next(iter(people)) if len(people) == 1 else ""

    def is_person(self, name: str) -> bool:
        """Tell whether a name is a person's: the document shows it, or all its words are nothing else."""
        return bool(self._people_called(name))

    def may_be_person(self, name: str) -> bool:
        """Tell whether nothing speaks against a name's being a person's."""
        return self.is_person(name) or self._resembles_person(name)

    def pronoun(self, name: str) -> str:
        """Return "he" or "she" for a full name, or "" where nothing tells."""
        titles = self._titles.get(name, set())
        if titles & _HIS:
            return "he"
        return "she" if titles & _HERS else ""

    def titled(self, title: str) -> set[str]:
        """Return the full names of those who bear a title, such as "Minister"."""
        return {self.full(name) for name, titles in self._titles.items() if title in titles}

    def _people_called(self, name: str) -> frozenset[str]:
        if name in self._fullest:
            return self._fullest[name]
        return frozenset.intersection(*(self._fullest.get(word, frozenset()) for word in name.split(" ")))

    def _is_sentence_case(self, words: Sequence[str]) -> bool:
        """Tell whether a name's first word owes its capital to its place at the start of the sentence."""
        is_name = words[0] in _TITLES or not _THINGS.isdisjoint(words[:2])
        return words[0].lower() in self._common and not is_name

    def _resembles_person(self, name: str) -> bool:
        words = name.split(" ")
        return len(words) > 1 and _THINGS.isdisjoint(words) and self._places.isdisjoint([name, *words])

    def _is_plain(self, name: str) -> bool:
        """Tell whether a name has words that are also written small or in capitals, or belongs to a country."""
        words = name.split(" ")
        return bool(_OF_A_COUNTRY.match(name)) or any(
            word.lower() in self._common or (word.isupper() and "." not in word and word.strip("IVX"))
            for word in words
        )

    def _learn(self, sentence: str, mention: Mention) -> None:
        words = mention.name.split(" ")
        if not mention.title and _BEFORE_A_PLACE.search(
            sentence, max(mention.start - _LONGEST_PREPOSITION, 0), mention.start
        ):
            self._places.add(mention.name)
        if mention.title and _THINGS.isdisjoint(words):
            self._titles[mention.name].add(mention.title)


def _fullest(people: Collection[str]) -> dict[str, frozenset[str]]:
    """Map every name, and every word of a longer one, to the longest names that it may stand for."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in people:
        for word in name.split(" "):
            if not _NUMBERED.search(name):
                bearers[word].add(name)
    alike = {name: _longer(name, bearers) for name in people}
    longest = {name for name in people if not alike[name]}
    called = {word: frozenset(names & longest) for word, names in bearers.items()}
    return called | {name: frozenset(alike[name] & longest or {name}) for name in people}


def _longer(name: str, bearers: Mapping[str, set[str]]) -> set[str]:
    """Return the names that hold all words of a name and more."""
    words = name.split(" ")
    rarest = min((bearers[word] for word in words), key=len)
    return {other for other in rarest if set(words) < set(other.split(" "))}
