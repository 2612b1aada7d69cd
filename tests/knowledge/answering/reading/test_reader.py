import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.answering.reading.passage import Passage
from knowledge.answering.reading.reader import MULTILINGUAL, Reader
from knowledge.errors import CitebotError
from knowledge.languages.language import languages

pytest.importorskip("onnxruntime", reason="not made for this machine")

MAYOR = Passage("The mayor of Brede is Tomas Lindqvist.", "Town council")
FERRY = Passage("The ferry to Osterholm leaves from the northern quay at 7:30.", "Harbour notes")
PASS = Passage("No. It is valid for one day.", "Tickets", "", ("Can I use a day pass twice?",))


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Who is the mayor of Brede?", MAYOR),
        ("When does the ferry to Osterholm leave?", FERRY),
        ("is a day pass good for two days", PASS),
    ],
)
def test_what_tells_it_is_told_from_what_does_not(reader, question, right):
    verdicts = dict(zip((MAYOR, FERRY, PASS), reader.read(question, (MAYOR, FERRY, PASS)), strict=True))
    assert verdicts[right] > 0
    assert all(verdict < 0 for passage, verdict in verdicts.items() if passage is not right)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Who is the deputy mayor of Brede?", MAYOR),
        ("How old is the mayor of Brede?", MAYOR),
        ("How much is the ferry to Osterholm?", FERRY),
    ],
)
def test_a_sentence_about_the_same_thing_does_not_tell_everything(reader, question, passage):
    (verdict,) = reader.read(question, [passage])
    assert verdict < 0


def test_nothing_is_read_where_there_is_nothing(reader):
    assert reader.read("When?", []) == []


def test_a_question_too_long_to_be_read_whole_is_read_all_the_same(reader):
    (verdict,) = reader.read("Who is the mayor of Brede, and " + "of the villages around it, " * 40, [MAYOR])
    assert isinstance(verdict, float)


def test_several_threads_share_one():
    shared = Reader()
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: shared.read("Who is the mayor?", [MAYOR, FERRY]), range(4))
    assert all(other == first for other in others)


def test_without_a_package_there_is_no_reader(monkeypatch):
    Reader.shipped.cache_clear()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert Reader.shipped() == ()
    Reader.shipped.cache_clear()


def test_a_damaged_model_is_told_of_with_the_remedy(tmp_path):
    (tmp_path / "reader.onnx").write_bytes(b"no model")
    with pytest.raises(CitebotError, match=r"Install Citebot again, or set “reader: off”"):
        Reader(folder=tmp_path).read("Who?", [MAYOR])


@pytest.fixture(scope="module")
def multilingual():
    return Reader(MULTILINGUAL)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Quem é a prefeita de Brede?", Passage("A prefeita de Brede é Ana Molina.", "Câmara")),
        ("Osterholm vapuru ne zaman kalkıyor?", Passage("Osterholm vapuru saat 7:30'da kalkar.", "Liman")),
        ("布雷德的市长是谁？", Passage("布雷德的市长是安娜·霍尔姆。", "城市")),
    ],
)
def test_what_tells_it_is_told_in_other_languages_too(multilingual, question, right):
    wrong = (
        Passage("A câmara abre das nove às duas.", "Câmara"),
        Passage("Liman mayıs ayında temizlendi.", "Liman"),
        Passage("这座城市位于河边。", "城市"),
    )
    told, *others = multilingual.read(question, (right, *wrong))
    assert all(told > other for other in others)


def test_no_language_is_read_by_two():
    known = [code for reader in Reader.shipped() for code in languages() if reader.reads(code)]
    assert "en" in known
    assert len(known) == len(set(known)) > 1
