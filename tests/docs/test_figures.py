"""The README's figures are those of the last measurement; `benchmarks/report.py` makes one."""

import figures
import pytest

from knowledge.answering.decision import PRESETS

MEASURED = figures.read()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("presets", figures.presets_table(MEASURED)),
        ("sets", figures.sets_table(MEASURED)),
        ("peers", figures.peers_table(MEASURED)),
        ("sizes", figures.sizes_table(MEASURED)),
        ("sureness", figures.sureness_table(MEASURED)),
    ],
)
def test_what_the_readme_reports_was_measured(part, name, made):
    part("README.md", name, made)


def test_the_presets_are_those_of_the_program():
    for one in MEASURED.sets:
        assert {name: said.threshold for name, said in one.presets.items()} == PRESETS
