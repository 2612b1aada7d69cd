from knowledge.languages.language import language


def test_a_region_is_ignored():
    assert language("pt-BR") is language("pt")


def test_a_language_without_a_file_is_known_by_name_only():
    czech = language("cs")
    assert (czech.name, czech.is_known) == ("Czech", False)
    assert czech.terms("Města městům") == ["mesta", "mestum"]
    assert czech.request("Kdy?").asked == czech.function_terms == frozenset()


def test_a_language_is_read_when_it_is_first_spoken_of():
    assert language("en") is language("en")
    assert language("nl").name == "Dutch"
