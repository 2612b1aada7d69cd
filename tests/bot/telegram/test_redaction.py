import io
import logging

import pytest

from bot.telegram.redaction import redact_logs

TOKEN = "700000007:AAverysecretverysecretverysecretver"
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def written():
    """A logger, and what its handler has written so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("test.redaction")
    logger.addHandler(handler)
    redact_logs(TOKEN, logger.handlers)
    yield logger, stream.getvalue
    logger.removeHandler(handler)


def test_the_token_is_replaced_in_messages_and_arguments(written):
    logger, text = written
    logger.warning("POST https://api.telegram.org/bot%s/getMe of %r", TOKEN, {"secret": SECRET})
    assert text() == "POST https://api.telegram.org/bot[token]/getMe of {'secret': '[token]'}\n"


def test_the_token_is_replaced_in_tracebacks_and_stacks(written):
    logger, text = written
    logger.warning("no luck", exc_info=ValueError(f"The token `{TOKEN}` was rejected"), stack_info=True)
    assert "The token `[token]` was rejected" in text()
    assert "Stack" in text()
    assert SECRET not in text()


def test_other_records_pass_unchanged(written):
    logger, text = written
    logger.warning("%d of %s", 3, "four")
    assert text() == "3 of four\n"
