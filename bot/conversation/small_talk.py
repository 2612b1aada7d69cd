"""What is no question to the sources: small talk, and questions about the bot.

A message is taken whole. One that is an example of a language file, slips aside, is what the example is; of any other the learned model says
how likely it is talk. Words that the sources hold speak against it, and in doubt the sources are asked: what they answer is a question.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.conversation.chatter import without_chatter
from bot.conversation.message_features import phrases_of, words
from bot.conversation.talk_examples import TalkExample, talk_examples
from bot.conversation.talk_model import TalkModel, learned
from knowledge.answering.outcome import Answer, NoAnswer
from knowledge.languages.everyday import is_real
from knowledge.languages.folding import fold
from knowledge.languages.language import language, languages
from knowledge.languages.talk import Talk
from knowledge.model import Fact

_LONGEST = 24
"""Words of small talk; who says more has something to say."""
_LIKELY = 0.4
"""Chance from which on a message is talk, if the sources do not answer it."""
_LIKELY_IN_OTHER_WORDS = 0.55
"""The same where it holds words that talk is seldom made of."""
_NEAR = 0.5
"""Share of the likeliest kind's chance from which on another one is it, if an example of that stands in the message."""
_SURE = 0.9
"""Chance from which on the sources are not asked."""
_SURE_OF_THEIR_WORDS = 0.985
"""Chance from which on it is talk although the sources hold some of those words."""
_SURE_OF_UNHEARD_WORDS = 0.95
"""The same where it holds words that nobody knows. Of misspelt questions of our sets, those up to 0.94 would be taken for talk."""
_SURE_OF_SLIPS = 0.99
"""The chance of what is an example but for slips."""
_FEW = 3
"""Where more than one word of so many is one that talk is seldom made of, it must be sure."""
_ALIKE = 0.75
"""How alike, from 0 to 1, a message must be to an example that it may be with slips."""
_SHORTEST_SLIP, _LONG = 4, 8
"""Letters of a word that may be a slip, and from which on it may have two."""
_SAME_QUESTION = 92
"""Per cent of alikeness from which on a message is the example question of an approved fact."""
_LATIN = ("en", "de", "es", "fr", "pt", "it")
"""Languages in whose everyday words a word of Latin letters is looked for."""
_OF_THE_WORLD = frozenset({Talk.LIFE, Talk.TRIVIA, Talk.PRIVACY, Talk.PERSON})
"""Of these the sources may speak too."""
_OPENERS = frozenset({Talk.GREETING, Talk.OKAY, Talk.WONDER, Talk.LAUGHTER, Talk.APOLOGY})
"""Behind these there is often more."""
_EMOJI = {
    Talk.OKAY: "👍👌🆗✅💯🤝",
    Talk.THANKS: "🙏",
    Talk.PRAISE: "👏🎉🥳🔥💪🤩⭐🌟🏆",
    Talk.AFFECTION: "❤💕💖💗💙💚💛💜🧡🖤😍🥰😘💋🤗♥",
    Talk.LAUGHTER: "😂🤣😆😄😁😀😃😅😊🙂😉😜😝🙃😎😏",
    Talk.MOOD: "😢😭😞😔😟😕🙁☹😩😫😓😴",
    Talk.INSULT: "😡😠🤬👎💩🖕🙄😒",
    Talk.GREETING: "👋🤚🖐",
    Talk.WONDER: "😮😯😲😱🤯🤔😳",
}
_SMILEYS = {Talk.LAUGHTER: (":)", ":-)", ":d", ";)", ";-)", "=)", "^^", ":p"), Talk.MOOD: (":(", ":-("), Talk.AFFECTION: ("<3",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A message that is no question to the sources."""

    text: str
    talk: Talk


class Sources(Protocol):
    """What could answer a message."""

    def knows(self, word: str) -> bool:
        """Tell whether some fact holds a word, folded, in any form."""

    def curated(self) -> Sequence[Fact]:
        """Return the facts that people wrote."""

    def ask(self, text: str) -> Answer | NoAnswer:
        """Return the answer to a question, or why there is none."""


def recognised(
    text: str, sources: Sources, model: TalkModel | None = None, *, may_follow: bool = False
) -> SmallTalk | None:
    """Return what is meant by a message that is small talk or about the bot, None where it is a question to the sources.

    Args:
        text: The whole message.
        sources: What could answer it.
        model: What says how likely it is talk; the one that comes with the program where none is given.
        may_follow: Whether it may go on from what was asked before, as "who can I call?", "kids?" or "and off?".
    """
    said = words(text)
    if not said:
        talk = _drawn(text)
        return SmallTalk(text, talk) if talk else None
    if len(said) > _LONGEST:
        return None
    model = model or learned()
    talk, likely = _meant(said, model)
    strange = [word for word in said if word not in model.familiar]
    if talk is None or _is_example_question(text, sources):
        return None
    if talk is Talk.SUMMARY and likely >= _SURE:
        return SmallTalk(text, talk)  # it names what the sources hold
    goes_on = may_follow and likely < _SURE
    if goes_on or likely < _least(said, strange, sources) or (likely < 1 and _is_a_word_of(said, sources)):
        return None
    if talk in _OPENERS:
        talk = _behind_opener(text, model) or talk
    is_to_be_asked = likely < _SURE or talk in _OF_THE_WORLD or (may_follow and likely < 1)
    return None if is_to_be_asked and isinstance(sources.ask(text), Answer) else SmallTalk(text, talk)


def stock_phrase(text: str) -> Talk | None:
    """Return what a message is that is an example, slips and chatter aside; None for all that could but be guessed."""
    said = words(text)
    if not said:
        return _drawn(text)
    example = _example(said) or _example(words(without_chatter(text)))
    return example.talk if example else None


def _least(said: Sequence[str], strange: Sequence[str], sources: Sources) -> float:
    """Return the chance from which on a message is talk, by those of its words that talk is seldom made of."""
    if not strange:
        return _LIKELY
    if any(map(sources.knows, strange)):
        return _SURE_OF_THEIR_WORDS
    if any(map(_is_unheard_of, strange)):
        return _SURE_OF_UNHEARD_WORDS
    return _LIKELY_IN_OTHER_WORDS if len(strange) * _FEW <= len(said) else _SURE


def _is_unheard_of(word: str) -> bool:
    """Tell whether a word is none of everyday language: a slip of theirs as likely as one of talk, or a name."""
    return word.isascii() and word.isalpha() and not any(is_real(word, code) for code in _LATIN)


def _is_a_word_of(said: Sequence[str], sources: Sources) -> bool:
    """Tell whether a message is but one word or letter that may be looked up: what a model makes of that alone is a guess."""
    return len(said) == 1 and (len(said[0]) == 1 or sources.knows(said[0]))


def _behind_opener(text: str, model: TalkModel) -> Talk | None:
    """Return what is meant behind a greeting and the like: "Hi, are you human?" asks more than it greets."""
    bare = without_chatter(text)
    talk, likely = _meant(words(bare), model) if bare != text else (None, 0.0)
    return talk if likely >= _SURE else None


def language_of(text: str) -> str | None:
    """Return the code of the language in which a message is small talk; None where in none, or in several, as "ok"."""
    spoken = _spoken_in().get(" ".join(words(text)), ())
    return spoken[0] if len(spoken) == 1 else None


def _meant(said: list[str], model: TalkModel) -> tuple[Talk | None, float]:
    """Return what a message is if it is talk, and how likely that is, from 0 to 1."""
    if example := _example(said):
        return example.talk, 1.0 if list(example.words) == said else _SURE_OF_SLIPS
    chances = model.chances(said)
    first, second, *_ = chances
    likely = (
        chances[first] + chances[second]
    )  # what may be of any kind, as a bare "kids", only looks unlike a question
    if likely >= _LIKELY:
        is_near = chances[second] >= _NEAR * chances[first]
        said_in = _phrase_in(said) if is_near else None
        return (second if said_in is second else first), likely
    parts = phrases_of(said, _by_phrase().keys() | _joins())  # "nope, and that is not what I meant, lol"
    if known := [part for part in parts if part in _by_phrase()]:
        return _by_phrase()[max(known, key=len)].talk, 1.0
    return None, likely


def _phrase_in(said: Sequence[str]) -> Talk | None:
    """Return what the longest example of several words means that a message holds: of "aww i love you little bot" what "i love you" does."""
    for length in range(len(said) - 1, 1, -1):
        for start in range(len(said) - length + 1):
            if example := _by_phrase().get(" ".join(said[start : start + length])):
                return example.talk
    return None


def _example(said: Sequence[str]) -> TalkExample | None:
    """Return the example that a message is, or is but for slips that make no other words."""
    typed = " ".join(said)
    same_length = _examples().get(len(said), {})
    if typed in same_length:
        return same_length[typed]
    near = process.extract(
        typed, list(same_length), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=3
    )
    for meant, _, _ in near:
        example = same_length[meant]
        pairs = zip(said, meant.split(), strict=True)
        if all(one == other or _is_slip(one, other, example.language) for one, other in pairs):
            return example
    return None


def _is_slip(typed: str, meant: str, code: str) -> bool:
    """Tell whether what is typed is no word of its own, nor another form of the one that is near: "tiene" is none of "tienes"."""
    spoken = language(code)
    if len(typed) < _SHORTEST_SLIP or not typed.isalpha() or spoken.stem(typed) == spoken.stem(meant):
        return False
    most = 1 if len(meant) < _LONG else 2
    is_word = any(is_real(typed, each) for each in (code, *_LATIN))
    return not is_word and OSA.distance(typed, meant, score_cutoff=most) <= most


@cache
def _examples() -> Mapping[int, dict[str, TalkExample]]:
    """Return the examples by the number of their words."""
    found: dict[int, dict[str, TalkExample]] = defaultdict(dict)
    for phrase, example in _by_phrase().items():
        found[len(example.words)][phrase] = example
    return found


@cache
def _by_phrase() -> Mapping[str, TalkExample]:
    """Return the examples by their words joined by spaces; what is said alike in several languages is in the first."""
    found: dict[str, TalkExample] = {}
    for example in talk_examples():
        found.setdefault(" ".join(example.words), example)
    return found


@cache
def _joins() -> frozenset[str]:
    """Return the words that stand between what people say, folded: and, but, so."""
    spoken = [language(code).data for code in languages()]
    joins = [
        *(data.shapes.joins for data in spoken),
        *(data.chatter.joins for data in spoken if data.chatter),
    ]
    return frozenset(" ".join(words(phrase)) for phrases in joins for phrase in phrases)


@cache
def _spoken_in() -> Mapping[str, list[str]]:
    """Return example → the languages in which it is one."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in talk_examples():
        spoken = found[" ".join(example.words)]
        if example.language not in spoken:
            spoken.append(example.language)
    return found


def _is_example_question(text: str, sources: Sources) -> bool:
    """Tell whether a person wrote an answer to just this."""
    asked = [fold(ask) for fact in sources.curated() for ask in fact.asks]
    return process.extractOne(fold(text), asked, scorer=fuzz.ratio, score_cutoff=_SAME_QUESTION) is not None


def _drawn(text: str) -> Talk | None:
    """Return what is meant by emoji or a smiley; None for mere punctuation."""
    bare = "".join(text.lower().split())
    for talk, smileys in _SMILEYS.items():
        if bare in smileys:
            return talk
    for talk, emoji in _EMOJI.items():
        if any(sign in emoji for sign in bare):
            return talk
    return Talk.WONDER if any(sign > "\u2190" for sign in bare) else None
