"""A message after others → what it leads to, taken as it stands or as what it means after what was said before."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import nearby
from bot.conversation.joined_questions import parted
from bot.conversation.past import Subject
from bot.conversation.question_words import holds_question_word
from bot.conversation.readings import Readings, readings
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer, NoAnswer, Reason
from knowledge.base import KnowledgeBase
from knowledge.languages.schema import Asked
from knowledge.languages.tokenization import tokens

_LATER = 0.8
"""What is left of how sure a reading is against the one before it, which is likelier meant."""
_AS_SURE = 0.9
"""Share of the surest reading's from which on another one may just as well be meant, so that the person is asked."""
_SURELY_TOLD = 4.0
"""Verdict of the reader from which on a sentence tells a reading though other words than its own stand there, as children for kids."""
_DENIED = -1.0
"""Verdict below which neither what leans on what was said before is answered as it stands, nor a guess at what is meant."""
_TOLD_AGAIN = 2.0
"""Verdict from which on the last answer tells something new that it does not speak of."""
_TOLD_ELSEWHERE, _SURE = 1.0, 0.75
"""Verdict and confidence from which on what leans on what was said before is answered from another source than that."""
_ECHO = 0.6
"""Share of a sentence's terms in a question from which on that is made of it."""
_ASKED_BARE = {Asked.REASON, Asked.TIME, Asked.PLACE, Asked.NUMBER}
"""Kinds of answer that a question word calls for by itself; "who is this?" may mean who speaks."""
_NEAR = 3
"""Turns whose sources are talked about."""


