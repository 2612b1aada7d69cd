"""Keeps the bot's token out of the log: whoever has it is the bot.

python-telegram-bot names it in the text of InvalidToken, and httpx writes it, as a part of every address, at INFO.
"""

import logging
from collections.abc import Iterable


class Redaction(logging.Filter):
    """Replaces a token, and its secret half, wherever a record names it: message, arguments, exception, stack."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self._secret = token.rpartition(":")[2]

    def redact(self, text: str) -> str:
        """Return a text without the token."""
        for secret in (self._token, self._secret):
            text = text.replace(secret, "[token]") if secret else text
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact a record, and let it pass."""
        record.msg, record.args = self.redact(record.getMessage()), None
        if record.exc_info:
            record.exc_text = record.exc_text or logging.Formatter().formatException(record.exc_info)
            record.exc_info = None  # it would be formatted again, token and all
        for name in ("exc_text", "stack_info"):
            if text := getattr(record, name):
                setattr(record, name, self.redact(text))
        return True


def redact_logs(token: str, handlers: Iterable[logging.Handler]) -> None:
    """Keep the token out of whatever these handlers write, and httpx's addresses out of the log."""
    redaction = Redaction(token)
    for handler in handlers:
        handler.addFilter(redaction)
    logging.getLogger("httpx").setLevel(logging.WARNING)
