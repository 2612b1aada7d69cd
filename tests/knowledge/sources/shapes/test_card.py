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
