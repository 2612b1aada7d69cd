import pytest

from knowledge.languages.language import language as spoken
from knowledge.model import Document
from knowledge.sources.readers.text import markdown, txt
from knowledge.sources.shapes.claim import Claim
from knowledge.sources.shapes.recognition import recognise


@pytest.fixture
def claims():
    """Return what the shapes of a text claim, and the statements of its prose as strings."""

    def told(text, language="en", reader=txt):
        reading = reader.read(text.encode())
        document = Document("a.txt", "", "txt", "", None, language, reading.text, reading.passages)
        found = list(recognise(document, spoken(language)))
        for claim in found:
            if isinstance(claim, Claim):
                assert document.text[slice(*claim.quote)].strip() == document.text[slice(*claim.quote)]
        return found

    return told


@pytest.fixture
def statements(claims):
    """Return (statement, questions) of each claim of a text."""

    def told(text, language="en", reader=txt):
        return [
            (each.statement, each.asks) for each in claims(text, language, reader) if isinstance(each, Claim)
        ]

    return told


@pytest.fixture
def in_markdown():
    return markdown
