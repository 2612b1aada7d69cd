import datetime as dt

import pytest

from bot.curation.sources.captions import described
from knowledge.model import Description

DAY = dt.date(2024, 3, 5)
LINK = "https://mills.example/3"


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("", Description()),
        ("The mill", Description("The mill")),
        ("title: The mill\nmore about it", Description("The mill")),
        (f"The mill {LINK}", Description("The mill", link=LINK)),
        (f"The mill – {LINK}.", Description("The mill", link=LINK)),
        (f"{LINK}\nThe mill", Description(link=LINK)),
        (f"The mill\nof 5 March 2024, see {LINK}, page 3", Description("The mill", date=DAY, link=LINK)),
        ("2024-03-05", Description(date=DAY)),
        ("The mill, 2024", Description("The mill, 2024")),
        ("Mill 12.13", Description("Mill 12.13")),
    ],
)
def test_the_first_line_is_the_title_and_a_day_and_an_address_may_stand_anywhere(caption, said):
    assert described(caption) == said


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2024-03-05",
            "2024/3/5",
            "2024.03.05",
            "2024年3月5日",
            "5.3.2024",
            "05.03.24",
            "5 March 2024",
            "5th March 2024",
        ),
        *(
            "March 5, 2024",
            "Mar. 5th, 2024",
            "5. März 2024",
            "5 de marzo de 2024",
            "5 mars 2024",
            "5 марта 2024",
        ),
        *("5 مارس 2024", "5 Mar 2024", "the 5th of March 2024"),
    ],
)
def test_a_day_is_understood_as_people_write_it(written):
    assert described(f"The mill\n({written})").date == DAY


@pytest.mark.parametrize(
    "written", ["3/5/2024", "31.2.2024", "March 2024", "5 Marble 2024", "tel. 2024-35-12", "1.5.3.2024"]
)
def test_what_is_no_day_or_may_be_two_is_none(written):
    assert described(f"The mill\n{written}").date is None


def test_of_two_numbers_one_that_can_be_no_month_is_the_day():
    assert described("Mill 13/3/2024").date == described("Mill 3/13/2024").date == dt.date(2024, 3, 13)


def test_an_address_behind_words_counts_where_none_is_named():
    assert described("The mill", LINK).link == LINK
    assert described("The mill http://a.example", LINK).link == "http://a.example"
