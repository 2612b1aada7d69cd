"""/show: the passage in which the proof of a fact stands, with what is around it."""

import re
from dataclasses import asdict, replace

from bot.commands.context import Context
from bot.reply import Picture, Reply, SlowReply
from bot.wording import introduction, passages, sources
from knowledge.errors import ReadError
from knowledge.model import Citation
from knowledge.sources.corpus import source_path
from knowledge.sources.page_pictures import draw_page
from knowledge.sources.readers.guard import Limits

_ARGUMENT = re.compile(r"([\w.-]+)(?:#(\d{1,3}))?(?:\s+([+-]?\d{1,6}))?")


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Show where a fact's quote stands, or passages before or after it; of a PDF or a scan the page as well."""
    asked = _ARGUMENT.fullmatch(argument)
    if not asked:
        return introduction.usage(context.command.usage, context.command.summary)
    fact = context.base.fact(asked[1])
    if fact is None:
        return context.untold(asked[1])
    number = min(max(int(asked[2] or 1), 1), len(fact.citations))
    citation = fact.citations[number - 1]
    document = context.base.document(citation.source)
    if document is None:
        return sources.unknown(citation.source, ())
    view = passages.View(fact, number, document, int(asked[3] or 0))
    reply = passages.shown(view, context.scope.sources)
    if document.format not in {"pdf", "picture"} or view.offset:
        return reply
    return lambda: _with_picture(reply, citation, context)


def _with_picture(reply: Reply, citation: Citation, context: Context) -> Reply:
    path, page = source_path(context.home.sources, citation.source), citation.locator.page or 1
    try:
        png = draw_page(path, page, citation.quote, Limits(**asdict(context.config.reading)))
    except ReadError as error:
        return replace(reply, blocks=(*reply.blocks, passages.no_picture(page, error)))
    return replace(reply, picture=Picture(png, passages.picture_of(citation)))
