"""/start: the greeting, or the fact that a link leads to."""

from bot.commands.context import Context
from bot.links import fact_of
from bot.reply import Reply
from bot.wording import facts, introduction

_EXAMPLES = 3
_LOOKED_AT = 20
"""Facts among which examples are sought; several may answer the same question."""


def run(context: Context, argument: str) -> Reply:
    """Open the fact of a deep link; else greet, with a few questions that have an answer."""
    if fact_id := fact_of(argument, (fact.id for fact in context.base.curated())):
        fact = context.base.fact(fact_id)
        if fact is None:
            return context.untold(fact_id)
        return facts.shown(fact, context.scope.sources, curates=context.curates)
    looked_at, _ = context.base.facts(limit=_LOOKED_AT)
    asks = list(dict.fromkeys(fact.asks[0] for fact in looked_at if fact.asks))
    topics = context.base.topics()
    return introduction.greeting(context.config.name, context.scope, asks[:_EXAMPLES], topics[:_EXAMPLES])
