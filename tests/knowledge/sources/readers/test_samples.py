"""Files that other programs made, read and compared with what a person would see; samples/make.sh makes them.

Beside each sample lies what it reads as, in a golden file.
"""

import datetime as dt
import importlib
from pathlib import Path

import pytest

from knowledge.sources.readers import READERS

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    "sample",
    sorted(path for path in SAMPLES.iterdir() if path.suffix in READERS and path.suffix != ".txt"),
    ids=lambda path: path.name,
)
def test_a_sample_reads_as_expected(sample, outline, golden):
    reader = importlib.import_module(f"knowledge.sources.readers.{READERS[sample.suffix]}")
    reading = reader.read(sample.read_bytes())
    golden(sample.with_name(f"{sample.name}.txt"), "\n".join(outline(reading)) + "\n")


@pytest.mark.parametrize("format_name", ["docx", "odt", "rtf"])
def test_title_date_and_language_are_those_of_the_document(format_name):
    content = (SAMPLES / f"library.{format_name}").read_bytes()
    reading = importlib.import_module(f"knowledge.sources.readers.{READERS[f'.{format_name}']}").read(content)
    assert (reading.title, reading.date, reading.language) == (
        "Library report 2023",
        dt.date(2024, 1, 15),
        "en",
    )
