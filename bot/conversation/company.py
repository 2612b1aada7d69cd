"""Small talk → `Reply`: the bot is good company, and tells of itself and of what it holds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

from rapidfuzz import fuzz, process, utils

from bot.config.schema import Config
from bot.conversation.message_features import words
from bot.conversation.small_talk import SmallTalk
from bot.conversation.talk_model import learned
from bot.reply import Reply
from bot.wording import introduction, small_talk, sources
from bot.wording.answers import topic_choice
from bot.wording.figures import Scope, Sources
from knowledge.base import KnowledgeBase
from knowledge.languages.talk import Talk

_NEEDS_NO_REPLY = frozenset(
    {
        Talk.THANKS, Talk.OKAY, Talk.LAUGHTER, Talk.AGREEMENT, Talk.MAYBE, Talk.WONDER, Talk.WAIT, Talk.APOLOGY,
        Talk.GOODBYE, Talk.WISH, Talk.MOOD,
    }
)  # fmt: skip
"""In a group nobody waits for an answer to these."""
_TOPICS = 8
_NAMED = 80
"""Per cent of a title or name that must be in a message for the source to be meant."""


@dataclass(frozen=True, slots=True)
class Company:
    """Who is spoken to, and what they hold."""

    base: KnowledgeBase
    config: Config
    scope: Scope
    last_question: str = ""
    """What the person asked before, if that is known."""
    may_pass_on: bool = False
    """Whether they are offered to pass on to a person what is not answered."""


def reply(talk: SmallTalk, company: Company, *, is_in_group: bool = False) -> Reply:
    """Return what is said to a message that is no question to the sources; nothing where politeness needs no answer."""
    if is_in_group and talk.talk in _NEEDS_NO_REPLY:
        return Reply(())
    if told := _ABOUT.get(talk.talk):
        return told(talk, company)
    if talk.talk is Talk.REPEAT and company.last_question:
        return small_talk.again(company.last_question)
    return small_talk.said(talk.talk, talk.text)


def _name(_talk: SmallTalk, company: Company) -> Reply:
    return small_talk.name(company.config.name)


def _abilities(_talk: SmallTalk, company: Company) -> Reply:
    return small_talk.abilities(company.config.name)


def _topics(talk: SmallTalk, company: Company) -> Reply:
    names = company.base.topics()
    if not names:
        return _documents(talk, company)
    more = (small_talk.more_topics(),) if len(names) > _TOPICS else ()
    return Reply((small_talk.topics(),), (*map(topic_choice, names[:_TOPICS]), *more))


def _documents(_talk: SmallTalk, company: Company) -> Reply:
    return sources.listed(tuple(company.scope.sources.values()), 1)


def _summary(talk: SmallTalk, company: Company) -> Reply:
    """Open the outline of the source that is named, or offer some."""
    known = company.scope.sources
    meant = _named(talk.text, known)
    document = company.base.document(meant) if meant else None
    if document is None:
        listed = _documents(talk, company)
        return replace(listed, blocks=(small_talk.no_summary(), small_talk.which_source(), *listed.blocks))
    outline = sources.shown(document, known[document.source], sends_files=company.config.send_files)
    return replace(outline, blocks=(small_talk.no_summary(), *outline.blocks))


def _named(text: str, known: Sources) -> str:
    """Return the source that a message names, by most words of its title; the only one there is without a word."""
    wanted = " ".join(word for word in words(text) if word not in learned().familiar)
    titles = {name: f"{name} {summary.title}" for name, summary in known.items()}
    if not wanted:
        return next(iter(known)) if len(known) == 1 else ""
    found = process.extractOne(
        wanted, titles, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=_NAMED
    )
    return str(found[2]) if found else ""


def _privacy(_talk: SmallTalk, company: Company) -> Reply:
    config = company.config
    return introduction.about(config.name, version("citebot"), company.scope, config.keep_days)


def _person(_talk: SmallTalk, company: Company) -> Reply:
    return small_talk.person(may_pass_on=company.may_pass_on)


_ABOUT: dict[Talk, Callable[[SmallTalk, Company], Reply]] = {
    Talk.NAME: _name,
    Talk.ABILITIES: _abilities,
    Talk.TOPICS: _topics,
    Talk.DOCUMENTS: _documents,
    Talk.SUMMARY: _summary,
    Talk.PERSON: _person,
    Talk.PRIVACY: _privacy,
}
