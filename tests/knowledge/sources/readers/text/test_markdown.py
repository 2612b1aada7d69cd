import datetime as dt
from textwrap import dedent

import pytest

from knowledge.model import Cell, Kind
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.text.markdown import read


def shown(text: str) -> list[tuple[str, str]]:
    """Return (kind, text) of each passage of an indented Markdown text."""
    reading = read(dedent(text).encode())
    return [(p.kind.value, reading.text[p.start : p.end]) for p in reading.passages]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("The **old** _mill_ and `code`", "The old mill and code"),
        (
            "See [the *plan*](https://example.org/plan 'Plan') <https://example.org>",
            "See the plan https://example.org",
        ),
        ("Two lines\nof one paragraph", "Two lines\nof one paragraph"),
        ("A hard  \nbreak<br>twice", "A hard\nbreak\ntwice"),
        (r"Fish &amp; chips for 3 \* 4", "Fish & chips for 3 * 4"),
        ("A note[^1] and ~~gone~~ <b>bold</b> snake_case_name", "A note and gone bold snake_case_name"),
        ("Press ![key](key.png) to stop", "Press  to stop"),
        ("[^1]: A foot note", "[1] A foot note"),
        ("<div>Some <i>old</i> HTML &amp; more</div><script>no()</script>", "Some old HTML & more"),
    ],
)
def test_a_paragraph_reads_as_rendered(markup: str, words: str) -> None:
    assert shown(markup) == [("paragraph", words)]


def test_headings_make_an_outline_and_the_first_of_level_one_the_title() -> None:
    reading = read(b"Before\n\n# The *mill*\n\nOld\n======\n\n## Wheels ##\n\nRound.\n")
    assert reading.title == "The mill"
    assert reading.passages[-1].heading == ("Old", "Wheels")


def test_a_later_heading_of_a_lower_level_is_no_title() -> None:
    assert read(b"Text.\n\n## Section\n\nText.\n").title == ""


def test_list_entries_are_items_and_their_further_paragraphs_paragraphs() -> None:
    text = """\
        - [x] grain

          from the valley
        - flour
          1. fine
          1. coarse
        """
    assert shown(text) == [
        ("item", "grain"),
        ("paragraph", "from the valley"),
        ("item", "flour"),
        ("item", "1. fine"),
        ("item", "2. coarse"),
    ]


def test_bold_lines_and_summaries_that_ask_are_headings() -> None:
    text = "**Who mills?**\n\nPer.\n\n**When?** At dawn.\n\n<details><summary>Where</summary>\n\nHere.\n\n</details>\n\nDone.\n"
    assert shown(text) == [
        ("heading", "Who mills?"),
        ("paragraph", "Per."),
        ("heading", "When?"),
        ("paragraph", "At dawn."),
        ("heading", "Where"),
        ("paragraph", "Here."),
        ("paragraph", "Done."),
    ]
    assert read(text.encode()).passages[-1].heading == ()


def test_block_quotes_are_paragraphs() -> None:
    assert shown("> The wheel turns\n> > all day.\n") == [
        ("paragraph", "The wheel turns"),
        ("paragraph", "all day."),
    ]


def test_a_table_row_names_its_columns() -> None:
    reading = read(b"| Mill | *Built* |\n|---|---|\n| [North](n.md) | 1850 |\n| South | |\n\nAfter.\n")
    rows = [passage for passage in reading.passages if passage.kind is Kind.ROW]
    assert [(row.row, cells(reading, row.cells)) for row in rows] == [
        (2, [("Mill", "North"), ("Built", "1850")]),
        (3, [("Mill", "South")]),
    ]
    assert shown("| Mill | Built |\n|---|---|\n| North | 1850 |\n")[0] == ("heading", "Mill | Built")


def cells(reading: Reading, row: tuple[Cell, ...]) -> list[tuple[str, str]]:
    return [(cell.column, reading.text[cell.start : cell.end]) for cell in row]


def test_code_and_lone_pictures_are_captions_since_they_claim_nothing() -> None:
    text = "```sh\nmake all\n```\n\n    indented\n\n![The mill at night](mill.jpg)\n\n<!-- a comment -->\n"
    assert shown(text) == [("caption", "make all"), ("caption", "indented"), ("caption", "The mill at night")]


def test_front_matter_gives_title_date_and_language() -> None:
    reading = read(b"---\ntitle: Mills\nDate: 2024-03-05 10:00:00\nlang: pt-BR\n---\n# Heading\n\nText.\n")
    assert (reading.title, reading.date, reading.language) == ("Mills", dt.date(2024, 3, 5), "pt")
    assert "title" not in reading.text


@pytest.mark.parametrize(
    "top", ["---\nNo properties\n---\n", "---\na: [\n---\n", "---\ndate: 2024-02-30\n---\n", "---\n"]
)
def test_what_only_looks_like_front_matter_is_text(top: str) -> None:
    reading = read(f"{top}\nText.\n".encode())
    assert reading.date is None
    assert reading.text.endswith("Text.")


def test_marks_and_line_ends_of_windows_do_not_matter() -> None:
    reading = read("\ufeff---\r\ntitle: Mills\r\n---\r\n\r\nOne\r\ntwo.\r\n".encode())
    assert (reading.title, reading.text) == ("Mills", "One\ntwo.")
