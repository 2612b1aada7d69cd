"""Text recognition: what each engine reads, what becomes of it, and what is told where there is none.

Engines run in guarded children, since they raise the limits of the process that they are in.
"""

import os

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from knowledge.errors import ReadError
from knowledge.model import LEGIBLE
from knowledge.sources.readers.guard import Limits, read_files
from knowledge.sources.readers.pdf import picture
from knowledge.sources.readers.pdf.scanned_lines import lines_of
from knowledge.sources.readers.recognition import ocr, ocr_tesseract

HAS_RAPIDOCR = ocr.engine() == "ocr_rapidocr"
needs_no_rapidocr = pytest.mark.skipif(HAS_RAPIDOCR, reason="RapidOCR is asked before Tesseract")
TITLE = "Rules of the boat house"
RULES = ("The boat house opens at seven in the morning.", "Members may borrow a boat for three hours.")


def page() -> Image.Image:
    sheet = Image.new("L", (800, 600), "white")
    pen = ImageDraw.Draw(sheet)
    for row, (text, size) in enumerate([(TITLE, 44), *((rule, 28) for rule in RULES)]):
        pen.text((60, 50 + row * 90), text, font=ImageFont.load_default(size), fill=20)
    return sheet


def read(path):
    ((_, reading),) = read_files([(path.name, path)])
    if isinstance(reading, ReadError):
        raise reading
    return reading


