from knowledge.model import Kind, Passage
from knowledge.sources.readers.legibility import hardly_legible


def passage(page, letters, legibility):
    return Passage(0, letters, Kind.PARAGRAPH, 1, page=page, legibility=legibility)


def test_pages_are_named_of_which_most_is_hardly_legible():
    (message,) = hardly_legible(
        [
            passage(1, 90, 0.99),
            passage(1, 40, 0.7),
            passage(2, 40, 0.99),
            passage(2, 90, 0.7),
            passage(3, 9, 0.9),
            passage(5, 9, 0.9),
        ]
    )
    assert message.startswith("Pages 2-3 and 5 are hardly legible")


def test_text_that_a_file_holds_is_legible():
    assert not hardly_legible([passage(None, 90, None)])
