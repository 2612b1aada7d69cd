"""What happens by itself, through HTTP."""

import datetime as dt
import os
import time
from dataclasses import replace

from bot.__main__ import main
from bot.state.source_changes import Change
from bot.telegram.scheduler import beat, refresh, report_updates, tidy


async def test_new_changed_and_deleted_files_become_live_and_admins_hear_of_it(start, settings, admin, home):
    await start(replace(settings, refresh_every_s=1))
    mill = home.sources / "mill.txt"
    mill.write_text("The mill grinds rye and oats.\n", encoding="utf-8")
    assert (await admin.next_reply()).text.startswith("Added mill.txt.")
    mill.write_text("The mill grinds wheat and barley now.\n", encoding="utf-8")
    assert (await admin.next_reply()).text.startswith("Changed mill.txt.")
    mill.unlink()
    assert (await admin.next_reply()).text.startswith("Removed mill.txt.")


async def test_a_running_bot_is_alive_and_one_that_is_stuck_is_not(start, home, capsys):
    citebot = ["--home", str(home.folder), "health"]
    assert main(citebot) == 1
    running = await start()
    await beat(running)
    assert main(citebot) == 0
    long_ago = time.time() - 3600
    os.utime(home.derived / "alive", (long_ago, long_ago))
    assert main(citebot) == 1
    assert capsys.readouterr().out.splitlines() == [
        "The bot does not run, or is stuck.",
        "The bot is alive.",
        "The bot does not run, or is stuck.",
    ]


async def test_a_problem_is_told_once(start, admin, home):
    running = await start()
    (home.sources / "plan.doc").write_bytes(b"?")
    await refresh(running)
    assert "sources/plan.doc" in (await admin.next_reply()).text
    await refresh(running)
    assert len(admin.messages) == 1


async def test_updates_set_aside_are_told_once(start, admin, ada, bot_api):
    running = await start()
    bot_api.updates.add_raw({"message": {"message_id": "seven"}})
    await ada.send("/fact mayor")
    await ada.next_reply()
    await report_updates(running)
    assert (await admin.next_reply()).text.startswith("1 message from Telegram could not be processed.")
    await report_updates(running)
    assert len(admin.messages) == 1


async def test_tidying_deletes_what_can_no_longer_be_put_back_and_nothing_else(start, admin, settings, home):
    running = await start(replace(settings, keep_days=30))
    home.removed.mkdir()
    young, old, own = (home.removed / name for name in ("young.txt", "old.txt", "own.txt"))
    for path in (young, old, own):
        path.write_text(path.name, encoding="utf-8")
    changes = running.state.source_changes
    changes.record("young.txt", Change.REMOVED, user_id=admin.id, previous=young)
    changes._clock = lambda: dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    changes.record("old.txt", Change.REMOVED, user_id=admin.id, previous=old)
    await tidy(running)
    assert [path.exists() for path in (young, old, own)] == [True, False, True]
