"""Every draft can be approved: what is quoted for it is proven at once, and where the draft stands or one that says the same."""

from importlib import import_module
from pathlib import Path

import pytest

from bot.home import SAMPLE
from knowledge.facts.proof import check
from knowledge.facts.quoting import cite_of, longer_cite
from knowledge.model import Citation
from knowledge.preparation.prepared import make
from knowledge.sources.readers import READERS

SAMPLES = Path(__file__).parents[1] / "sources" / "readers" / "samples"
FILES = [
    path
    for folder in (SAMPLE / "sources", SAMPLES)
    for path in sorted(folder.iterdir())
    if path.suffix in READERS
]
HOURS = """\
Pool

Monday: at nine
Friday: at ten

Library

Monday: at nine
Friday: at noon
"""


def prepared(name, content):
    reader = import_module(f"knowledge.sources.readers.{READERS[Path(name).suffix]}")
    return make(name, reader.read(content))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_draft_of_a_file_is_proven_by_what_is_quoted_for_it(path):
    made = prepared(path.name, path.read_bytes())
    assert made.drafts
    statements = {draft.citations[0].locator.start: draft.statement for draft in made.drafts}
    cites = [cite_of(draft.citations[0]) for draft in made.drafts]
    for draft, found in zip(made.drafts, check(cites, [path.name], lambda _: made.document), strict=True):
        assert isinstance(found, Citation), found
        assert statements[found.locator.start] == draft.statement


def test_words_that_stand_twice_are_quoted_with_those_that_follow():
    made = prepared("hours.txt", HOURS.encode())
    second = made.document.cite(HOURS.rindex("Monday"), HOURS.rindex("Monday") + len("Monday: at nine"))
    (found,) = check([cite_of(second)], ["hours.txt"], lambda _: made.document)
    assert found.locator.start == HOURS.index("Monday")
    cite = longer_cite(made.document, second)
    assert cite.quote == "Monday: at nine Friday: at noon"
    (found,) = check([cite], ["hours.txt"], lambda _: made.document)
    assert found.locator.start == second.locator.start
