import pytest


def test_a_value_is_told_under_its_heading(statements, in_markdown):
    text = "# Sailing club\n\n## Board\n\nClerk: Per Moe\n\nSomething else happened there.\n"
    told = statements(text, reader=in_markdown)
    assert told == [("Board – Clerk: Per Moe", ())]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Dunnage – loose wood that keeps cargo from shifting.\n", "Dunnage"),
        ("Demurrage: what a shipper pays when a ship waits.\n", "Demurrage"),
        ('1.2 "Master" means the person in charge of a vessel.\n', "Master"),
        ("“Berth” refers to any place where a vessel may lie.\n", "Berth"),
    ],
)
def test_a_definition_is_found_by_how_people_ask_for_one(text, term, statements):
    ((statement, asks),) = statements(text)
    assert statement == text.strip()
    assert f"what does {term} mean" in asks


def test_a_definition_in_german(statements):
    ((_, asks),) = statements("„Liegeplatz“ bezeichnet jede Stelle, an der ein Boot festmachen darf.\n", "de")
    assert "was ist Liegeplatz" in asks


def test_a_sentence_with_a_colon_is_no_label(statements):
    assert not statements(
        "The council that met on Monday in the hall decided this: nobody pays. The rest is open.\n"
    )


def test_what_is_not_filled_in_is_no_value(statements):
    form = "Name: Edda Lind\nShirt size: ________\nBerth: ☐ north ☑ south ☐ none\n"
    assert [statement for statement, _ in statements(form)] == ["Name: Edda Lind", "Berth: south"]


def test_entries_that_go_on_in_the_next_line_are_told_one_by_one(statements, in_markdown):
    text = "Bran - the husk of the\ngrain, which is sifted out\nGrist - grain that is brought\nto the mill\n"
    told = [statement for statement, _ in statements(text, reader=in_markdown)]
    assert told == [
        "Bran - the husk of the grain, which is sifted out",
        "Grist - grain that is brought to the mill",
    ]


def test_terms_in_bold_on_lines_below_each_other_are_told_one_by_one(statements, in_markdown):
    text = "**Cleat**: a fitting to which a rope is made fast.\n**Luff**: the front edge of a sail.\n"
    assert len(statements(text, reader=in_markdown)) == 2


def test_a_line_right_above_a_block_is_no_heading_of_the_next_one(statements):
    text = "Who is who\n\nFront desk\nTel. 55 12 34 56\ninfo@brede.example.org\n\nDirector: Anna Holm\nLoans: Jon Teb\n"
    told = [statement for statement, _ in statements(text)]
    assert told[-2:] == ["Director: Anna Holm", "Loans: Jon Teb"]


def test_labels_below_a_lead_in_may_have_a_dash_or_begin_with_a_number(statements, in_markdown):
    text = "Board:  \nClerk - Per Moe  \n2nd clerk – Ann Lee\n"
    assert [statement for statement, _ in statements(text, reader=in_markdown)] == [
        "Board – Clerk - Per Moe",
        "Board – 2nd clerk – Ann Lee",
    ]
