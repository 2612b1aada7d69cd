"""Two facts of a report on trade, for the tests of what is said about them."""

import datetime as dt
from dataclasses import replace

from bot.reply import Listing, Reply
from bot.wording.figures import Scope
from knowledge.answering.outcome import Question
from knowledge.model import Citation, Fact, Locator, SourceSummary, Status

LOCATOR = Locator(0, 10, paragraph=4)
SOURCES = {
    "report.pdf": SourceSummary(
        "report.pdf", "Annual report", "pdf", dt.date(2026, 5, 3), "en", 12, 48, 90, 2
    )
}
SCOPE = Scope(SOURCES, 1200, dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC))
QUESTION = Question("What grew?", "en")
DRAFT = Fact("d1", "Trade grew.", (Citation("report.pdf", LOCATOR, "Trade grew."),), Status.DRAFT)
APPROVED = replace(
    DRAFT, id="a1", statement="Trade went up.", status=Status.APPROVED, asks=("What went up?",)
)


def texts(reply: Reply) -> list[str]:
    blocks = [block.entries if isinstance(block, Listing) else (block,) for block in reply.blocks]
    return ["".join(span.text for span in entry.line) for entries in blocks for entry in entries]
