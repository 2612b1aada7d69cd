"""What a language file holds: data/CODE.yaml, checked key by key when it is read.

Words and phrases are in lower case with their accents. Function words are kept few on purpose: published stop lists also hold words
that people ask about.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from knowledge.errors import ConfigError
from knowledge.languages.talk import Talk


class Asked(StrEnum):
    """The kind of answer a question word calls for."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    REASON = "reason"
    MANNER = "manner"
    DEFINITION = "definition"


class Words(frozenset[str]):
    """Words, separated by spaces in the file."""


class Phrases(tuple[str, ...]):
    """Phrases in order, separated by commas in the file."""

    __slots__ = ()


class Forms(dict[str, str]):
    """Form → base form; in the file a base form and its other forms, separated by commas."""


class Groups(tuple[tuple[str, ...], ...]):
    """Words that belong together; in the file the groups are separated by commas."""

    __slots__ = ()


class Abbreviations(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words after whose full stop a sentence goes on. Those that may well end one ("etc.", "Inc.", "usw.", "г.") are in none of them."""

    before_number: Words = Words()
    """In lower case: figures, pages, months and the like."""
    before_name: Words = Words()
    """Titles, as written; a word that often begins a sentence may still follow the end of one."""
    never_last: tuple[str, ...] = ()
    """Regular expressions of what cannot end a sentence, without its last full stop."""
    often_first: Words = Words()
    """Capitalised function words: after one of these even a title is the end, as in "on Elm St. She waved."."""
    writes_ordinals: bool = False
    """The third is written "3."."""
    before_ordinal: Words = Words()
    """Words after which "3." is the third."""


class Ranges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words by which a range of numbers is told: 6 to 15, under 6, 65 and over."""

    to: Phrases = Phrases()
    """Between its ends."""
    below: Phrases = Phrases()
    """Before an upper end that is not in it."""
    most: Phrases = Phrases()
    """Before one that is."""
    above: Phrases = Phrases()
    """Before a lower end that is not in it."""
    least: Phrases = Phrases()
    """Before one that is."""
    and_more: Phrases = Phrases()
    """Behind a lower end that is in it."""
    and_less: Phrases = Phrases()
    """Behind an upper end that is in it."""


class FollowUps(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words by which a follow-up is told: "and when?", "what about Cuba?", "what did she say?"."""

    openers: Phrases
    """Phrases with which one begins."""
    joined: Words = Words()
    """Those that are written on to the word behind them, as in Arabic."""
    asking: Words
    """Question words that do not say by themselves what kind of answer they want."""
    persons: Words
    """Pronouns that stand for somebody."""
    things: Words
    """Pronouns that stand for something or some place."""
    possessives: Words = Words()
    """Pronouns of either kind before what belongs to somebody or something: her salary."""
    fillers: Words
    """Words beside a question word that bring in nothing new."""
    reasons: Phrases = Phrases()
    """What gives a reason behind a comma, and elsewhere may do something else: as."""
    more: Phrases = Phrases()
    """How people ask what else the source says."""
    doubt: Phrases = Phrases()
    """How they ask whether an answer is right."""
    wrong: Phrases = Phrases()
    """How they say that it is not; what is wrong with it may follow."""
    prepositions: Words
    speakers: Words
    """Words for the two who talk; what holds one and could not be looked up is about them."""
    owns: Words = Words()
    """Of those, the ones before what belongs to somebody: my, our."""


class Chatter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people put around a question, without apostrophes; small talk besides."""

    lead_ins: Phrases
    """Before it: I wanted to know, quick question."""
    introductions: Phrases = Phrases()
    """Before it and before the person's name: my name is."""
    affiliations: Phrases = Phrases()
    """Before it and before the house that the person is from: I work for."""
    closers: Phrases
    """After it: please, thanks in advance."""
    sign_offs: Phrases = Phrases()
    """What ends a letter: greetings, kind regards. It counts only as a clause of its own; somebody may be asked who sent greetings."""
    joins: Words = Words()
    """Words that join a question to the one before it: and."""


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How names of people are made."""

    particles: Words = Words()
    """Small words inside them, as in Ludwig van Beethoven."""


class Shapes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words by which the shapes of documents are told: "Q:", "Frage:", "means", "clause", "phone"."""

    question: Phrases = Phrases()
    """Labels before a question."""
    answer: Phrases = Phrases()
    """Labels before its answer."""
    name: Phrases = Phrases()
    """First words of the label by which a form says whom it is about."""
    define: Phrases = Phrases()
    """How people ask for the meaning of a term, which stands as {}."""
    means: Phrases = Phrases()
    """What stands between a term and its definition."""
    joins: Phrases = Phrases()
    """Words that join what a sentence states to what it asks: but, because."""
    opens: Phrases = Phrases()
    """Words that begin a question which has no question word: is, can."""
    clause: Phrases = Phrases()
    """Words before the number of a part of a document."""
    values: dict[Literal["phone", "mail", "web", "address", "price", "time", "date"], Phrases] = {}
    """Kind of value → words by which it is asked for or labelled."""
    money: Phrases = Phrases()
    clock: Phrases = Phrases()
    """Words beside a time of day."""
    months: Phrases = Phrases()
    weekdays: tuple[Phrases, ...] = ()
    """Names of each day with their forms, from Monday on."""
    weekdays_short: tuple[Phrases, ...] = ()
    """How tables and opening hours shorten them, in the same order."""
    weekdays_to: Phrases = Phrases()
    """Words between the first and the last of several days, besides a dash."""
    streets: Phrases = Phrases()
    """Words in an address, which may also end a word (Hauptstraße)."""
    open: Phrases = Phrases()
    """Words that tell, or ask, when a house is open, or until when."""
    closed: Phrases = Phrases()
    """Words that tell, or ask, when it is not open at all."""
    not_told: Phrases = Phrases()
    """Words that ask to compare or to count."""


class Letters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that stand around what a letter or a mail says."""

    closings: Phrases = Phrases()
    """Before the name of whoever wrote it: kind regards."""
    thanks: Phrases = Phrases()
    """Words that close one only where a comma or the name follows on their line: thanks, best."""
    sender: Phrases = Phrases()
    """How mail programs name the header that says who wrote: from."""
    headers: Phrases = Phrases()
    """Headers that only mails have: sent, subject."""
    others: Phrases = Phrases()
    """Headers that timetables and forms have as well: to, date."""


class Calendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is told of an event in a calendar, as a person would head the columns; English where a language has none."""

    event: str = "event"
    when: str = "when"
    due: str = "due"
    repeats: str = "repeats"
    place: str = "place"
    cancelled: str = "cancelled"
    organiser: str = "organiser"
    attendees: str = "attendees"
    description: str = "description"
    daily: str = "every day"
    weekly: str = "every week"
    monthly: str = "every month"
    yearly: str = "every year"


class LanguageData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of one language."""

    name: str
    """In English."""
    function_words: Words = Words()
    """Words that carry no content."""
    light_words: Words = Words()
    """Words that questions are made with and answers seldom hold: take place, mention, called."""
    negations: Words = Words()
    """Words that turn a claim into its opposite."""

    asks: dict[Asked, Phrases] = {}
    """Kind of answer → question words and phrases that call for it."""
    counting: Phrases = Phrases()
    """Question phrases after which comes what is to be counted."""
    answers: dict[Asked, Words] = {}
    """Kind of answer → words that a sentence offering one often holds."""

    cut: Literal["words", "pairs"] | None = None
    """How a text without spaces is cut: into the words of a dictionary, or into pairs of neighbouring letters."""
    stemmer: str | None = None
    """Snowball algorithm."""
    irregular: Forms = Forms()
    """Forms that no rule can see to be the same word."""
    alike: Groups = Groups()
    """Everyday words of which a question has one and its answer often another: to begin and to start, a teacher and a trainer."""
    rivals: tuple[Groups, ...] = ()
    """Words of which a thing is one and no other, each with its forms and those that mean the same: colours, sizes, the points of the compass."""
    prefixes: Words = Words()
    """Letters written on to the front of a word, as in Hebrew."""
    endings: Words = Words()
    """Endings and particles written on to the end of a word, where there is no Snowball algorithm."""
    participle: tuple[str, str] | None = None
    """What a regular participle begins and ends with, if it begins otherwise than its verb: gebaut, baute."""
    separable: Words = Words()
    """What a verb may leave for the end of a question: "holt … ab" for abholen."""
    joins_words: bool = False
    """A word may be made of several, as Stadtbibliothek is."""
    capitalises_nouns: bool = False
    """Nouns are written with a capital, not only names."""

    abbreviations: Abbreviations = Abbreviations()
    follow_ups: FollowUps | None = None
    chat_words: Forms = Forms()
    """How people shorten words where they chat: about abt, you u."""
    chatter: Chatter | None = None
    talk: dict[Talk, Phrases] = {}
    """What is meant → examples of how people say it, in casual spelling, without apostrophes."""
    names: Names = Names()
    letters: Letters = Letters()
    calendar: Calendar = Calendar()
    ranges: Ranges = Ranges()
    shapes: Shapes = Shapes()


def read(path: Path) -> LanguageData:
    """Return what a language file says.

    Raises:
        ConfigError: If it cannot be read, or says something that no language file may say.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506 - safe either way
        return msgspec.convert(content, LanguageData, dec_hook=_decoded)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read. Install the program again.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        raise ConfigError(
            f"{path.name} is no YAML{where}. Compare it with the file of another language."
        ) from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path.name}: {_told(str(error))}") from error


def _decoded(kind: type, value: Any) -> Any:
    if not isinstance(value, str):
        raise TypeError("must be text")
    if kind is Words:
        return Words(value.split())
    phrases = [" ".join(phrase.split()) for phrase in value.split(",")]
    if not all(phrases):
        raise ValueError("has a comma too many")
    if kind is Groups:
        return Groups(tuple(phrase.split()) for phrase in phrases)
    return Phrases(phrases) if kind is Phrases else Forms(_forms(phrases))


def _forms(groups: Iterable[str]) -> Iterable[tuple[str, str]]:
    for group in groups:
        base, *forms = group.split()
        yield from ((form, base) for form in forms)


_PLACE = re.compile(r"^(?P<what>.*?)(?: - at (?:`key` in )?`\$\.?(?P<key>.*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>.*)`")
_MISSING = re.compile(r"Object missing required field `(?P<key>.*)`")


def _told(error: str) -> str:
    """Return a mistake as msgspec sees it in words of our own, with the key it is at."""
    found = _PLACE.match(error)
    what, key = (found["what"], found["key"] or "") if found else (error, "")
    inside = f" in “{key}”" if key else ""
    if unknown := _UNKNOWN.fullmatch(what):
        return f"there is no key “{unknown['key']}”{inside}. The keys are those of schema.py."
    if missing := _MISSING.fullmatch(what):
        return f"the key “{missing['key']}” is missing{inside}. Add it as in the file of another language."
    return f"“{key}” does not hold what it should. Write it as in the file of another language."
