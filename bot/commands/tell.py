"""/tell: those who asked in vain hear what answers their questions by now."""

from dataclasses import replace
from functools import partial

from bot.commands.context import Context
from bot.reply import Reply, SlowReply
from bot.state.gap_groups import numbered
from bot.state.gaps import Gap
from bot.wording import gaps
from knowledge.answering.outcome import Answer


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Close open questions, by their numbers, that are answered by now, and have those told who wished to be."""
    opened = context.state.gaps.open()
    groups = [group for number in argument.split() if (group := numbered(opened, number))]
    asked = {gap.id: gap for group in groups for gap in group.gaps}
    return partial(_close, context, tuple(asked.values())) if asked else gaps.unknown(argument)


def _close(context: Context, asked: tuple[Gap, ...]) -> Reply:
    """Return what comes of it, each wording asked by itself; the state is left to the thread of the dialogue."""
    outcomes = [(gap, context.base.ask(gap.question)) for gap in asked]
    found = [(gap, outcome.best.fact.id) for gap, outcome in outcomes if isinstance(outcome, Answer)]

    def keep() -> None:
        for gap, fact_id in found:
            context.state.notices.owe([gap.id], fact_id)

    if not found:
        return gaps.no_answer(asked[0].question)
    people = frozenset[int]().union(*(gap.waiting for gap, _ in found))
    return replace(gaps.told(len(people)), keep=keep)
