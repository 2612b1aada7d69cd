"""ARCHITECTURE.md draws the tree of the packages, and what the documents name is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WIDTH = 30
PATHS = re.compile(
    r"`((?:bot|knowledge|benchmarks|tests|docs|requirements|\.ci|\.github)/[\w./*{},-]*|[A-Z]+\.md)`"
)


def first_line(path: Path) -> str:
    documented = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert documented, f"{path} says nothing about itself"
    return documented.splitlines()[0]


def tree(package: Path, depth: int = 0):
    """Yield a line for a package, its modules if it is at the top, and the packages in it."""
    indent = "  " * depth
    yield f"{indent + package.name + '/':{WIDTH}}{first_line(package / '__init__.py')}"
    modules = sorted(package.glob("[!_]*.py")) if not depth else ()
    for module in modules:
        yield f"{indent + '  ' + module.name:{WIDTH}}{first_line(module)}"
    for inner in sorted(package.glob("*/__init__.py")):
        yield from tree(inner.parent, depth + 1)


def test_the_tree_of_packages_is_drawn(part):
    lines = (f"    {line}\n" for package in ("knowledge", "bot") for line in tree(ROOT / package))
    part("ARCHITECTURE.md", "tree", "".join(lines))


@pytest.mark.parametrize(
    "document", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "docs/operations.md"]
)
def test_what_a_document_names_is_there(document):
    named = PATHS.findall((ROOT / document).read_text("utf-8"))
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []
