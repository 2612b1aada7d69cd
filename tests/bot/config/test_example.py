from itertools import pairwise
from pathlib import Path

from bot.config.example import example
from bot.config.reading import load
from bot.config.schema import Config

EXAMPLE = Path(__file__).parents[3] / "config.example.yaml"


def test_the_example_file_is_the_one_the_program_writes():
    assert EXAMPLE.read_text(encoding="utf-8") == example()


def test_the_example_file_holds_the_defaults(tmp_path):
    (tmp_path / "config.yaml").write_text(example(), encoding="utf-8")
    assert load(tmp_path, {}) == Config()


def test_every_key_of_the_example_stands_under_a_comment():
    lines = example().splitlines()
    for above, key in pairwise(lines):
        if key and not key.lstrip().startswith("#"):
            assert above.lstrip().startswith("# ")
