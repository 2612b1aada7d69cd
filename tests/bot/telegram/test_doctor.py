import asyncio

from bot.__main__ import main
from bot.config.schema import Config, TelegramSettings
from bot.telegram.doctor import examine
from knowledge.base import KnowledgeBase


def test_a_network_that_is_down_is_told_in_plain_words(home, monkeypatch, free_tcp_port):
    monkeypatch.setenv("CITEBOT_TOKEN", "1:TOKEN")
    address = f"http://127.0.0.1:{free_tcp_port}/bot"
    settings = Config(telegram=TelegramSettings(base_url=address, base_file_url=address))
    with KnowledgeBase(home.folder, home.derived) as base:
        *_, last = examine(home, settings, base.refresh)
    assert str(last) == (
        "mend  Telegram cannot be reached. Check the network, a proxy if there is one, and base_url."
    )


async def test_all_that_stands_well_or_ill_is_said(bot_api, home, monkeypatch, capsys):
    monkeypatch.setenv("CITEBOT_TOKEN", bot_api.token)
    monkeypatch.setenv("CITEBOT_TELEGRAM_BASE_URL", bot_api.base_url)
    monkeypatch.setenv("CITEBOT_TELEGRAM_BASE_FILE_URL", bot_api.base_file_url)
    code = await asyncio.to_thread(main, ["--home", str(home.folder), "doctor"])
    findings = capsys.readouterr().out.splitlines()
    assert "ok    The token is that of @cited_test_bot." in findings
    assert "ok    Inline mode is on." in findings
    assert code == 1
    (wrong,) = [line for line in findings if line.startswith("mend")]
    assert wrong.endswith("from 3 sources, and 1 problem. To see what to mend, run: citebot check")
