"""/start: the greeting."""

from bot import wording
from bot.commands.command import Command, Context
from bot.reply import Reply

_EXAMPLES = 3
_LOOKED_AT = 20
"""Facts among which examples are sought; several may answer the same question."""


def start(context: Context, _argument: str) -> Reply:
    """Greet, with a few questions that have an answer."""
    facts, _ = context.base.facts(limit=_LOOKED_AT)
    asks = list(dict.fromkeys(fact.asks[0] for fact in facts if fact.asks))
    topics = context.base.topics()
    return wording.greeting(context.config.name, context.scope, asks[:_EXAMPLES], topics[:_EXAMPLES])


START = Command("start", "", "say hello", start)
