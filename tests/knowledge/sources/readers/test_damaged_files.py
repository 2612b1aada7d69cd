"""Whatever happens to a file's bytes, its reader gives a Reading or a ReadError."""

import contextlib
import importlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import ReadError
from knowledge.sources.readers import READERS
from knowledge.sources.readers.blocks import Reading

HERE = Path(__file__).parent
SAMPLES = {
    **{
        name: next((HERE / "samples").glob(f"*.{name}")).read_bytes()
        for name in ("docx", "epub", "odt", "pdf", "rtf", "xlsx")
    },
    "html": (HERE / "pages" / "news-article.html").read_bytes(),
    "eml": (HERE / "samples" / "pier.eml").read_bytes(),
}
flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


def check(name, content):
    read = importlib.import_module(f"knowledge.sources.readers.{READERS[f'.{name}']}").read
    with contextlib.suppress(ReadError):
        reading = read(content)
        assert isinstance(reading, Reading)
        ends = [0, *(passage.end for passage in reading.passages)]
        assert all(end <= passage.start for end, passage in zip(ends, reading.passages, strict=False))
        assert ends[-1] <= len(reading.text)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1))
def test_truncated_files_are_read_or_refused(name, part):
    check(name, SAMPLES[name][: int(part * len(SAMPLES[name]))])


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=flips)
def test_files_with_flipped_bytes_are_read_or_refused(name, flips):
    content = bytearray(SAMPLES[name])
    for place, byte in flips:
        content[int(place * len(content))] = byte
    check(name, bytes(content))


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=10, deadline=None)
@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_refused(name, content):
    check(name, content)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_whole(name):
    assert (
        importlib.import_module(f"knowledge.sources.readers.{READERS[f'.{name}']}")
        .read(SAMPLES[name])
        .passages
    )
