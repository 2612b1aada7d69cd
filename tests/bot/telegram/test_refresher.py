from bot.telegram.refresher import Refresher
from knowledge.base import KnowledgeBase
from knowledge.languages.sentence_encoder import Encoder
from tests.tiny_encoder import TinyEncoder


async def test_an_encoder_that_fails_is_told_once(tmp_path):
    folder = TinyEncoder(tmp_path / "tiny").folder
    (folder / "model.onnx").write_bytes(b"gone bad")
    (tmp_path / "home" / "sources").mkdir(parents=True)
    (tmp_path / "home" / "sources" / "mill.txt").write_text("The mill grinds rye.", encoding="utf-8")
    with KnowledgeBase(tmp_path / "home", tmp_path / "derived", encoder=Encoder(folder)) as base:
        refresher = Refresher(base)
        first, second = await refresher.refresh(), await refresher.refresh()
    assert "cannot be used" in first.failure
    assert not second
