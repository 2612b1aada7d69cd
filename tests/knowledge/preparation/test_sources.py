import zipfile
from collections.abc import Iterator, Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from knowledge.model import Document, Problem
from knowledge.preparation.prepared import Prepared
from knowledge.preparation.sources import prepare_sources, preparing
from knowledge.sources.corpus import SourceFile, list_sources
from knowledge.sources.readers.containers import MAX_DEPTH
from knowledge.sources.readers.guard import Crew


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "sources"
    path.mkdir()
    return path


def write(path: Path, content: str | bytes = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else (content or f"Text of {path.name}.").encode())


def packed(files: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def mail(subject: str, *attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("See below.")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew[Prepared]]:
    """Those who read, for all tests of this file: they start only once."""
    with preparing() as crew:
        yield crew


@pytest.fixture
def outcomes(crew):
    """Return each source with what was made of it."""

    def outcomes(
        folder: Path, files: Sequence[SourceFile] | None = None, **options
    ) -> list[tuple[SourceFile, Prepared | Problem | None]]:
        return list(prepare_sources(folder, files or list_sources(folder, {})[0], crew, **options))

    return outcomes


@pytest.fixture
def documents(outcomes):
    """Return what was made of each source: its document where there is one."""

    def documents(folder: Path, **options) -> list[Document | Problem | None]:
        made = (outcome for _, outcome in outcomes(folder, **options))
        return [outcome.document if isinstance(outcome, Prepared) else outcome for outcome in made]

    return documents


def test_a_document_carries_what_its_reader_found(folder: Path, documents) -> None:
    write(
        folder / "a.md",
        "---\ndate: 2024-03-05\n---\n# The mill\n\nThe wheel of the mill turns all day and all night.\n",
    )
    (document,) = documents(folder)
    assert isinstance(document, Document)
    assert (document.source, document.format, document.title) == ("a.md", "markdown", "The mill")
    assert (str(document.date), document.language, document.problems) == ("2024-03-05", "en", ())
    assert len(document.passages) == 2


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("annual_report-2024-05.txt", "Annual report 2024-05"),
        ("sub/über-uns.txt", "Über uns"),
        ("_.txt", "_"),
        ("NASA  facts.txt", "NASA facts"),
    ],
)
def test_without_a_title_the_file_name_is_made_readable(
    folder: Path, documents, name: str, title: str
) -> None:
    write(folder / name)
    assert [document.title for document in documents(folder)] == [title]


def test_every_file_is_answered_in_order_and_progress_told(folder: Path, documents) -> None:
    for name in ("a.txt", "c.txt"):
        write(folder / name)
    write(folder / "b.txt", bytes(range(256)))
    told: list[tuple[str, int, int]] = []
    first, second, third = documents(folder, progress=lambda *step: told.append(step))
    assert isinstance(first, Document)
    assert isinstance(second, Problem)
    assert second.file == "sources/b.txt"
    assert isinstance(third, Document)
    assert told == [("a.txt", 1, 3), ("b.txt", 2, 3), ("c.txt", 3, 3)]


def test_a_document_without_words_is_a_problem(folder: Path, documents) -> None:
    write(folder / "a.md", "<!-- nothing yet -->\n")
    assert documents(folder) == [
        Problem("sources/a.md", None, "has no text. Delete it, or put a version with text in its place.")
    ]


def test_a_file_deleted_after_listing_is_a_problem(folder: Path, outcomes) -> None:
    write(folder / "a.txt")
    files, _ = list_sources(folder, {})
    (folder / "a.txt").unlink()
    ((_, problem),) = outcomes(folder, files)
    assert "cannot be opened" in str(problem)


# --- files in files --------------------------------------------------------------------------------


def test_what_a_mail_holds_is_read_as_sources_of_their_own(folder: Path, documents) -> None:
    write(
        folder / "mail.eml",
        mail("Plans", ("plan.txt", b"The crane is serviced on Monday."), ("logo.xyz", b"x")),
    )
    first, second = documents(folder)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert [first.source, second.source, second.title] == ["mail.eml", "mail.eml/plan.txt", "Plan"]
    assert second.text == "The crane is serviced on Monday."
    assert first.problems == (
        Problem(
            "sources/mail.eml",
            None,
            "holds logo.xyz, which cannot be read. Save what matters in another format.",
        ),
    )


def test_an_archive_says_nothing_itself_and_litter_in_it_is_passed_over(folder: Path, outcomes) -> None:
    inner = packed({"deep.txt": "Deep."})
    files: dict[str, str | bytes] = {
        "b/faq.md": "# FAQ",
        "__MACOSX/b/._faq.md": "x",
        ".DS_Store": "x",
        "in.zip": inner,
    }
    write(folder / "all.zip", packed(files))
    found = {file.name: outcome for file, outcome in outcomes(folder)}
    assert found["all.zip"] is None
    assert found["all.zip/in.zip"] is None
    assert [outcome.document.source for outcome in found.values() if isinstance(outcome, Prepared)] == [
        "all.zip/b/faq.md",
        "all.zip/in.zip/deep.txt",
    ]


def test_a_damaged_member_is_a_problem_of_its_own(folder: Path, documents) -> None:
    write(folder / "all.zip", packed({"a.pdf": "no pdf", "b.txt": "Text."}))
    _, problem, document = documents(folder)
    assert str(problem).startswith("sources/all.zip/a.pdf: is named .pdf but is plain text.")
    assert isinstance(document, Document)


def test_files_too_deep_in_one_another_are_not_read(folder: Path, documents) -> None:
    content = packed({"deep.txt": "Deep."})
    for _ in range(MAX_DEPTH):
        content = packed({"in.zip": content})
    write(folder / "all.zip", content)
    *_, problem = documents(folder)
    assert "holds more files than are read at once; deep.txt are not read." in str(problem)


def test_an_archive_of_nothing_readable_is_a_problem(folder: Path, documents) -> None:
    write(folder / "all.zip", packed({"a.xyz": "x"}))
    assert [str(outcome) for outcome in documents(folder)] == [
        "sources/all.zip: holds a.xyz, which cannot be read. Save what matters in another format."
    ]
