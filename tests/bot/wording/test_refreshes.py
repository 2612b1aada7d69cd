import pytest

from bot.wording.refreshes import under_way


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (("Reading a.pdf (40 pages so far)", 2, 10, 60.0), "2 of 10 done, 4 minutes left."),
        (("Reading a.pdf", 9, 10, 60.0), "9 of 10 done, less than a minute left."),
        (("Reading", 0, 0, 4.0), "Reading. This takes a while."),
    ],
)
def test_how_far_a_refresh_is_says_how_long_the_rest_takes(step, told):
    (block,) = under_way(*step).blocks
    assert "".join(span.text for span in block.line).endswith(told)
