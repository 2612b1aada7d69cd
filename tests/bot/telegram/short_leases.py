"""`citebot` that holds updates for two seconds at a time: python short_leases.py ARGUMENTS OF CITEBOT."""

import runpy
from functools import partial

from bot.telegram import app

if __name__ == "__main__":
    app.SharedInbox = partial(app.SharedInbox, lease_s=2.0)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
