import csv
import io

import pytest

from bot.__main__ import main
from bot.curation.facts.export import Form, approved, exported
from knowledge.facts import curated
from knowledge.model import Citation, Fact, Locator, Status


@pytest.fixture
def facts(base):
    return approved(base)


@pytest.fixture
def sources(base):
    return {summary.source: summary for summary in base.sources()}


def test_yaml_can_be_read_as_a_fact_file_again(facts, sources, tmp_path):
    (tmp_path / "facts.yaml").write_text(exported(facts, Form.YAML, sources), encoding="utf-8")
    read, problems = curated.load(tmp_path)
    assert not problems
    assert [(one.id, one.statement, one.asks, one.topics) for one in read] == [
        (fact.id, fact.statement, fact.asks, fact.topics) for fact in facts
    ]
    assert [[cite.quote for cite in one.cites] for one in read] == [
        [citation.quote for citation in fact.citations] for fact in facts
    ]


def test_a_page_is_called_as_it_is_printed(sources):
    cited = Citation("a.pdf", Locator(0, 5, 1, page=3, page_label="1"), "Boats")
    exporting = exported([Fact("boats", "Boats.", (cited,), Status.APPROVED)], Form.YAML, sources)
    assert "page: 1\n" in exporting


def test_the_table_has_a_row_for_each_citation(facts, sources):
    rows = list(csv.DictReader(io.StringIO(exported(facts, Form.CSV, sources))))
    assert [row["id"] for row in rows] == ["pier-cost-plan", "pier-cost-gazette", "mayor", "marsh"]
    assert (rows[2]["source"], rows[2]["quote"], rows[2]["paragraph"]) == (
        "harbour-plan.md", "Mayor Ingrid Solheim", str(facts[2].citations[0].locator.paragraph)
    )  # fmt: skip


def test_markdown_shows_each_fact_with_its_quote_and_place_under_its_topic(facts, sources):
    text = exported(facts, Form.MARKDOWN, sources)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# harbour",
        "# people",
        "# nature",
    ]
    assert "**Ingrid Solheim is the mayor of Lindvik.**\n\n> Mayor Ingrid Solheim\n>\n> — " in text


def test_words_are_taken_for_neither_formula_nor_markup():
    cited = Citation("a.txt", Locator(0, 5, 1), "-cmd|' /C calc'!A0")
    fact = Fact("f", "=1+1 *is* [two](x)", (cited,), Status.APPROVED)
    (row,) = csv.DictReader(io.StringIO(exported([fact], Form.CSV, {})))
    assert (row["fact"], row["quote"]) == ("'=1+1 *is* [two](x)", "'-cmd|' /C calc'!A0")
    assert r"**=1+1 \*is\* \[two\](x)**" in exported([fact], Form.MARKDOWN, {})


def test_the_command_line_writes_what_a_file_can_take(town, capsys):
    assert main(["--home", str(town), "export", "csv"]) == 0
    assert capsys.readouterr().out.startswith("id,fact,")


def test_an_admin_gets_a_file(dialogue, hear, read):
    reply = hear(dialogue, "admin", "/export csv")
    assert read(reply) == ["4 approved facts, with their citations."]
    assert reply.file.name == "facts.csv"
    assert reply.file.read_text("utf-8").startswith("id,fact,")
    assert read(hear(dialogue, "admin", "/export xls"))[0].startswith("Please write /export")
