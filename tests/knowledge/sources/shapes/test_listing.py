from knowledge.model import Part


def test_a_list_is_told_whole_with_its_lead_in(claims, in_markdown):
    (claim,) = claims("You need:\n\n- a photo\n- proof of address\n- the fee\n", reader=in_markdown)
    assert claim.statement == "You need: a photo, proof of address, the fee"
    assert claim.parts[1] == Part("", "proof of address")


def test_entries_that_are_sentences_stay_by_themselves(claims, in_markdown):
    text = "Rules:\n\n- Dogs must be on a leash.\n- Fires are forbidden.\n"
    assert not any(hasattr(piece, "statement") for piece in claims(text, reader=in_markdown))


def test_a_list_too_long_for_one_breath_is_told_entry_by_entry(claims, in_markdown):
    entries = "".join(
        f"- a certificate of the kind that is needed for vessel number {n}\n" for n in range(20)
    )
    told = claims(f"You need:\n\n{entries}", reader=in_markdown)
    assert len(told) == 20
    assert told[3].statement.startswith("You need: a certificate")


def test_a_sentence_is_told_with_what_led_in_to_it(claims):
    told = claims(
        "Hello Tom, this is for the website. From 5 May the café has new hours:\n\n"
        "Tuesday to Friday 9.30 am to 6.30 pm. We stay closed on Mondays.\n"
    )
    assert [getattr(each, "statement", "") for each in told][:2] == [
        "Hello Tom, this is for the website.",
        "From 5 May the café has new hours: Tuesday to Friday 9.30 am to 6.30 pm.",
    ]
    assert told[-1].line == "We stay closed on Mondays."


def test_a_salutation_leads_in_to_nothing(statements):
    assert statements("Dear all:\n\nThe office moves to the north quay in May.\n") == []
