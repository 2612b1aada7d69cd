from knowledge.answering.narrowing import narrowed
from knowledge.model import Fact, Part, Status
from tests.asked import query

TANK = Fact(
    "t",
    "South (Tank) – Volume: 400; Pressure: 12 bar; Price: 300 euros",
    (),
    Status.DRAFT,
    lead="South (Tank)",
    parts=(Part("Volume", "400"), Part("Pressure", "12 bar"), Part("Price", "300 euros")),
)
FERRY = Fact(
    "f",
    "Line: F1; Destination: Storholm; Departures: 12",
    (),
    Status.DRAFT,
    parts=(Part("Line", "F1"), Part("Destination", "Storholm"), Part("Departures", "12")),
)
OFFICE = Fact(
    "o",
    "Office: Quay 3; Tel. 55 12 34 56",
    (),
    Status.DRAFT,
    lead="Office:",
    parts=(Part("", "Quay 3"), Part("", "Tel. 55 12 34 56")),
)


def test_a_cell_is_told_by_its_column():
    assert (
        narrowed(TANK, query("What is the pressure of the south tank?")) == "South (Tank) – Pressure: 12 bar"
    )


def test_a_cell_is_told_by_the_kind_of_its_value():
    assert narrowed(TANK, query("What does the south tank cost?")) == "South (Tank) – Price: 300 euros"


def test_a_row_without_a_subject_is_known_by_its_first_cell_and_what_found_it():
    told = narrowed(FERRY, query("How many departures are there to Storholm?"))
    assert told == "Line: F1; Destination: Storholm; Departures: 12"
    assert narrowed(FERRY, query("How many departures are there?")) == "Line: F1; Departures: 12"


def test_a_line_of_an_address_is_told_by_what_it_is():
    assert narrowed(OFFICE, query("phone of the office")) == "Office: Tel. 55 12 34 56"


def test_all_is_told_where_nothing_shows_what_is_wanted():
    assert narrowed(TANK, query("Tell me of the south tank.")) == TANK.statement


def test_of_several_days_the_one_that_is_asked_for_is_told():
    shift = Fact(
        "s",
        "Late – Mon: Cato; Thu: Otis",
        (),
        Status.DRAFT,
        lead="Late",
        parts=(Part("Mon", "Cato"), Part("Thu", "Otis")),
    )
    hours = Fact(
        "h",
        "Hours: Mon 8–12; Thursday 14–19",
        (),
        Status.DRAFT,
        lead="Hours:",
        parts=(Part("", "Mon 8–12"), Part("", "Thursday 14–19")),
    )
    assert narrowed(shift, query("Who works late on Thursday?")) == "Late – Thu: Otis"
    assert narrowed(hours, query("When is it open on Mondays?")) == "Hours: Mon 8–12"
