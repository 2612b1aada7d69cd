MILL = """# Words of the mill

## Quern
A small mill of two round stones that is turned by hand.

## Hopper
The wooden funnel above the stones. It holds two sacks of grain.

## Tail pole
The long beam with which the cap is turned into the wind.
"""


def test_terms_as_headings_are_told_with_their_meaning(statements, in_markdown):
    told = statements(MILL, reader=in_markdown)
    assert [statement for statement, _ in told] == [
        "Quern: A small mill of two round stones that is turned by hand.",
        "Hopper: The wooden funnel above the stones.",
        "Tail pole: The long beam with which the cap is turned into the wind.",
    ]
    assert "what does Quern mean" in told[0][1]


def test_headings_above_prices_and_of_longer_chapters_are_no_terms(statements, in_markdown):
    text = MILL + "\n## Toll\nThe toll is a sixteenth.\n\n## Visits\nTours begin at 11 am on Sundays.\n"
    assert len(statements(text, reader=in_markdown)) == len(statements(MILL, reader=in_markdown))


def test_two_headings_make_no_glossary(statements, in_markdown):
    assert not statements(MILL[: MILL.index("## Tail")], reader=in_markdown)
