"""Files made to do harm become Problems. `benchmarks/hostile.py` runs those too that take their time."""

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.guard import Limits, read_files
from tests.knowledge.sources.readers.hostile_files import QUICK

LIMITS = Limits(cpu_s=5, wall_s=60, processes=2)
"""On a busy computer, little of the time on the clock is ours."""
MOST_CHARACTERS = 100
"""Of what is no harm after all: its honest part."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    paths = [(name, folder / name) for name in QUICK]
    for name, path in paths:
        path.write_bytes(QUICK[name]())
    return dict(read_files(paths, LIMITS))


@pytest.mark.parametrize("name", QUICK)
def test_a_file_made_to_do_harm_is_seen_through_and_says_what_to_do(outcomes, name):
    outcome = outcomes[name]
    if isinstance(outcome, ReadError):
        assert "takes too long" not in str(outcome)
        assert str(outcome).count(". ") >= 1
    else:
        assert len(outcome.text) < MOST_CHARACTERS
