"""The pinned versions are those that pyproject.toml asks for; `make lock` pins them."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]


def pinned(name: str) -> dict[str, list[str]]:
    """Return package → versions, of which a platform's markers choose one."""
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    versions: dict[str, list[str]] = {}
    for line in lines:
        if line[:1].isalnum():
            requirement = Requirement(line.rstrip("\\ "))
            (specifier,) = requirement.specifier
            versions.setdefault(canonicalize_name(requirement.name), []).append(specifier.version)
    return versions


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("run.txt", PROJECT["project"]["dependencies"]),
        ("develop.txt", [*PROJECT["project"]["dependencies"], *GROUPS["dev"]]),
        ("benchmarks.txt", [*GROUPS["learn"], *GROUPS["bench"]]),
    ],
)
def test_what_is_asked_for_is_pinned(name: str, asked: Iterable[str]) -> None:
    versions = pinned(name)
    for requirement in map(Requirement, asked):
        found = versions.get(canonicalize_name(requirement.name), [])
        assert found, f"{requirement.name} is not in requirements/{name}. Run: make lock"
        assert all(map(requirement.specifier.contains, found)), (
            f"{requirement} is not {found}. Run: make lock"
        )


def test_what_runs_is_the_same_for_people_and_for_developers() -> None:
    run, develop, benchmarks = (pinned(name) for name in ("run.txt", "develop.txt", "benchmarks.txt"))
    assert run.items() <= develop.items() <= benchmarks.items()


def test_no_address_of_a_registry_is_pinned() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert "://" not in path.read_text("utf-8")
