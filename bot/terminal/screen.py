"""Replies on a terminal, or as plain text where there is none; and the progress bar.

Text from people and documents is never read as markup, and control characters are taken out, so that it
cannot recolour or drive the terminal.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

from bot.reply import Block, Choice, Line, Listing, Reply, Role, Style, printable

PATIENCE_S = 0.5
"""Seconds that may pass before something is shown to be going on."""
_WIDEST = 100
"""Columns beyond which lines get tiring to read."""

_ROW = 45
"""Characters of the choices in one row."""

_STYLES = {Style.PLAIN: "", Style.BOLD: "bold", Style.ITALIC: "italic", Style.CODE: "cyan"}
_LOOKS = {
    Role.PARAGRAPH: ("", ""),
    Role.QUOTE: ("│ ", "green"),
    Role.SOURCE: ("  ", "dim"),
    Role.NOTE: ("", "dim italic"),
}
"""Role → (what stands before each line, style of the block)."""


def say(text: str) -> None:
    """Print a line of plain text on stdout at once."""
    sys.stdout.write(printable(text) + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Print a remark about the run itself on stderr."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    console.print(Text(printable(text)), soft_wrap=not console.is_terminal)


def show(reply: Reply, *, is_numbered: bool = False) -> None:
    """Print a reply on stdout: wrapped and coloured on a terminal, plain and unwrapped elsewhere.

    Args:
        reply: What to print.
        is_numbered: Whether what can be picked shows the number to pick it by, in the order of `Reply.sends`.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, _WIDEST) if console.is_terminal else None
    number = iter(range(1, len(reply.sends) + 1)) if is_numbered else None
    with console.capture() as painted:
        for position, block in enumerate(reply.blocks):
            if position and isinstance(block, Block) and block.role is not Role.SOURCE:
                console.print()
            _show_block(block, console, width, number)
        if reply.picture:
            _hang(console, width, Text("  ", "dim"), Text(f"[{printable(reply.picture.alt)}]", "dim"))
        if reply.file:
            _hang(console, width, Text("  "), Text(printable(str(reply.file)), "cyan"))
        for row in _rows(reply.choices):
            labels = [_bullet(number) + Text(printable(choice.label)) for choice in row]
            _hang(console, width, Text(), Text("  ").join(labels))
    sys.stdout.write(painted.get())
    sys.stdout.flush()


def _rows(choices: Iterable[Choice]) -> Iterator[list[Choice]]:
    """Yield the choices, as many short ones in a row as are easily taken in."""
    row: list[Choice] = []
    for choice in choices:
        if sum(len(each.label) for each in (*row, choice)) > _ROW and row:
            yield row
            row = []
        row.append(choice)
    if row:
        yield row


def _show_block(
    block: Block | Listing, console: Console, width: int | None, number: Iterator[int] | None
) -> None:
    if isinstance(block, Block):
        before, style = _LOOKS[block.role]
        _hang(console, width, Text(before, style), _text(block.line, style), repeat=True)
        return
    for entry in block.entries:
        _hang(console, width, _bullet(number if entry.send else None), _text(entry.line))


def _hang(console: Console, width: int | None, first: Text, text: Text, *, repeat: bool = False) -> None:
    """Print text after `first`, its further lines indented by as much, or after `first` again."""
    lines = text.wrap(console, max(width - first.cell_len, 1)) if width else text.split("\n")
    for position, part in enumerate(lines):
        part.rstrip()
        before = first if repeat or position == 0 else Text(" " * first.cell_len)
        console.print(before + part, soft_wrap=True)


def _bullet(number: Iterator[int] | None) -> Text:
    return Text("• ", "dim") if number is None else Text(f"{next(number):2} ", "bold cyan")


def _text(line: Line, style: str = "") -> Text:
    return Text.assemble(*((printable(span.text), _STYLES[span.style]) for span in line), style=style)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show on stderr how far a long task is, once it has taken longer than a person likes to wait.

    Yields:
        A function to be told (what is going on, steps done, steps in all).
    """
    console = Console(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal:
        yield lambda _stage, _done, _total: None
        return
    room = Column(no_wrap=True, max_width=max(console.width * 3 // 4 - 18, 8))
    stage = TextColumn("{task.description}", markup=False, table_column=room)
    width = min(console.width // 4, 20)
    bar = Progress(
        SpinnerColumn(),
        BarColumn(width),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        stage,
        console=console,
        transient=True,
    )
    task = bar.add_task("Opening", total=None)
    timer = threading.Timer(PATIENCE_S, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda stage, done, total: bar.update(
            task, description=printable(stage), completed=done, total=total or None
        )
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
