from knowledge.answering.candidates import find_candidates

HIDDEN = """- id: rumour
  fact: The mayor met nobody.
  status: hidden
  cites:
  - source: harbour.txt
    quote: It has three quays and a lighthouse.
"""


def find(base, text):
    pipeline = base.pipeline
    candidates = find_candidates(pipeline.understand(text), pipeline.snapshot)
    return candidates, pipeline.snapshot.store.facts(candidates.retrieved)


def test_the_best_candidate_scores_one_and_the_others_less(harbour):
    candidates, _ = find(harbour, "Where is the ferry?")
    assert max(candidates.retrieved.values()) == 1
    assert len(candidates.retrieved) > 1


def test_an_approved_fact_speaks_for_the_sentence_it_quotes(harbour):
    _, facts = find(harbour, "Who promised them a tug?")
    assert "tug" in {fact.id for fact in facts.values()}
    assert not any("promised them" in fact.statement for fact in facts.values())


def test_what_stands_around_a_candidate_comes_along(harbour):
    candidates, _ = find(harbour, "How many cars does it carry?")
    assert candidates.retrieved.keys() < candidates.indexed.keys()


def test_a_sentence_that_a_hidden_fact_quotes_is_neither_candidate_nor_neighbour(home, harbour):
    (silenced,) = (row for row, fact in find(harbour, "lighthouse")[1].items() if "quays" in fact.statement)
    home.write({"facts/rumour.yaml": HIDDEN})
    harbour.refresh()
    candidates, _ = find(harbour, "Who dug the harbour with a lighthouse?")
    assert silenced not in candidates.indexed
