import pytest

from knowledge.sources.shapes.choice import chosen


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("☒ ja ☐ nein", "ja"),
        ("[x] yes [ ] no", "yes"),
        ("oui ☑ non ☐", "oui"),
        ("☐ north, ☑ south, ☑ east", "south, east"),
        ("☐ ja ☐ nein", ""),
        ("none of the boxes", "none of the boxes"),
    ],
)
def test_what_was_ticked_is_told(written, told):
    assert chosen(written) == told
