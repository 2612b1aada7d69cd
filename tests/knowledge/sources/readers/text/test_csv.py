import pytest

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.text.csv import read


def rows(table: str) -> list[tuple[int | None, dict[str, str] | list[str]]]:
    """Return (row, column → value) of each row, or its values where the columns have no names."""
    reading = read(table.encode())
    return [
        (
            passage.row,
            {cell.column: reading.text[cell.start : cell.end] for cell in passage.cells}
            if all(cell.column for cell in passage.cells)
            else [reading.text[cell.start : cell.end] for cell in passage.cells],
        )
        for passage in reading.passages
        if passage.kind is Kind.ROW
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    table = "Name,Town\nAnn,Oslo\nBen,Rome\n".replace(",", delimiter)
    assert rows(table) == [(2, {"Name": "Ann", "Town": "Oslo"}), (3, {"Name": "Ben", "Town": "Rome"})]


def test_the_header_is_a_heading_above_the_rows() -> None:
    reading = read(b"Name,Town\nAnn,Oslo\n")
    assert reading.text == "Name | Town\n\nAnn | Oslo"
    assert [(p.kind, p.heading) for p in reading.passages] == [
        (Kind.HEADING, ()),
        (Kind.ROW, ("Name | Town",)),
    ]


def test_rows_are_numbered_as_in_a_spreadsheet_despite_breaks_and_empty_rows() -> None:
    table = '\ufeffName,Note\r\nAnn,"likes tea,\r\nnot coffee"\r\n\r\nBen,"says ""no"""\r\n'
    assert rows(table) == [
        (2, {"Name": "Ann", "Note": "likes tea, not coffee"}),
        (4, {"Name": "Ben", "Note": 'says "no"'}),
    ]


def test_a_first_row_with_numbers_is_no_header() -> None:
    assert rows("Ann,12\nBen,30\n") == [(1, ["Ann", "12"]), (2, ["Ben", "30"])]


def test_decimal_commas_do_not_delimit() -> None:
    assert rows("Name;Price\nTea;1,50\nRice;2,30\n")[0] == (2, {"Name": "Tea", "Price": "1,50"})


def test_a_declared_delimiter_is_obeyed_and_its_line_not_counted() -> None:
    assert rows("sep=|\nName|Towns\nAnn|Oslo,Rome\n") == [(2, {"Name": "Ann", "Towns": "Oslo,Rome"})]


def test_lines_with_a_comma_now_and_then_are_a_single_column() -> None:
    lines = ["Bring bread, tea", "Lock the door", "Feed cats, dogs, hens"]
    assert rows("\n".join(lines)) == [(number, [line]) for number, line in enumerate(lines, 1)]


def test_ragged_rows_and_empty_cells_are_fine() -> None:
    assert rows("a,b,c\n1,2\n3,,5,6\n") == [(2, {"a": "1", "b": "2"}), (3, ["3", "5", "6"])]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    assert rows('Item,Size\nPipe,"5 inch\nHose,6 inch\n' + f"Rope {'of hemp ' * 20},7 inch\n" * 1_500)[0] == (
        2,
        {"Item": "Pipe", "Size": '"5 inch'},
    )


def test_an_endless_cell_is_refused() -> None:
    with pytest.raises(ReadError, match="131,072 characters"):
        read(b"a" * 200_000)


@pytest.mark.parametrize("table", ["", "\n\n", ",,\n,,\n"])
def test_a_table_without_values_has_no_passages(table: str) -> None:
    assert read(table.encode()).passages == ()
