from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, assemble, place


def test_passages_stand_in_the_text_where_they_say():
    text, passages = assemble([Block("Title", Kind.HEADING, 1), Block("  One. "), Block(" "), Block("Two.")])
    assert [text[passage.start : passage.end] for passage in passages] == ["Title", "One.", "Two."]
    assert [passage.paragraph for passage in passages] == [0, 1, 2]


def test_headings_end_at_the_next_of_their_level():
    blocks = [Block(name, Kind.HEADING, level) for name, level in (("A", 1), ("B", 2), ("C", 2))]
    _, passages = assemble([*blocks, Block("Text.")])
    assert passages[-1].heading == ("A", "C")


def test_an_empty_heading_ends_a_section_without_beginning_one():
    blocks = [Block("A", Kind.HEADING, 1), Block("Name | Age", Kind.HEADING, 7), Block("", Kind.HEADING, 7)]
    _, passages = assemble([*blocks, Block("Text.")])
    assert passages[-1].heading == ("A",)


def test_the_cells_of_a_row_stand_where_they_say():
    row = Block(kind=Kind.ROW, row=2, cells=(("Country", "Cuba"), ("Capital", "Havana")))
    text, (passage,) = assemble([row])
    assert text == "Cuba | Havana"
    assert [(cell.column, text[cell.start : cell.end]) for cell in passage.cells] == list(row.cells)


def test_placed_blocks_keep_the_offsets_of_their_file():
    (passage,) = place([(7, Block("Text."))])
    assert (passage.start, passage.end, passage.paragraph) == (7, 12, 1)
