"""/start: the greeting, or the fact that a link leads to."""

from bot.commands.context import Context
from bot.links import fact_of
from bot.reply import Reply
from bot.wording import answers, lists

_EXAMPLES = 3
_LOOKED_AT = 20
"""Facts among which examples are sought; several may answer the same question."""


def run(context: Context, argument: str) -> Reply:
    """Open the fact of a deep link; else greet, with a few questions that have an answer."""
    snapshot = context.base.snapshot
    curated = (fact.id for fact in snapshot.curated.values()) if snapshot else ()
    if fact_id := fact_of(argument, curated):
        fact = context.base.fact(fact_id)
        return lists.fact(fact, context.scope.sources) if fact else lists.no_fact(fact_id)
    facts, _ = context.base.facts(limit=_LOOKED_AT)
    asks = list(dict.fromkeys(fact.asks[0] for fact in facts if fact.asks))
    topics = context.base.topics()
    return answers.greeting(context.config.name, context.scope, asks[:_EXAMPLES], topics[:_EXAMPLES])
