import pytest

from bot.reply import Style
from bot.wording.comparison import compared
from bot.wording.translation import speaking


def marked(line):
    return "".join(f"[{span.text}]" if span.style is Style.BOLD else span.text for span in line)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("It opens at six.", "It opens at seven.", "It opens at [six].", "It opens at [seven]."),
        ("It opens.", "It opens on Mondays.", "It opens.", "It opens[ on Mondays]."),
        ("同じ九時です", "同じ十時です", "同じ[九]時です", "同じ[十]時です"),
        ("The same.", "The same.", "The same.", "The same."),
        ("", "New.", "", "[New.]"),
    ],
)
def test_words_that_only_one_of_them_says_are_bold(old, new, before, after):
    assert tuple(map(marked, compared(old, new))) == (before, after)


def test_what_runs_the_other_way_is_set_apart():
    with speaking("en"):
        old, _ = compared("تفتح المكتبة", "تغلق المكتبة")
    assert old[0].text == "\u2068"
    assert old[-1].text == "\u2069"
