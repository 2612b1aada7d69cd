from bot.home import Home
from bot.state.source_changes import Change
from bot.telegram.refresher import Refresher
from knowledge.base import KnowledgeBase
from knowledge.languages.sentence_encoder import Encoder
from tests.shelf import Shelf
from tests.tiny_encoder import TinyEncoder


async def test_an_encoder_that_fails_is_told_once(tmp_path, state):
    folder = TinyEncoder(tmp_path / "tiny").folder
    (folder / "model.onnx").write_bytes(b"gone bad")
    (tmp_path / "home" / "sources").mkdir(parents=True)
    (tmp_path / "home" / "sources" / "mill.txt").write_text("The mill grinds rye.", encoding="utf-8")
    with KnowledgeBase(tmp_path / "home", tmp_path / "derived", encoder=Encoder(folder)) as base:
        refresher = Refresher(Home(tmp_path / "home", tmp_path / "derived"), base, state.source_changes)
        first, second = await refresher.refresh(), await refresher.refresh()
    assert "cannot be used" in first.failure
    assert not second


async def test_what_somebody_did_in_the_chat_is_not_told_again(tmp_path, state):
    sources = tmp_path / "home" / "sources"
    sources.mkdir(parents=True)
    (sources / "mill.txt").write_text("The mill grinds rye.", encoding="utf-8")
    with KnowledgeBase(tmp_path / "home", tmp_path / "derived") as base:
        refresher = Refresher(Home(tmp_path / "home", tmp_path / "derived"), base, state.source_changes)
        await refresher.refresh()
        (sources / "mill.txt").unlink()
        state.source_changes.record("mill.txt", Change.REMOVED, user_id=1)
        assert not await refresher.refresh()
        (sources / "tug.txt").write_text("The tug is red.", encoding="utf-8")
        news = await refresher.refresh()
    assert news.report.added == ("tug.txt",)


async def test_what_is_wrong_is_told_once_wherever_in_its_file_it_moves(tmp_path, state):
    facts = tmp_path / "home" / "facts"
    (tmp_path / "home" / "sources").mkdir(parents=True)
    facts.mkdir()
    (facts / "a.yaml").write_text("- id: mill\n", encoding="utf-8")
    with KnowledgeBase(tmp_path / "home", tmp_path / "derived") as base:
        refresher = Refresher(Home(tmp_path / "home", tmp_path / "derived"), base, state.source_changes)
        assert (await refresher.refresh()).problems
        (facts / "a.yaml").write_text("# Of mills.\n- id: mill\n", encoding="utf-8")
        assert not await refresher.refresh()


async def test_what_another_replica_has_found_is_told_by_that_one(tmp_path, state):
    home = Home(tmp_path / "home", tmp_path / "derived")
    home.sources.mkdir(parents=True)
    (home.folder / "facts").mkdir()
    (home.folder / "facts" / "a.yaml").write_text("- id: mill\n", encoding="utf-8")
    shelf = Shelf()
    with (
        KnowledgeBase(home.folder, tmp_path / "elsewhere", shared=shelf) as elsewhere,
        KnowledgeBase(home.folder, home.derived, shared=shelf) as base,
    ):
        assert elsewhere.refresh().problems
        refresher = Refresher(home, base, state.source_changes)
        with shelf.lead(0):
            assert not await refresher.refresh(gives_way=True)
        assert not await refresher.refresh()
