"""Lists in pages: what stands on one, and the ways to those around it."""

from collections.abc import Sequence
from typing import TypeVar

from bot.reply import Block, Choice, paragraph
from bot.wording.translation import text

_T = TypeVar("_T")
PAGE_SIZE = 8
"""Entries on one page of a list: about two screens of a phone."""
_SHORT = 160
"""Characters of a statement in a list; the rest is one step away."""


def on_page(entries: Sequence[_T], number: int) -> Sequence[_T]:
    """Return what stands on a page of a list, `number` from 1."""
    return entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def headline(what: str, number: int, total: int) -> Block:
    """Return what stands above a page of a list: "40 facts, page 2 of 5:", or "3 facts:" where there is one page only."""
    pages = page_count(total)
    if pages == 1:
        return paragraph(text("{what}:", what=what))
    return paragraph(text("{what}, page {number} of {pages}:", what=what, number=number, pages=pages))


def page_count(total: int) -> int:
    """Return how many pages a list of `total` entries takes, at least one."""
    return max(-(-total // PAGE_SIZE), 1)


def turns(command: str, number: int, total: int) -> tuple[Choice, ...]:
    """Return the ways to the pages before and after a page of a list that a command shows."""
    pages = page_count(total)
    around = [page for page in (number - 1, number + 1) if 1 <= page <= pages]
    return tuple(
        Choice(text("Page {page} of {pages}", page=page, pages=pages), f"{command} page {page}")
        for page in around
    )


def shorten(statement: str) -> str:
    """Return a statement as a list shows it."""
    return statement if len(statement) <= _SHORT else statement[: _SHORT - 1].rstrip() + "…"
