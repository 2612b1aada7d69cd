"""Deep links: addresses that open a fact in a private chat with the bot.

https://core.telegram.org/bots/features#deep-linking allows a parameter of 64 letters, digits, hyphens and underscores.
"""

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlencode

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,62}")
_DIGEST_LENGTH = 32


def parameter(fact_id: str) -> str:
    """Return the start parameter of a fact: its id after "f_", or a digest after "h_" where the id does not fit."""
    return f"f_{fact_id}" if _PLAIN.fullmatch(fact_id) else f"h_{_digest(fact_id)}"


def fact_of(start_parameter: str, curated_ids: Iterable[str]) -> str | None:
    """Return the id of the fact that a start parameter opens; None if it opens none.

    Args:
        start_parameter: What came with /start.
        curated_ids: Ids that people chose; no others need a digest.
    """
    kind, _, rest = start_parameter.partition("_")
    if kind == "f" and rest:
        return rest
    return next((one for one in curated_ids if kind == "h" and _digest(one) == rest), None)


def deep_link(username: str, fact_id: str) -> str:
    """Return the address that opens a fact in a chat with the bot of this name."""
    return f"https://t.me/{username}?start={parameter(fact_id)}"


def share_link(username: str, fact_id: str) -> str:
    """Return the address that lets a person choose a chat to send a fact's link to."""
    return "https://t.me/share/url?" + urlencode({"url": deep_link(username, fact_id)})


def _digest(fact_id: str) -> str:
    return hashlib.sha256(fact_id.encode()).hexdigest()[:_DIGEST_LENGTH]
