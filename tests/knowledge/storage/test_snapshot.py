from knowledge.model import Status

HIDDEN = """- id: rumour
  fact: It has quays.
  status: hidden
  cites:
  - source: harbour.txt
    quote: It has three quays and a lighthouse.
"""


def test_what_does_not_change_from_question_to_question_is_worked_out_once(home, harbour):
    home.write({"facts/rumour.yaml": HIDDEN})
    harbour.refresh()
    snapshot = harbour.pipeline.snapshot
    rows = {fact.id: row for row, fact in snapshot.curated.items()}
    statements = {row: fact.statement for row, fact in snapshot.store.facts(range(1, 20)).items()}
    assert {statements[row] for row in snapshot.silenced} == {"It has three quays and a lighthouse."}
    ((draft, speaker),) = snapshot.spoken_for.items()
    assert "promised them a new tug" in statements[draft]
    assert speaker == rows["tug"]
    assert snapshot.curated[rows["rumour"]].status is Status.HIDDEN
    assert [spoken.code for spoken in snapshot.languages] == ["en"]
    assert snapshot.sources[0].approved == 1


def test_an_empty_home_has_a_language_all_the_same(home):
    with home.open() as base:
        base.refresh()
        assert [spoken.code for spoken in base.pipeline.snapshot.languages] == ["en"]
