"""Document → draft facts: one for each sentence that states something, and one for each row of a table."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.facts.coreference import explain
from knowledge.facts.non_claims import is_fragment, is_furniture, is_reference
from knowledge.model import Citation, Document, Fact, Kind, Passage, Status
from knowledge.sources.sentences import split

_FEWEST_WORDS = {Kind.PARAGRAPH: 4, Kind.ITEM: 2}
"""Words that a sentence without a full stop must have to be a claim."""
_ID_LENGTH = 10


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    """White space squeezed."""


def draft(document: Document) -> tuple[Fact, ...]:
    """Draft facts from a document, in reading order.

    The id of a draft depends on its source, its quote, and how often the same quote stood in the document before it:
    it stays the same when other parts of the document change.
    """
    occurrences: Counter[str] = Counter()
    facts: list[Fact] = []
    for statement, citation in _claims(document):
        occurrences[citation.quote] += 1
        name = _id(document.source, citation.quote, occurrences[citation.quote])
        facts.append(Fact(name, statement, (citation,), Status.DRAFT))
    return tuple(facts)


def _id(source: str, quote: str, occurrence: int) -> str:
    digest = hashlib.sha256(f"{source}\n{quote}\n{occurrence}".encode()).digest()
    return f"d-{base64.b32encode(digest).decode()[:_ID_LENGTH].lower()}"


def _claims(document: Document) -> Iterator[tuple[str, Citation]]:
    paragraphs = [_sentences(document, passage) for passage in document.passages]
    explained = explain(
        [[sentence.text for sentence in sentences] for sentences in paragraphs], document.language
    )
    for passage, sentences, statements in zip(document.passages, paragraphs, explained, strict=True):
        if passage.kind is Kind.ROW:
            yield from _row(document, passage)
        elif sentences and not _is_reference(document, passage):
            for number, (sentence, statement) in enumerate(zip(sentences, statements, strict=True), 1):
                if not is_furniture(sentence.text) and not is_fragment(
                    sentence.text, _FEWEST_WORDS[passage.kind]
                ):
                    locator = document.locate(sentence.start, sentence.end, number)
                    yield statement, Citation(document.source, locator, sentence.text)


def _sentences(document: Document, passage: Passage) -> list[_Sentence]:
    """Return the sentences of a passage of running text, none of any other."""
    if passage.kind not in _FEWEST_WORDS:
        return []
    return [
        _Sentence(start, end, document.quote(start, end))
        for start, end in (
            (passage.start + start, passage.start + end)
            for start, end in split(document.text[passage.start : passage.end], document.language)
        )
    ]


def _is_reference(document: Document, passage: Passage) -> bool:
    heading = passage.heading[-1] if passage.heading else ""
    return is_reference(document.quote(passage.start, passage.end), heading)


def _row(document: Document, passage: Passage) -> Iterator[tuple[str, Citation]]:
    """Yield the claim of a table row, such as "Cuba (Country) – Capital: Havana; Members since: 1972"."""
    quote = document.quote(passage.start, passage.end)
    cells = [(" ".join(cell.column.split()), document.quote(cell.start, cell.end)) for cell in passage.cells]
    values = [f"{column}: {value}" if column else value for column, value in cells]
    if len(cells) > 1 and not any(map(str.isdigit, cells[0][1])):
        column, subject = cells[0]
        statement = (f"{subject} ({column})" if column else subject) + f" – {'; '.join(values[1:])}"
    else:
        statement = "; ".join(values)
    if any(map(str.isalpha, statement)):
        yield statement, Citation(document.source, document.locate(passage.start, passage.end), quote)
