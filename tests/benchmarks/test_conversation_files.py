import pytest
from conversation_files import Said, conversations


def test_a_file_is_read_turn_by_turn(tmp_path):
    path = tmp_path / "few.txt"
    path.write_text("# remark\nWho is it? = Ada\nand when? -\nthanks ~\n\n\nWhy? = x = y\n", encoding="utf-8")
    assert list(conversations(path)) == [
        [Said("Who is it?", "Ada"), Said("and when?", ""), Said("thanks", "", is_talk=True)],
        [Said("Why?", "x = y")],
    ]


@pytest.mark.parametrize("line", ["when", "when =", "-", "when-"])
def test_a_line_that_does_not_say_what_becomes_of_it_is_refused(tmp_path, line):
    path = tmp_path / "one.txt"
    path.write_text(f"{line}\n", "utf-8")
    with pytest.raises(ValueError, match=line):
        list(conversations(path))
