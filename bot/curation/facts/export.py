"""The approved facts with their citations as one text: YAML that a home can read again, a table, or Markdown to be read by people."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from bot.wording.figures import Sources
from bot.wording.places import called, where
from bot.wording.translation import text
from knowledge.base import KnowledgeBase
from knowledge.facts import fact_entries
from knowledge.facts.quoting import cite_of
from knowledge.model import CuratedFact, Fact, Status

_COLUMNS = ("id", "fact", "questions", "topics", "source", "title", "page", "paragraph", "row", "quote")
_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")
"""How a cell begins that a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
_MARKUP = re.compile(r"([\\`*_\[\]<>|]|^(?:#+|[-+]|\d+(?=[.)])))", re.MULTILINE)


class Form(StrEnum):
    """A kind of text; its file name ends like this."""

    YAML = "yaml"
    CSV = "csv"
    MARKDOWN = "md"


FORMS = {"yaml": Form.YAML, "csv": Form.CSV, "markdown": Form.MARKDOWN}
"""As people call them."""


def approved(base: KnowledgeBase) -> tuple[Fact, ...]:
    """Return the approved facts, by topic."""
    number = sum(fact.status is Status.APPROVED for fact in base.curated())
    return base.facts(limit=number)[0]


def exported(facts: Sequence[Fact], form: Form, sources: Sources) -> str:
    """Return facts as one text.

    Args:
        facts: Approved ones; in Markdown, neighbours of the same topic share a heading.
        form: Of the text.
        sources: A line about each source.
    """
    return _WRITERS[form](facts, sources)


def _yaml(facts: Sequence[Fact], _sources: Sources) -> str:
    return "\n".join(fact_entries.written(_curated(fact)) for fact in facts)


def _curated(fact: Fact) -> CuratedFact:
    cites = tuple(map(cite_of, fact.citations))
    return CuratedFact(fact.id, fact.statement, cites, fact.status, fact.asks, fact.topics, "", 0)


def _csv(facts: Sequence[Fact], sources: Sources) -> str:
    """Return a table with a row for each citation."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for fact in facts:
        about = (fact.id, fact.statement, " | ".join(fact.asks), " | ".join(fact.topics))
        for cited in fact.citations:
            place = (cited.locator.page, cited.locator.paragraph, cited.locator.row)
            rows.writerow(
                map(_cell, (*about, cited.source, called(cited.source, sources), *place, cited.quote))
            )
    return table.getvalue()


def _cell(value: str | int | None) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if _FORMULA.match(written) else written


def _markdown(facts: Sequence[Fact], sources: Sources) -> str:
    return "\n\n".join(_paragraphs(facts, sources)) + "\n"


def _paragraphs(facts: Sequence[Fact], sources: Sources) -> Iterator[str]:
    for topic, alike in groupby(facts, key=lambda fact: next(iter(fact.topics), "")):
        yield f"# {_plain(topic) or text('Without a topic')}"
        for fact in alike:
            yield f"**{_plain(fact.statement)}**"
            for cited in fact.citations:
                yield f"> {_plain(cited.quote)}\n>\n> — {_plain(where(cited, sources))}"


def _plain(words: str) -> str:
    """Return words on one line, none of which Markdown takes for more than that."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


_WRITERS: dict[Form, Callable[[Sequence[Fact], Sources], str]] = {
    Form.YAML: _yaml,
    Form.CSV: _csv,
    Form.MARKDOWN: _markdown,
}
