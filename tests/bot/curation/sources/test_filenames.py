import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.sources.filenames import free_name, safe_name


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("Harbour plan.pdf", "Harbour plan.pdf"),
        ("Ärger über Öl.docx", "Ärger über Öl.docx"),
        ("📄 report.md", "📄 report.md"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\plan.txt", "plan.txt"),
        ("a\x00b\n.md", "ab.md"),
        ("invoice\u202efdp.txt", "invoicefdp.txt"),
        (".htaccess.txt", "htaccess.txt"),
        ("~$plan.docx", "plan.docx"),
        ("-rf.txt", "rf.txt"),
        ("CON.txt", "CON_.txt"),
        ("lpt1.md", "lpt1_.md"),
        ("what? why: *.txt", "what why.txt"),
        ("plan.txt. ", "plan.txt"),
        (".txt", "document.txt"),
        ("", "document"),
        ("..", "document"),
    ],
)
def test_names_are_made_harmless_and_stay_readable(sent, safe):
    assert safe_name(sent) == safe


def test_a_long_name_keeps_its_ending():
    name = safe_name("é" * 300 + ".pdf")
    assert name.endswith("é.pdf")
    assert len(name.encode()) <= 200


def test_a_title_becomes_the_name():
    assert safe_name("scan0042.pdf", "Budget 2024/25: final") == "Budget 2024 25 final.pdf"


@given(st.text(), st.text())
def test_no_name_leaves_the_folder_or_hides_in_it(sent, title):
    name = safe_name(sent, title)
    assert name
    assert not set(name) & set('/\\:*?"<>|')
    assert name[0] not in ".~# -"
    assert name == name.strip(" .")
    assert 0 < len(name.encode()) <= 200 + 1
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in name)


def test_a_taken_name_gets_a_number():
    taken = {"plan.pdf", "plan 2.pdf"}
    assert free_name("plan.pdf", taken.__contains__) == "plan 3.pdf"
    assert free_name("other.pdf", taken.__contains__) == "other.pdf"