def ask(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> Outcome:
    """Return what a message leads to: as it stands, or as one of its readings that answers more surely.

    What leans on what was said before is not answered from elsewhere: who says "it" means something that was talked about.

    Args:
        base: What is asked.
        text: What a person says.
        turns: What they said before, the last one last.
    """
    before = tuple(_subject(base, turn) for turn in turns)
    read = readings(text, before)
    outcome = _surest(base, text, read, before, _sources(turns))
    return (
        outcome
        if isinstance(outcome, Answer) or not turns
        else nearby.told(base, text, outcome, read, turns[-1])
    )


def _surest(
    base: KnowledgeBase, text: str, read: Readings, before: Sequence[Subject], near: frozenset[str]
) -> Outcome:
    """Return what is said to a message by itself or as it may be read."""
    typed = base.ask(text, near)
    if isinstance(typed, Answer) and not read.leans:
        return typed
    wholes = [_asked_as(base, whole, read, before, near) for whole in read.wholes if whole != read.echo]
    if read.goes_on and read.new and wholes and _is_doubted(typed):
        # "and in Cuba?" asks nothing by itself: what is but near in words is not meant.
        typed = _unsure(typed)
    if read.leans and wholes and _is_denied(typed, read):
        typed = _unsure(typed)
    sure = [outcome for outcome in wholes if _is_sure(outcome, typed, read, before)]
    if read.echo and not (sure or isinstance(typed, Answer)):
        wholes.append(_asked_as(base, read.echo, read, before, near))
        sure = [wholes[-1]] if _is_sure(wholes[-1], typed, read, before) else []
    if not (sure or isinstance(typed, Answer)) and wholes and read.goes_on and not read.new:
        return _unsure(max((typed, wholes[0]), key=_nearest))
    # What leans is better said with what it leans on, so that the next follow-up finds it.
    ways = [*sure, typed] if read.leans else [typed, *sure]
    outcome = _likeliest(ways) if sure else typed
    is_elsewhere = bool(near) and not (read.goes_on and read.new) and _source(outcome) not in near
    if not (read.leans and is_elsewhere):
        return outcome
    return next(filter(_is_told_elsewhere, (typed, outcome)), _unsure(outcome))


def _asked_as(
    base: KnowledgeBase, whole: str, read: Readings, before: Sequence[Subject], near: frozenset[str]
) -> Answer | NoAnswer:
    """Return what a reading leads to, saying how the message was read."""
    outcome = _going_on(base.ask(whole, near), read, before)
    return replace(outcome, question=replace(outcome.question, understood_as=outcome.question.meant))


def _is_sure(outcome: Outcome, typed: Outcome, read: Readings, before: Sequence[Subject]) -> bool:
    """Tell whether a reading leads to an answer that may be told."""
    return bool(_surety(outcome)) and _may_be_told(outcome, read) and _is_news(outcome, typed, read, before)


def ask_all(base: KnowledgeBase, texts: Sequence[str], turns: Sequence[Turn]) -> list[Outcome]:
    """Return what each question of a message leads to; each follows on the ones before it."""
    outcomes: list[Outcome] = []
    for text in texts:
        outcomes += _ask_joined(base, text, (*turns, *map(turn, outcomes)))
    return outcomes


def _ask_joined(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> list[Outcome]:
    """Return what a question leads to, or each of those that it is made of where that tells more."""
    whole = ask(base, text, turns)
    parts = parted(text)
    if len(parts) == 1:
        parts = parted(whole.question.meant)  # its words may be misspelt
    if len(parts) == 1:
        return [whole]
    each: list[Outcome] = []
    for part in parts:
        each.append(ask(base, part, (*turns, *map(turn, each))))
    return each if _tells_more(each, whole) else [whole]


def _tells_more(parts: Sequence[Outcome], whole: Outcome) -> bool:
    """Tell whether parts are answered: where the whole is not, with its answer and others, or each more surely and not all leading to one fact."""
    answered = [part for part in parts if isinstance(part, Answer)]
    if not (answered and isinstance(whole, Answer)):
        return bool(answered)
    told = {part.best.fact.id for part in answered if not part.ties}
    if len(told) > 1 and whole.best.fact.id in told:
        return True
    nearest = {part.matches[0].fact.id if part.matches else "" for part in parts}
    return len(nearest) > 1 and min(map(_surety, answered)) > _surety(whole)


def follows(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a message is what only follow-ups are: that is no small talk.

    It begins as they do, such as "no, I meant the pier" or "what about Cuba?", or asks but "why not?" or "at what time?" of what was answered.
    """
    read = _read(base, text, turns)
    asks_bare = bool(turns and turns[-1].fact_ids and read.asked & _ASKED_BARE) and not read.new
    return bool(read.wholes) and (asks_bare or bool(len(read.opener) > 1 and read.new))


def may_follow(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a message may go on from what was asked before: it asks, begins as follow-ups do, such as "and off?", or but names something, as "kids?"."""
    read = _read(base, text, turns)
    return bool(turns) and (holds_question_word(text) or bool(read.opener) or read.is_bare)


def _read(base: KnowledgeBase, text: str, turns: Sequence[Turn]) -> Readings:
    return readings(text, tuple(_subject(base, turn) for turn in turns))


def _likeliest(ways: Sequence[Outcome]) -> Answer | NoAnswer:
    """Return the surest of some ways to read a message, the likeliest first; beside it what another one leads to that is about as sure."""
    sureties = [_surety(way) * _LATER**place for place, way in enumerate(ways)]
    best = ways[sureties.index(max(sureties))]
    rivals = [
        way.best
        for way, surety in zip(ways, sureties, strict=True)
        if isinstance(way, Answer) and surety >= _AS_SURE * max(sureties)
    ]
    if not isinstance(best, Answer):
        return best
    others = {rival.fact.id: rival for rival in rivals if rival.fact.id != best.best.fact.id}
    return replace(best, ties=tuple(others.values()))


def _may_be_told(outcome: Outcome, read: Readings) -> bool:
    """Tell whether the reader does not deny a reading; and who asks what a strange word means is not told what another one does."""
    best = outcome.matches[0]
    is_strange = Asked.DEFINITION in read.asked and bool(read.new) and read.new <= read.terms(best.missing)
    return not is_strange and (best.verdict is None or best.verdict >= _DENIED)


def _is_news(outcome: Outcome, typed: Outcome, read: Readings, before: Sequence[Subject]) -> bool:
    """Tell whether a reading leads to more than it was given: neither to the last answer again nor to what was only put beside it."""
    best, last = outcome.matches[0].fact, before[-1].statement if before else ""
    told = " ".join([best.statement, *(cited.quote for cited in best.citations)])
    if outcome.question.text == read.echo:
        return read.is_gone_on_by(told)
    if read.goes_on and any(best.statement == earlier.statement for earlier in before[-_NEAR:]):
        return read.is_told_by(told, outcome.matches[0].verdict)
    if best.statement == last:
        is_spoken_of = not (read.new and read.new.isdisjoint(_terms(read, best.statement)))
        return is_spoken_of or read.holds_new(told) or (outcome.matches[0].verdict or 0) >= _TOLD_AGAIN
    if _is_surely_told(outcome, read):
        return True
    is_unspoken_of = not read.new.isdisjoint(read.terms(outcome.matches[0].missing))
    is_asked_of_last = bool(last) and last.strip(" .") in outcome.question.text
    if is_asked_of_last or (is_unspoken_of and (read.goes_on or not read.leans)):
        return False
    # What may stand on its own is not dragged to what it does not mention; a bare "budget?" not even to what but stands below that heading.
    is_mentioned = read.holds_new(told) if read.is_bare else best.id in {m.fact.id for m in typed.matches}
    return read.leans or is_mentioned


def _is_surely_told(outcome: Outcome, read: Readings) -> bool:
    """Tell whether the reader says so of the likeliest reading, which does not just say the sentence again."""
    best, asked = outcome.matches[0], outcome.question.text
    told = _terms(read, best.fact.statement)
    is_echo = len(told & _terms(read, asked)) > _ECHO * len(told)
    return asked == read.wholes[0] and (best.verdict or 0) >= _SURELY_TOLD and not is_echo


def _is_doubted(outcome: Outcome) -> bool:
    """Tell whether the reader does not say that the best match tells what was asked."""
    verdict = outcome.matches[0].verdict if outcome.matches else None
    return verdict is not None and verdict < _TOLD_ELSEWHERE


def _is_denied(outcome: Outcome, read: Readings) -> bool:
    """Tell whether the reader says that the best match does not tell what was asked, and it does not hold all of what is new either."""
    best = outcome.matches[0] if outcome.matches else None
    if best is None or best.verdict is None or best.verdict >= _DENIED:
        return False
    return not read.new <= _terms(read, best.fact.statement)


def _terms(read: Readings, statement: str) -> frozenset[str]:
    return read.terms(word.text for word in tokens(statement))


def _is_told_elsewhere(outcome: Outcome) -> bool:
    """Tell whether what stands in another source than was talked about holds all that is asked, as the reader says too."""
    if _surety(outcome) < _SURE:
        return False
    best = outcome.matches[0]
    return (best.verdict or 0) >= _TOLD_ELSEWHERE and not best.missing


def _going_on(outcome: Outcome, read: Readings, before: Sequence[Subject]) -> Outcome:
    """Return an outcome without the last answer at its top, if that does not tell what is asked and the next match is sure enough by itself."""
    last, *others = outcome.matches or (None,)
    if not isinstance(outcome, Answer) or last is None or not (before and others):
        return outcome
    is_again = last.fact.statement == before[-1].statement
    if (
        not is_again
        or read.is_told_by(last.fact.statement, last.verdict)
        or others[0].confidence < outcome.threshold
    ):
        return outcome
    return replace(outcome, matches=tuple(others), ties=(), conflicts=())


def _unsure(outcome: Outcome) -> Outcome:
    """Return the same as something that may be meant, no more."""
    if not isinstance(outcome, Answer):
        return outcome
    return NoAnswer(
        outcome.question, Reason.NOT_SURE, outcome.matches, outcome.threshold, outcome.answerability
    )


def ask_again(base: KnowledgeBase, turns: Sequence[Turn]) -> Outcome:
    """Return what the last turn leads to now."""
    return base.ask(turns[-1].question, _sources(turns[:-1]))


def turn(outcome: Outcome) -> Turn:
    """Return what is to be remembered of an outcome."""
    return Turn(outcome.question.text, shown(outcome), _source(outcome))


def shown(outcome: Outcome) -> tuple[str, ...]:
    """Return the ids of the facts that an outcome shows as its answer, the best first."""
    if not isinstance(outcome, Answer):
        return ()
    return tuple(match.fact.id for match in (outcome.best, *outcome.conflicts))


def _source(outcome: Outcome) -> str:
    """Return the name of the source in which the best match stands; empty where there is none."""
    return outcome.matches[0].fact.citations[0].source if outcome.matches else ""


def _sources(turns: Sequence[Turn]) -> frozenset[str]:
    """Return the names of the sources that were talked about lately."""
    return frozenset(turn.source for turn in turns[-_NEAR:] if turn.source)


def _subject(base: KnowledgeBase, turn: Turn) -> Subject:
    fact = base.fact(turn.fact_ids[0]) if turn.fact_ids else None
    return Subject(turn.question, fact.statement if fact else "")


def _nearest(outcome: Outcome) -> float:
    """Return how sure its best match is to be an answer, said or not; 0 where there is none."""
    return outcome.matches[0].confidence if outcome.matches else 0.0


def _surety(outcome: Outcome) -> float:
    """Return how sure an answer is; 0 where there is none, or several may be meant."""
    return outcome.best.confidence if isinstance(outcome, Answer) and not outcome.ties else 0.0
