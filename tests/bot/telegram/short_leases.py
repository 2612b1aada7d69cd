"""`citebot` that holds updates for two seconds at a time: python short_leases.py ARGUMENTS OF CITEBOT."""

import runpy

from bot.telegram.incoming.shared_inbox import SharedInbox

if __name__ == "__main__":
    assert SharedInbox.__init__.__kwdefaults__
    SharedInbox.__init__.__kwdefaults__["lease_s"] = 2.0
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
