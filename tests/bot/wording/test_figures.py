import datetime as dt

import pytest

from bot.wording.figures import Scope, count, day, percent, searched, share


@pytest.mark.parametrize(
    ("confidence", "said"), [(0.29, "29 %"), (0.999, "99 %"), (1.0, "100 %"), (0.0, "0 %")]
)
def test_confidence_never_reads_higher_than_it_is(confidence, said):
    assert percent(confidence) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, "33 %"), (2, 3, "67 %"), (1, 8, "13 %"), (7, 7, "100 %")]
)
def test_shares_are_rounded(part, whole, said):
    assert share(part, whole) == said


def test_numbers_agree_with_their_nouns():
    assert [count(n, "fact") for n in (0, 1, 2, 1200)] == ["0 facts", "1 fact", "2 facts", "1,200 facts"]
    assert day(dt.date(2026, 5, 3)) == "3 May 2026"
    assert searched(Scope({}, 0, None)) == "0 facts from 0 sources"
