"""How the Bot API says no, word for word."""

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Refusal(Exception):  # noqa: N818  # an answer like others, not a mistake
    """An error answer: HTTP status, description, and the hints for programs."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad_request(reason: str) -> Refusal:
    """Refuse a call that cannot be carried out."""
    return Refusal(400, f"Bad Request: {reason}")


def upgraded(chat_id: int) -> Refusal:
    """Refuse to use a group that has become the supergroup `chat_id`."""
    return Refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat_id
    )


def unauthorized() -> Refusal:
    """Refuse a token that is well formed and wrong."""
    return Refusal(401, "Unauthorized")


def forbidden(reason: str) -> Refusal:
    """Refuse to reach somebody who does not want to be reached."""
    return Refusal(403, f"Forbidden: {reason}")


def not_found() -> Refusal:
    """Refuse a path that means nothing: a malformed token, an unknown method or file."""
    return Refusal(404, "Not Found")


def conflict(reason: str) -> Refusal:
    """Refuse to deliver the updates in two ways at once."""
    return Refusal(409, f"Conflict: {reason}")


def too_many_requests(retry_after_s: int) -> Refusal:
    """Refuse for now."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after_s}", retry_after=retry_after_s)


def server_error(code: int = 502) -> Refusal:
    """Fail on Telegram's side, with 500 or 502."""
    return Refusal(code, {500: "Internal Server Error", 502: "Bad Gateway"}[code])
