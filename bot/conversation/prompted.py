"""What is said after a message that waits for words: those words, or something else.

"No dogs." may be what a fact shall say: only what is surely small talk counts as such here.
"""

from bot.conversation import small_talk
from bot.state.prompts import Prompt
from knowledge.languages.detection import detect
from knowledge.languages.language import language
from knowledge.languages.talk import Talk

_ASKING = 3
"""Words at the beginning of a question in which its question word stands."""


def is_cancelled(text: str) -> bool:
    """Tell whether a message takes back what a person was about to do: "cancel", "never mind"."""
    return small_talk.stock_phrase(text) is Talk.CANCEL


def completes(text: str, prompt: Prompt, *, takes_questions: bool) -> bool:
    """Tell whether a message is what another one waits for.

    Args:
        text: What a person says.
        prompt: What waits.
        takes_questions: Whether a question may be what it waits for.
    """
    if prompt.is_answered and prompt.asks:
        return True
    if small_talk.stock_phrase(text):
        return False
    return prompt.is_answered or takes_questions or not _asks(text)


def leaves_waiting(text: str, prompt: Prompt) -> bool:
    """Tell whether a message that is not what somebody was asked for may have been meant as that: a question."""
    return not (prompt.is_answered or small_talk.stock_phrase(text))


def _asks(text: str) -> bool:
    """Tell whether a message looks like a question: it has a question mark, or begins as questions do and is no sentence."""
    if any(mark in text for mark in "?？؟"):
        return True
    if text.rstrip().endswith((".", "!", "。", "！")):
        return False
    spoken = language(detect(text))
    beginning = list(spoken.tokens(text))[:_ASKING]
    return bool(beginning) and bool(spoken.request(text[: beginning[-1].end], beginning).asked)
