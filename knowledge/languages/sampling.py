"""What of a long text decides its language. By itself, since the processes that read files need no more of detection."""

_SAMPLE = 2000
"""Characters of each of the beginning and the middle of a text that decide its language."""


def sample(text: str) -> str:
    """Return what of a text decides its language."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE]
