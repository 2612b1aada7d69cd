import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from knowledge.errors import ReadError
from knowledge.sources.page_pictures import draw_page
from knowledge.sources.readers.guard import Limits

PDF = Path(__file__).parent / "readers" / "samples" / "library.pdf"
SENTENCE = "The reading room of the Lindow City Library opens at eight on working days."
NEXT = "It has ninety seats, of which twelve can be booked for two hours at a time with a card number."


def marked(png: bytes) -> int:
    """Return how many pixels of a picture are as yellow as the marker."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    assert max(picture.size) <= 1600
    red, _, blue = (np.asarray(band) for band in picture.split())
    return int(((red > 240) & (blue < 120)).sum())


@cache
def marked_for(quote: str) -> int:
    """Return the same of the first page of the PDF."""
    return marked(draw_page(PDF, 1, quote))


def test_the_quote_is_marked_over_its_lines() -> None:
    assert 0 < marked_for(SENTENCE) < marked_for(f"{SENTENCE} {NEXT}")


def test_typography_does_not_hide_a_quote() -> None:
    assert marked_for(SENTENCE.replace(" ", "  \n")) == marked_for(SENTENCE)


def test_of_a_quote_that_goes_on_elsewhere_the_beginning_is_marked() -> None:
    assert marked_for(f"{SENTENCE} Words of the next page.") == marked_for(SENTENCE)


def test_a_page_of_what_an_archive_holds_is_drawn(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(PDF, "a/library.pdf")
    assert marked(draw_page(tmp_path / "all.zip/a/library.pdf", 1, SENTENCE)) > 0
    with pytest.raises(ReadError, match="has changed"):
        draw_page(tmp_path / "all.zip/b.pdf", 1, SENTENCE)


@pytest.mark.parametrize("quote", ["", "The walrus sings at noon.", "The reading walrus"])
def test_without_the_quote_the_page_is_plain(quote: str) -> None:
    assert marked_for(quote) == 0


def test_a_photo_is_shown_as_the_camera_was_held(tmp_path: Path) -> None:
    photo = Image.new("RGB", (2000, 1000), "green")
    exif = photo.getexif()
    exif[0x0112] = 6  # orientation: to be turned by a quarter
    photo.save(tmp_path / "photo.jpg", exif=exif)
    assert Image.open(io.BytesIO(draw_page(tmp_path / "photo.jpg", 1, SENTENCE))).size == (800, 1600)
    with pytest.raises(ReadError, match="has changed"):
        draw_page(tmp_path / "photo.jpg", 2, SENTENCE)


@pytest.mark.parametrize("page", [0, 999])
def test_a_page_that_is_not_there_is_reported(page: int) -> None:
    with pytest.raises(ReadError, match="has changed"):
        draw_page(PDF, page, "")


def test_a_file_that_is_no_pdf_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing else")
    for path in (tmp_path / "a.pdf", tmp_path / "missing.pdf"):
        with pytest.raises(ReadError, match="has changed or cannot be opened"):
            draw_page(path, 1, "")


def test_drawing_ends_when_it_takes_too_much() -> None:
    for limits in (replace(Limits(), wall_s=0.001), replace(Limits(), memory_mb=16)):
        with pytest.raises(ReadError, match="cannot be drawn"):
            draw_page(PDF, 1, SENTENCE, limits)
