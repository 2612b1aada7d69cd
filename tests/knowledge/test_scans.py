"""What was recognised on a picture, from the folder to an answer."""

import os

import pytest
from PIL import Image

from knowledge.answering.outcome import Answer
from knowledge.model import Status
from knowledge.sources.readers.recognition import ocr

LEGIBLE = "The mill on the northern quay grinds rye every Tuesday."
ILLEGIBLE = "The bakery on the southern quay opens at seven."
APPROVED = """- id: bakery
  fact: The bakery opens at seven.
  cites:
  - source: notice.png
    quote: The bakery on the southern quay opens at seven.
"""


@pytest.fixture
def notice(home, tmp_path, monkeypatch):
    """A home with a picture, and Tesseract, which reads one line of it well: a shell script in its place."""
    if ocr.engine() == "ocr_rapidocr":
        pytest.skip("RapidOCR is asked before Tesseract")
    rows = ["level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"]
    rows.append("1\t1\t0\t0\t0\t0\t0\t0\t800\t400\t-1\t")
    for block, (text, sureness) in enumerate([(LEGIBLE, 96), (ILLEGIBLE, 71)], 1):
        for number, word in enumerate(text.split()):
            rows.append(
                f"5\t1\t{block}\t1\t1\t{number}\t{60 * number}\t{90 * block}\t50\t30\t{sureness}\t{word}"
            )
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    table = "\n".join(rows)
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && printf "List (1):\\neng\\n" && exit\ncat <<"END"\n{table}\nEND\n'
    )
    program.chmod(0o755)
    Image.new("RGB", (80, 40)).save(home.folder / "sources" / "notice.png")
    return lambda: monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def answer(base, question):
    outcome = base.ask(question)
    return outcome.best.fact if isinstance(outcome, Answer) else None


def test_only_what_is_legible_is_answered_with_until_a_person_approves_the_rest(home, notice):
    notice()
    with home.open() as base:
        base.refresh()
        assert answer(base, "When does the mill grind rye?").citations[0].locator.is_legible
        assert answer(base, "When does the bakery open?") is None
        assert [fact.statement for fact in base.drafts("notice.png")] == [LEGIBLE, ILLEGIBLE]
        assert not base.problems()

        home.write({"facts/bakery.yaml": APPROVED})
        base.refresh()
        assert answer(base, "When does the bakery open?").status is Status.APPROVED


def test_an_index_that_is_built_again_leaves_out_the_same(home, notice):
    notice()
    with home.open() as base:
        base.refresh()
        store = base.pipeline.snapshot.store
        assert [one.words for one in store.searchable()] == [LEGIBLE.lower().rstrip(".")]
        assert "bakery" not in dict(store.vocabulary())


def test_what_could_not_be_read_is_read_once_there_is_text_recognition(home, notice):
    with home.open() as base:
        base.refresh()
        assert "Install text recognition" in base.problems()[0].message
        assert not base.refresh().is_change
        notice()
        assert base.refresh().changed == ("notice.png",)
        assert answer(base, "When does the mill grind rye?")
        assert not base.refresh().is_change
