from knowledge.model import Part


def test_lines_about_one_thing_are_told_together(claims):
    (claim,) = claims("Harbour office\nQuay 3, 5003 Brede\nTel. 55 12 34 56\noffice@brede.example.org\n")
    assert claim.statement == (
        "Harbour office: Quay 3, 5003 Brede; Tel. 55 12 34 56; office@brede.example.org"
    )
    assert claim.parts[1] == Part("", "Tel. 55 12 34 56")


def test_opening_hours_split_by_line_breaks_are_told_under_their_heading(claims, in_markdown):
    text = "# Shop\n\n## Opening hours\n\nMon–Fri  \n8:00–16:00  \nSat  \n9:00–12:00\n"
    claim = claims(text, reader=in_markdown)[-1]
    assert claim.statement == "Opening hours: Mon–Fri 8:00–16:00; Sat 9:00–12:00"


def test_the_points_of_an_agenda_are_things_of_their_own(claims):
    told = claims("Council meeting\n\n18:00 Opening\n18:45 Vote on the marina budget\n19:30 Questions\n")
    assert not any(
        "18:00" in getattr(piece, "statement", "") and "18:45" in piece.statement
        for piece in told
        if hasattr(piece, "statement")
    )


def test_labels_with_a_telephone_or_a_mail_are_about_whoever_stands_above(claims):
    text = "Who is who in our house.\n\nName: Moira Tansley\nRole: Branch secretary\nPhone: 0632 555 0101\nRoom: 12\n"
    assert claims(text)[-1].statement == (
        "Moira Tansley: Role: Branch secretary; Phone: 0632 555 0101; Room: 12"
    )


def test_a_list_of_people_is_no_transcript(claims):
    people = "Who is who in our house.\n\n" + "\n".join(
        f"Name: {name}\nRole: {role}\nPhone: 0632 555 010{number}\n"
        for number, (name, role) in enumerate(
            [("Moira Tansley", "Secretary"), ("Desmond Achebe", "Treasurer")]
        )
    )
    told = [each.statement for each in claims(people)[1:]]
    assert told == [
        "Moira Tansley: Role: Secretary; Phone: 0632 555 0100",
        "Desmond Achebe: Role: Treasurer; Phone: 0632 555 0101",
    ]
