"""Lists in pages: what stands on one, and the ways to those around it."""

from collections.abc import Sequence
from typing import TypeVar

from bot.reply import Choice

_T = TypeVar("_T")
PAGE_SIZE = 8
"""Entries on one page of a list: about two screens of a phone."""
_SHORT = 160
"""Characters of a statement in a list; the rest is one step away."""


def on_page(entries: Sequence[_T], number: int) -> Sequence[_T]:
    """Return what stands on a page of a list, `number` from 1."""
    return entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def page_of(number: int, total: int) -> str:
    """Return ", page 2 of 7", or nothing where there is one page only."""
    pages = page_count(total)
    return f", page {number} of {pages}" if pages > 1 else ""


def page_count(total: int) -> int:
    """Return how many pages a list of `total` entries takes, at least one."""
    return max(-(-total // PAGE_SIZE), 1)


def turns(command: str, number: int, total: int) -> tuple[Choice, ...]:
    """Return the ways to the pages before and after a page of a list that a command shows."""
    pages = page_count(total)
    around = [page for page in (number - 1, number + 1) if 1 <= page <= pages]
    return tuple(Choice(f"Page {page} of {pages}", f"{command} page {page}") for page in around)


def shorten(text: str) -> str:
    """Return a text as a list shows it."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
