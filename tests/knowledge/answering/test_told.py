import pytest

from knowledge.answering.told import told
from knowledge.model import Citation, Fact, Locator, Part, Status
from tests.asked import query

TOLD = [
    ("When was the pier built?", "The pier was built on 3 May 1931 by the council.", "3 May 1931"),
    ("What year did it open?", "It opened in 1931.", "1931"),
    ("Until what time is the bar open?", "The bar is open until 11 p.m. on all days.", "11 p.m."),
    ("On which day is the market?", "The market is on Tuesdays.", "Tuesdays"),
    ("How many members does the senate have?", "Of 1931, the senate has 76 members and six benches.", "76"),
    ("How many rowers are there?", "The club counts twelve.", "twelve"),
    ("How long is a visit?", "A visit lasts forty minutes.", "forty minutes"),
    ("How much does a ticket cost?", "A ticket for grown-ups costs 6.50 €.", "6.50 €"),
    ("ticket price", "A ticket costs ten euros.", "ten euros"),
    ("What is the phone number of the office?", "The office: 01632 763970, room 12.", "01632 763970"),
    ("What's their mail address?", "Write to office@lindvik.example for all else.", "office@lindvik.example"),
    ("Who built the pier?", "The pier was built by Ingrid Solheim in 1931.", "Ingrid Solheim"),
    ("Who is the mayor of Lindvik?", "Ingrid Solheim is the mayor of Lindvik.", "Ingrid Solheim"),
    ("To whom was the boat given?", "The boat was given to Jon Ravn.", "Jon Ravn"),
    ("Where was the boat built?", "In 1931 the boat was built in Oulu.", "Oulu"),
    ("When does the bar close?", "The pool was built in 2019; the bar closes at 23:00.", "23:00"),
    ("Wann wurde das Haus gebaut?", "Das Haus wurde im Mai 1995 gebaut.", "Mai 1995"),
    ("Wie viele Mitglieder hat der Verein?", "Der Verein hat 120 Mitglieder.", "120"),
    ("¿Cuántos socios tiene el club?", "El club tiene 120 socios.", "120"),
    ("¿Quién fundó el club?", "El club fue fundado por Rosa Montoya en 1920.", "Rosa Montoya"),
    ("Combien de membres compte le club ?", "Le club compte 120 membres.", "120"),
    ("В каком году построен мост?", "Мост построен в 1931 году.", "1931"),
    ("这座桥有多少个桥墩？", "这座桥共有12个桥墩。", "12"),
    ("متى بني الجسر؟", "بني الجسر في عام 1931.", "1931"),
]
IN_DOUBT = [
    ("When was the pier built?", "It was begun in 1931 and opened in 1934."),
    ("When was the pier built?", "The pier is long."),
    ("How many ferries are there?", "There are 3 piers and two ferries left of 12."),
    ("How many seats did the Greens win?", "The Reds won 44 seats, the Greens 22."),
    ("How long does it take to grind two scoops?", "For 2 scoops it takes a full minute."),
    ("What did she say when it opened in 1931?", "She said in 1932 that it was late."),
    ("Who is Ingrid Solheim?", "Ingrid Solheim works for Jon Ravn."),
    ("Who built the pier?", "The pier was built by Ingrid Solheim and, later, Jon Ravn."),
    ("Who built the pier?", "The pier at Oulu was built by the council."),
    ("Who sold the boat?", "Feather sold the boat, and Jon Ravn bought it."),
    ("To whom was the boat given?", "The winner, Jon Ravn, gave the boat to her."),
    ("Where is the ticket office?", "The old Francis turbine stands beside the ticket office."),
    ("Is the bar open on Mondays?", "The bar is open from 18:00 on."),
    ("Why did it close?", "It closed in 1931."),
    ("", "It opened in 1931."),
]
ROW = Fact(
    "d1",
    "Dipper (Cabin) – Beds: 5; Price: 92 euros",
    (Citation("prices.csv", Locator(0, 10, 1, row=2), "Dipper | 5 | 92 euros"),),
    Status.DRAFT,
    lead="Dipper (Cabin)",
    parts=(Part("Beds", "5"), Part("Price", "92 euros")),
)


def _fact(statement: str) -> Fact:
    return Fact("d1", statement, (), Status.DRAFT)


@pytest.mark.parametrize(("question", "statement", "words"), TOLD)
def test_the_words_that_tell_what_was_asked_are_found(question, statement, words):
    span = told(query(question), _fact(statement))
    assert span
    assert statement[slice(*span)] == words


@pytest.mark.parametrize(("question", "statement"), IN_DOUBT)
def test_where_others_may_be_meant_none_are(question, statement):
    assert told(query(question), _fact(statement)) is None


@pytest.mark.parametrize(
    ("question", "cell"),
    [("what does the dipper cost", "92 euros"), ("How many beds has the Dipper?", "5")],
)
def test_of_a_table_row_it_is_the_cell_below_the_column(question, cell):
    span = told(query(question), ROW)
    assert span
    assert ROW.statement[slice(*span)] == cell


def test_of_a_table_row_none_is_told_where_no_column_is_asked_for():
    assert told(query("Tell me about the Dipper."), ROW) is None
