DAYS = """The lake day is for everybody.

SATURDAY
10:30  Opening with the town band, terrace
13:00-14:00  Aqua fitness, main pool

SUNDAY
15:00  Puppet theatre, hall
16:30  Raffle, terrace
"""


def test_a_line_with_a_time_is_told_with_its_day(statements):
    assert [statement for statement, _ in statements(DAYS)] == [
        "SATURDAY – 10:30 Opening with the town band, terrace",
        "SATURDAY – 13:00-14:00 Aqua fitness, main pool",
        "SUNDAY – 15:00 Puppet theatre, hall",
        "SUNDAY – 16:30 Raffle, terrace",
    ]


def test_one_time_is_no_programme(statements):
    text = "Come and see us, whoever you are.\n\nCouncil chamber\n18:00 Opening\nAll welcome\n"
    assert not any(" – " in statement for statement, _ in statements(text))
