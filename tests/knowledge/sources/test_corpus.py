import os
import unicodedata
from pathlib import Path

import pytest

from knowledge.sources.corpus import SourceFile, file_name, holding, list_sources, source_path
from knowledge.sources.readers.guard import Limits

LONG_AGO_NS = 1_000_000_000_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "sources"
    path.mkdir()
    return path


def write(path: Path, content: str | bytes = "", mtime_ns: int = LONG_AGO_NS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else (content or f"Text of {path.name}.").encode())
    os.utime(path, ns=(mtime_ns, mtime_ns))
    return path


def names(folder: Path) -> list[str]:
    files, problems = list_sources(folder, {})
    assert problems == []
    return [file.name for file in files]


def the_problem(folder: Path) -> str:
    _, (problem,) = list_sources(folder, {})
    return str(problem)


# --- listing ---------------------------------------------------------------------------------------


def test_sources_are_found_at_any_depth_and_sorted(folder: Path) -> None:
    for name in ("b.txt", "a/z/deep.md", "a/c.PDF"):
        write(folder / name)
    assert names(folder) == ["a/c.PDF", "a/z/deep.md", "b.txt"]


LITTER = [
    ".hidden.txt",
    ".git/note.txt",
    "~$report.docx",
    ".#note.txt",
    "note.txt~",
    "Thumbs.db",
    "sub/desktop.ini",
]
UNFINISHED = ["a.pdf.part", "a.pdf.crdownload", ".~lock.a.odt#", "#note.txt#"]


@pytest.mark.parametrize("name", [*LITTER, *UNFINISHED])
def test_hidden_and_temporary_files_are_passed_over(folder: Path, name: str) -> None:
    write(folder / name)
    assert names(folder) == []


def test_an_unchanged_file_is_not_hashed_again(folder: Path) -> None:
    write(folder / "a.txt", "one")
    known = {"a.txt": SourceFile("a.txt", 3, LONG_AGO_NS, "as remembered")}
    assert list_sources(folder, known) == ([known["a.txt"]], [])


@pytest.mark.parametrize(("content", "mtime_ns"), [("four", LONG_AGO_NS), ("two", LONG_AGO_NS + 1)])
def test_a_file_of_another_size_or_time_is_hashed_again(folder: Path, content: str, mtime_ns: int) -> None:
    write(folder / "a.txt", content, mtime_ns)
    (file,), _ = list_sources(folder, {"a.txt": SourceFile("a.txt", 3, LONG_AGO_NS, "as remembered")})
    assert file.digest != "as remembered"
    assert (file.size, file.mtime_ns) == (len(content), mtime_ns)


def test_an_edit_within_the_same_tick_of_the_clock_is_noticed(folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("one")
    stamp = path.stat().st_mtime_ns
    before, _ = list_sources(folder, {})
    write(path, "two", stamp)
    after, _ = list_sources(folder, {file.name: file for file in before})
    assert before[0].digest != after[0].digest


def test_of_identical_files_the_one_that_was_there_is_kept_and_else_that_of_the_shortest_name(
    folder: Path,
) -> None:
    for name in ("copy-of-faq.md", "faq.md"):
        write(folder / name, "The same.")
    files, _ = list_sources(folder, {})
    assert [file.name for file in files] == ["faq.md"]
    write(folder / "a.md", "The same.")
    files, _ = list_sources(folder, {file.name: file for file in files})
    assert [file.name for file in files] == ["faq.md"]


def test_of_identical_files_with_names_of_one_length_the_first_is_kept(folder: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.md"):
        write(folder / name, "The same.")
    files, problems = list_sources(folder, {})
    assert [file.name for file in files] == ["a.txt"]
    assert [str(problem) for problem in problems] == [
        "sources/b.txt: is identical to a.txt, nothing was read from it. Delete one of them.",
        "sources/c/d.md: is identical to a.txt, nothing was read from it. Delete one of them.",
    ]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("old.wps", "save it as .docx"),
        ("slides.PPS", "save it as .pptx"),
        ("sheet.numbers", "save it as .xlsx"),
        ("letter.pages", "save it as .docx"),
        ("photo.heic", "Save it as .png or .jpg"),
        ("all.rar", "Unpack it"),
        ("strange.xyz", ".csv .doc .docx .eml"),
        ("README", "Rename it"),
    ],
)
def test_files_that_no_reader_knows_get_advice(folder: Path, name: str, advice: str) -> None:
    write(folder / name)
    assert the_problem(folder).startswith(f"sources/{name}: ")
    assert advice in the_problem(folder)


def test_a_file_over_the_limit_is_not_even_hashed(folder: Path) -> None:
    write(folder / "a.txt", b"a" * (2**20 + 1))
    files, (problem,) = list_sources(folder, {}, Limits(file_mb=1))
    assert files == []
    assert problem.message == "is larger than 1 MB. Split it into smaller files."


def test_links_are_followed_within_the_folder_only(folder: Path, tmp_path: Path) -> None:
    write(folder / "real" / "a.txt")
    write(folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(folder / "real" / "a.txt")
    (folder / "c.txt").symlink_to(write(tmp_path / "outside.txt"))
    (folder / "d.txt").symlink_to(folder / "nowhere.txt")
    (folder / "e").symlink_to(folder / "real")
    files, problems = list_sources(folder, {})
    assert [file.name for file in files] == ["b.txt"]
    assert [(problem.file, problem.message.partition(".")[0]) for problem in problems] == [
        ("sources/c.txt", "is a link to a file outside this folder"),
        ("sources/d.txt", "is a link to a file that is not there"),
        ("sources/e", "is a link to a folder"),
        ("sources/real/a.txt", "is identical to b"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_reported(folder: Path) -> None:
    write(folder / "a.txt").chmod(0)
    write(folder / "b" / "c.txt")
    (folder / "b").chmod(0)
    files, problems = list_sources(folder, {})
    (folder / "b").chmod(0o700)
    assert files == []
    assert [problem.file for problem in problems] == ["sources/a.txt", "sources/b"]
    assert all("Permission denied" in problem.message for problem in problems)


def test_a_pipe_is_no_source(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "is not an ordinary file" in the_problem(folder)


def test_a_name_that_is_no_text_is_a_problem_that_can_be_shown(folder: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")), "Coffee.")
    assert (
        the_problem(folder).encode()
        == b"sources/caf?.txt: has a name with characters that cannot be displayed. Rename it."
    )


def test_decomposed_names_are_composed_and_still_read(folder: Path) -> None:
    name = "Müller/Größe.txt"
    write(folder / unicodedata.normalize("NFD", name))
    files, _ = list_sources(folder, {})
    assert [file.name for file in files] == [name]
    assert source_path(folder, name).is_file()


def test_two_names_that_differ_in_encoding_only_are_a_problem(folder: Path) -> None:
    for form in ("NFC", "NFD"):
        write(folder / unicodedata.normalize(form, "é.txt"), form)
    files, (problem,) = list_sources(folder, {})
    assert [file.name for file in files] == ["é.txt"]
    assert problem.message == "is the name of two files, encoded differently. Rename one of them."


# --- files in files --------------------------------------------------------------------------------


def test_what_a_file_holds_is_told_from_its_name(folder: Path) -> None:
    write(folder / "post/mail.eml")
    assert holding("post/mail.eml/plan.pdf", {"post/mail.eml"}) == "post/mail.eml"
    assert holding("post/mail.eml", {"post/mail.eml"}) is None
    assert file_name(folder, "post/mail.eml/a/plan.pdf") == "post/mail.eml"
    assert file_name(folder, "post/mail.eml") == "post/mail.eml"