# --- what RapidOCR reads ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    """Read pictures of all kinds, one after the other by one process, since the models take a second to load."""
    if not HAS_RAPIDOCR:
        pytest.skip('needs pip install "citebot[ocr]"')
    folder = tmp_path_factory.mktemp("pictures")
    sheet = page().convert("RGB")
    sheet.save(folder / "level.png")
    turned = sheet.rotate(2.5, fillcolor="white", expand=True, resample=Image.Resampling.BICUBIC)
    turned.save(folder / "turned.pdf")
    sheet.transpose(Image.Transpose.ROTATE_90).save(folder / "sideways.bmp")
    grain = Image.effect_noise(sheet.size, 140).convert("RGB")
    Image.blend(sheet.filter(ImageFilter.GaussianBlur(1.5)), grain, 0.6).save(folder / "grainy.jpeg")
    Image.new("RGB", (1, 3000), "white").save(folder / "strip.png")
    Image.new("1", (20_000, 20_000)).save(folder / "huge.tiff", compression="group4")
    (folder / "damaged.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    paths = [(path.name, path) for path in folder.iterdir()]
    return dict(read_files(paths, Limits(processes=1)))


@pytest.mark.parametrize("name", ["level.png", "turned.pdf", "sideways.bmp"])
def test_a_page_is_read_with_its_layout(readings, outline, name):
    assert outline(readings[name]) == [f"# {TITLE}", *(f"paragraph: {rule}" for rule in RULES)]
    assert readings[name].pages == 1


def test_a_picture_has_the_title_that_it_shows(readings):
    assert readings["level.png"].title == TITLE


def test_what_is_well_lit_is_legible(readings):
    assert all(passage.legibility >= LEGIBLE for passage in readings["level.png"].passages)


def test_what_is_grainy_is_hardly_legible(readings):
    *_, last = readings["grainy.jpeg"].passages
    assert last.legibility < LEGIBLE
    assert readings["grainy.jpeg"].problems[0].startswith("Page 1 is hardly legible")


def test_a_picture_that_cannot_be_read_is_told(readings):
    assert "is damaged" in str(readings["damaged.png"])
    assert "no text was found" in str(readings["strip.png"])
    assert "has more than 100 million pixels" in str(readings["huge.tiff"])


# --- what Tesseract reads ---------------------------------------------------------------------------

TABLE = """\
level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t800\t400\t-1\t
4\t1\t1\t1\t1\t0\t60\t50\t600\t30\t-1\t
5\t1\t1\t1\t1\t1\t60\t50\t100\t30\t96.1\tThe
5\t1\t1\t1\t1\t2\t170\t52\t100\t28\t95.9\tmill
5\t1\t1\t1\t1\t3\t280\t52\t100\t28\t96.0\tgrinds
5\t1\t1\t1\t1\t4\t390\t52\t100\t28\t96.0\tevery
5\t1\t1\t1\t1\t5\t500\t52\t100\t28\t96.0\tday.
5\t1\t2\t1\t1\t1\t60\t300\t100\t30\t60.0\tGrlnds
5\t1\t2\t1\t1\t2\t500\t300\t100\t30\t60.0\trxe
"""
BLANK = "1\t2\t0\t0\t0\t0\t0\t0\t800\t400\t-1\t\n"


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Put a shell script in the place of Tesseract."""

    def install(script):
        ocr_tesseract._languages.cache_clear()
        program = tmp_path / "bin" / "tesseract"
        program.parent.mkdir()
        program.write_text(
            '#!/bin/sh\n[ "$1" = --list-langs ] && printf "List (3):\\neng\\ndeu\\nosd\\n" && exit\n' + script
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    yield install
    ocr_tesseract._languages.cache_clear()


def printing(table):
    return f'[ "$4" = eng+deu ] && cat <<"END"\n{table}END\n'


def test_words_become_lines_up_to_a_wide_space(tesseract):
    tesseract(printing(TABLE + BLANK))
    first, second = ocr_tesseract.scans(b"a picture")
    assert [piece.text for piece in first.pieces] == ["The mill grinds every day.", "Grlnds", "rxe"]
    assert [piece.legibility >= LEGIBLE for piece in first.pieces] == [True, False, False]
    assert not second.pieces


@pytest.mark.parametrize("script", ["exit 1", "printf '\\377'"])
def test_what_tesseract_cannot_open_is_damaged(tesseract, script):
    tesseract(script)
    with pytest.raises(ReadError, match="is damaged"):
        list(ocr_tesseract.scans(b"?"))


@needs_no_rapidocr
def test_where_tesseract_is_installed_a_picture_is_read_with_it(tesseract, tmp_path):
    tesseract(printing(TABLE + BLANK))
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    reading = read(tmp_path / "a.png")
    assert [(passage.page, passage.legibility >= LEGIBLE) for passage in reading.passages] == [
        (1, True),
        (1, False),
    ]
    assert reading.pages == 2
    assert not reading.problems


@needs_no_rapidocr
def test_scanned_pages_of_a_pdf_are_recognised(tesseract, tmp_path):
    tesseract(printing(TABLE))
    Image.new("RGB", (80, 80)).save(tmp_path / "a.pdf")
    reading = read(tmp_path / "a.pdf")
    assert [passage.page for passage in reading.passages] == [1, 1]
    assert reading.text.startswith("The mill grinds every day.")
    assert not reading.problems


@needs_no_rapidocr
def test_pages_beyond_the_limit_are_told(tesseract, tmp_path):
    tesseract(printing(TABLE))
    sheets = [Image.new("RGB", (8, 400)) for _ in range(ocr.MAX_PAGES + 2)]
    sheets[0].save(tmp_path / "a.pdf", save_all=True, append_images=sheets[1:])
    (problem,) = read(tmp_path / "a.pdf").problems
    assert problem == (
        f"Pages {ocr.MAX_PAGES + 1}-{ocr.MAX_PAGES + 2} have no text, probably scans. No more than {ocr.MAX_PAGES} of a "
        "file are recognised. Split it into smaller files."
    )


# --- what becomes of it -----------------------------------------------------------------------------


def test_letters_that_reach_up_or_down_make_no_other_size():
    pieces = [
        ocr.Piece("word", 0, top, 90, top + height, 1.0) for top, height in ((0, 40), (50, 44), (100, 36))
    ]
    heading = ocr.Piece("Title", 0, 200, 90, 270, 1.0)
    sizes = [line.size for line in lines_of(ocr.Scan(600, 800, [*pieces, heading]), 1, 300)]
    assert len(set(sizes)) == 2
    assert sizes[3] > 1.3 * sizes[0]


@pytest.mark.usefixtures("without_engine")
def test_without_an_engine_a_picture_is_told_with_the_remedy():
    with pytest.raises(
        ReadError, match=r"Install text recognition \(pip install \"citebot\[ocr\]\", or Tesseract\)"
    ):
        picture.read(b"\x89PNG")
