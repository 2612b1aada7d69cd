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
