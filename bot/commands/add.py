"""/add: text that is pasted, or the message that is replied to, becomes a document."""

from contextlib import suppress

from bot.commands.context import Context
from bot.curation.sources import arrivals, pasted_texts, source_files
from bot.curation.sources.filenames import safe_name
from bot.reply import Reply, SlowReply
from bot.wording import source_changes, upload_receipts, upload_refusals
from bot.wording.upload_receipts import Receipt
from knowledge.model import Description


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Keep the text and report on it, or ask for it."""
    if context.home.is_sample:
        return source_changes.sample_stays()
    said, text = pasted_texts.read(argument, context.speaker.quoted)
    if not text:
        return upload_receipts.ask_for_text(said.title, f"/{context.command.name} {argument}".rstrip() + "\n")
    receipt = _kept(context, said, text)

    def report() -> Reply:
        context.base.refresh()
        return upload_receipts.report([receipt], context.base)

    return report


def _kept(context: Context, said: Description, text: str) -> Receipt:
    """Make a text a source, unless an earlier run has done so already."""
    home, changes, message = context.home, context.state.source_changes, context.speaker.origin
    name, content = safe_name(pasted_texts.ENDING, said.title), f"{text}\n".encode()
    try:
        if known := arrivals.noted(home, changes, message):
            change = arrivals.finish(home, changes, message, known)
            if (home.sources / change.source).read_bytes() != content:
                return Receipt(name, upload_refusals.kept_before())
            return arrivals.receipt(home, name, name, change)
        part = arrivals.part(home, message)
        part.write_bytes(content)
        if twin := source_files.identical_source(home, context.base, part):
            return Receipt(name, upload_refusals.identical(twin))
        change = arrivals.put(home, changes, message, name, said)
        return arrivals.receipt(home, name, name, change)
    except OSError as error:
        return Receipt(name, upload_refusals.lost(error))
    finally:
        with suppress(OSError):
            arrivals.clear(home, changes, message)
