"""The doors of a package: what other rooms import of it stands in its docstring, and nothing else."""

import importlib
import re

import grimp
import pytest

HOUSE = grimp.build_graph("bot", "knowledge")
ROOMS = sorted(
    room for wing in ("bot", "knowledge") for room in HOUSE.find_children(wing) if HOUSE.find_children(room)
)


@pytest.mark.parametrize("room", ROOMS)
def test_the_docstring_names_what_other_rooms_import(room):
    inside = HOUSE.find_descendants(room) | {room}
    doors = sorted(
        module.removeprefix(f"{room}.")
        for module in inside - {room}
        if HOUSE.find_modules_that_directly_import(module) - inside
    )
    told = re.search(
        r"^Doors: ([^.]*(?:\.\w[^.]*)*)\.$", importlib.import_module(room).__doc__ or "", re.MULTILINE
    )
    line = f"Doors: {', '.join(f'`{door}`' for door in doors)}."
    assert told, f"the docstring of {room} must say: {line}"
    assert sorted(re.findall(r"`([\w.]+)`", told[1])) == doors, f"the docstring of {room} must say: {line}"
