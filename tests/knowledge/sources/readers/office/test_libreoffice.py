import os
from pathlib import Path

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.office import doc
from knowledge.sources.readers.office.libreoffice import converted

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Put a program in the place of LibreOffice: a shell script, told the folder as $folder and the file as $file."""

    def install(script):
        program = tmp_path / "soffice"
        program.write_text(
            f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nfolder=$2 file=$3\n{script}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return install


def test_an_old_document_is_read_as_what_libreoffice_makes_of_it(office):
    office(f'grep -q "old words" "$file" && cp "{SAMPLES / "library.docx"}" "$folder/document.docx"')
    assert doc.read(b"old words").title == "Library report 2023"


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_what_libreoffice_cannot_open_is_damaged(office, script):
    office(script)
    with pytest.raises(ReadError, match="is damaged"):
        converted(b"x", ".doc", ".docx")


def test_without_libreoffice_the_remedies_are_told(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"Install it, or open the file, save it as \.docx"):
        converted(b"x", ".doc", ".docx")
