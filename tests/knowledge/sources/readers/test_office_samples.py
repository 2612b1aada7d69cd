"""Files that LibreOffice made, read and compared with what a person would see; samples/make.sh makes them."""

import datetime as dt
import importlib
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("format_name", ["docx", "epub", "odt", "pdf", "rtf", "xlsx"])
def test_a_file_of_libreoffice_reads_as_expected(format_name, outline):
    (sample,) = SAMPLES.glob(f"*.{format_name}")
    reading = importlib.import_module(f"knowledge.sources.readers.{format_name}").read(sample.read_bytes())
    expected = sample.with_suffix(f".{format_name}.txt").read_text("utf-8")
    assert "\n".join(outline(reading)) + "\n" == expected


@pytest.mark.parametrize("format_name", ["docx", "odt", "rtf"])
def test_title_date_and_language_are_those_of_the_document(format_name):
    content = (SAMPLES / f"library.{format_name}").read_bytes()
    reading = importlib.import_module(f"knowledge.sources.readers.{format_name}").read(content)
    assert (reading.title, reading.date, reading.language) == (
        "Library report 2023",
        dt.date(2024, 1, 15),
        "en",
    )
