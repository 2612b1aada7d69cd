"""Text that an admin pastes or passes on → a source of its own, a plain text."""

from dataclasses import replace

from bot.curation.sources.captions import as_passed_on, described
from bot.speaker import Quoted
from knowledge.model import Description

ENDING = ".txt"
_LONGEST_TITLE = 100
_SENTENCE_ENDS = frozenset(".!?…:;,。！？：；，؟")
_SHORT_TITLE = 60
"""What a text is called by that has no title: so many of its first characters."""


def read(argument: str, quoted: Quoted | None = None) -> tuple[Description, str]:
    """Return what is said of a text, and the text itself; empty where there is none yet.

    A first line that is no sentence is the title of what follows it.

    Args:
        argument: The title, the text, or both.
        quoted: A message that is meant where there is no text.
    """
    first, _, rest = (line.strip() for line in argument.strip().partition("\n"))
    is_title = len(first) <= _LONGEST_TITLE and first[-1:] not in _SENTENCE_ENDS
    said, text = (described(first), rest) if is_title else (Description(), argument.strip())
    if not text and quoted and quoted.text.strip():
        text = quoted.text.strip()
        said = as_passed_on(said, quoted)
    return (replace(said, title=said.title or _beginning(text)) if text else said), text


def _beginning(text: str) -> str:
    """Return the first words of a text."""
    first = " ".join(text.partition("\n")[0].split())
    if len(first) <= _SHORT_TITLE:
        return first.rstrip(".")
    head = first[: _SHORT_TITLE + 1]
    return (head.rpartition(" ")[0] if " " in head[_SHORT_TITLE // 2 :] else first[:_SHORT_TITLE]).rstrip(
        " ,;:–-"
    )
