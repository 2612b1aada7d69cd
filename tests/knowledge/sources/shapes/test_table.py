from knowledge.model import Part
from knowledge.sources.readers.text import csv

TANKS = "Tank,Volume (m³),Pressure (bar)\nSouth,400,12\nNorth,80,9\n"
QUESTIONS = "Question,Answer\nIs there a kiosk?,No.\nWhere is the key?,At the desk.\n"


def test_a_row_claims_its_values_under_their_headings(claims):
    _, south, north = claims(TANKS, reader=csv)
    assert south.statement == "South (Tank) – Volume (m³): 400; Pressure (bar): 12"
    assert north.lead == "North (Tank)"
    assert north.parts == (Part("Volume (m³)", "80"), Part("Pressure (bar)", "9"))


def test_a_table_of_questions_is_no_table(statements):
    assert statements(QUESTIONS, reader=csv) == [
        ("No.", ("Is there a kiosk?",)),
        ("At the desk.", ("Where is the key?",)),
    ]


def test_columns_that_ask_are_known_by_their_language(statements):
    table = "Frage;Antwort\nParken;Hinter dem Haus\nHunde;An der Leine\n"
    assert statements(table, "de", csv)[0] == ("Hinter dem Haus", ("Parken",))


def test_of_boxes_to_tick_the_ticked_ones_are_told(claims):
    told = claims("Child,Swims,Lunch\nMo,☒ yes ☐ no,[ ] yes [ ] no\n", reader=csv)[-1]
    assert told.parts == (Part("Swims", "yes"),)


def test_a_label_with_a_figure_leads_its_value(claims):
    told = [claim.statement for claim in claims("VAT 21 %,159.60\nTotal,919.60\n", reader=csv)]
    assert told == ["VAT 21 % – 159.60", "Total – 919.60"]
