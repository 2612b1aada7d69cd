"""What is dropped into the home is live at once, through HTTP."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.telegram.live_folder import is_of_home

HOME = Path("/home/harbour")
HOUR_S = 3600


async def test_what_is_dropped_into_a_folder_is_live_at_once_and_its_folder_is_a_topic(
    start, settings, admin, ada, home
):
    await start(replace(settings, refresh_every_s=HOUR_S))
    fees = home.sources / "fees"
    fees.mkdir()
    (fees / "mill.txt").write_text("The mill grinds rye and oats.\n", encoding="utf-8")
    assert (await admin.next_reply()).text.startswith("Added fees/mill.txt.")
    await ada.send("What does the mill grind?")
    assert "rye and oats" in (await ada.next_reply()).text
    await ada.send("/facts fees")
    assert "rye and oats" in (await ada.next_reply()).text
    (fees / "mill.txt").unlink()
    assert (await admin.next_reply()).text.startswith("Removed fees/mill.txt.")


@pytest.mark.parametrize(
    "name",
    [
        "sources/~$plan.docx",
        "sources/.plan.txt.swp",
        "sources/plan.txt.swp",
        "sources/#plan.txt#",
        "sources/plan.txt~",
        "sources/book.pdf.part",
        "sources/book.pdf.crdownload",
        "sources/fees/book.tmp",
        "sources/.~lock.plan.odt#",
        "sources/.git/index",
        ".citebot/base.sqlite",
        "state.sqlite",
        "removed/plan.txt",
        "",
    ],
)
def test_what_programs_leave_behind_is_no_change(name):
    assert not is_of_home(HOME, HOME / name)


@pytest.mark.parametrize(
    "name", ["sources/plan.docx", "sources/fees/2024/plan.txt", "facts/a.yaml", "sources"]
)
def test_sources_and_facts_are(name):
    assert is_of_home(HOME, HOME / name)
