import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Block, assemble
from knowledge.sources.readers.tables import Span, table_blocks


def rows(blocks):
    return [(block.row, block.cells) for block in blocks if block.cells]


def plain(*lines):
    return [[Span(text) for text in line] for line in lines]


def test_a_first_row_of_names_is_the_header():
    blocks = list(table_blocks(plain(["Island", "Fare"], ["Lamb Holm", "48"])))
    assert blocks[0].text == "Island | Fare"
    assert rows(blocks) == [(2, (("Island", "Lamb Holm"), ("Fare", "48")))]


def test_names_of_columns_may_be_shortened():
    blocks = list(table_blocks(plain(["Item", "Qty.", "Unit pr."], ["Shelf", "2", "145.00"])))
    assert rows(blocks) == [(2, (("Item", "Shelf"), ("Qty.", "2"), ("Unit pr.", "145.00")))]


def test_a_first_row_with_figures_is_no_header():
    blocks = list(table_blocks(plain(["Lamb Holm", "48"], ["Tern Rock", "30"])))
    assert rows(blocks) == [(1, (("", "Lamb Holm"), ("", "48"))), (2, (("", "Tern Rock"), ("", "30")))]


def test_years_side_by_side_are_a_header():
    blocks = list(table_blocks(plain(["Catch", "2021", "2022"], ["Cod", "310", "295"])))
    assert rows(blocks) == [(2, (("Catch", "Cod"), ("2021", "310"), ("2022", "295")))]


def test_marked_header_rows_are_joined_down_each_column():
    header = [Span("Island", rows=2, is_header=True), Span("Departure", columns=2, is_header=True)]
    second = [Span("Weekdays", is_header=True), Span("Sundays", is_header=True)]
    blocks = list(table_blocks([header, second, *plain(["Tern Rock", "12:00", "13:00"])]))
    assert rows(blocks) == [
        (3, (("Island", "Tern Rock"), ("Departure Weekdays", "12:00"), ("Departure Sundays", "13:00")))
    ]


def test_a_heading_over_several_columns_goes_on_in_the_next_row():
    header = [Span("Island"), Span("Departure", columns=2)]
    blocks = list(
        table_blocks([header, *plain(["", "Weekdays", "Sundays"], ["Tern Rock", "12:00", "13:00"])])
    )
    assert blocks[0].text == "Island | Departure Weekdays | Departure Sundays"


def test_units_below_the_names_of_columns_belong_to_them():
    blocks = list(table_blocks(plain(["Tank", "Pressure"], ["", "(bar)"], ["North tank", "3.5"])))
    assert blocks[0].text == "Tank | Pressure (bar)"


def test_pairs_alike_have_no_header():
    pairs = ["Director", "Signe Aas"], ["Pilot", "Erik Holm"], ["Clerk", "Per Moe"]
    assert len(rows(table_blocks(plain(*pairs)))) == 3


def test_a_marked_first_column_is_no_header():
    lines = [[Span("Height", is_header=True), Span("27 m")], [Span("Built", is_header=True), Span("1868")]]
    assert rows(table_blocks(lines))[0] == (1, (("", "Height"), ("", "27 m")))


def test_a_value_over_two_rows_stands_in_both():
    lines = [*plain(["Port", "Boat"]), [Span("Skerry", rows=2), Span("Heron")], *plain(["Gull"])]
    assert rows(table_blocks(lines)) == [
        (2, (("Port", "Skerry"), ("Boat", "Heron"))),
        (3, (("Port", "Skerry"), ("Boat", "Gull"))),
    ]


def test_a_value_over_two_columns_stands_once():
    lines = [*plain(["Port", "Mon", "Tue"]), [Span("Skerry"), Span("no boat", columns=2)]]
    assert rows(table_blocks(lines)) == [(2, (("Port", "Skerry"), ("Mon", "no boat")))]


def test_a_first_row_of_one_cell_is_the_caption():
    blocks = list(table_blocks([[Span("Fares", columns=2)], *plain(["Island", "Fare"], ["Tern Rock", "30"])]))
    assert (blocks[0].kind, blocks[0].text) == ("caption", "Fares")
    assert rows(blocks) == [(3, (("Island", "Tern Rock"), ("Fare", "30")))]


def test_text_after_a_table_does_not_stand_under_its_header():
    _, passages = assemble([*table_blocks(plain(["A", "B"], ["c", "d"])), Block("After.")])
    assert [passage.heading for passage in passages] == [(), ("A | B",), ()]


def test_rows_may_differ_in_length():
    assert rows(table_blocks(plain(["A", "B"], ["c"], ["d", "e", "f"]))) == [
        (2, (("A", "c"),)),
        (3, (("A", "d"), ("B", "e"), ("", "f"))),
    ]


def test_an_empty_table_has_no_blocks():
    assert list(table_blocks([])) == list(table_blocks([[]])) == []


def test_spans_that_would_fill_the_memory_are_refused():
    with pytest.raises(ReadError, match=r"holds a table of more than 1,000,000 cells\. Split it"):
        list(table_blocks([[Span("x", columns=1000, rows=1000)] * 2] * 2000))
