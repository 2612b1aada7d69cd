import contextlib
import fcntl
import io
import os
import pty
import re
import select
import signal
import stat
import struct
import subprocess
import sys
import termios
from dataclasses import replace

import pytest

from bot.__main__ import main
from bot.terminal.chat import chat
from knowledge.errors import StoreError

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PATIENCE_S = 90


class Screen:
    """A real terminal of 40 columns with the chat running in it."""

    def __init__(self, home, **environ):
        self.seen = ""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 40, 0, 0))
        inherited = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
        # A job in the background ignores interrupts, and so would its children.
        disposition = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "--home", str(home), "chat"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=inherited | {"TERM": "xterm-256color", **environ},
            start_new_session=True,
        )
        signal.signal(signal.SIGINT, disposition)
        os.close(theirs)
        self.terminal = ours

    def type(self, text):
        """Send keys and forget what was on the screen."""
        self.seen = ""
        os.write(self.terminal, text.encode())

    def read(self):
        """Read what comes next; nothing when the other side is gone."""
        ready, _, _ = select.select([self.terminal], [], [], PATIENCE_S)
        assert ready, f"nothing more came after:\n{self.seen}"
        with contextlib.suppress(OSError):  # Linux says EIO for the end
            return os.read(self.terminal, 65536).decode(errors="replace")
        return ""

    def wait(self):
        """Read the screen until it waits for input, and return it without colours."""
        while not self.seen.endswith("\n> "):
            more = self.read()
            assert more, f"the chat ended after:\n{self.seen}"
            self.seen += more
        return COLOUR.sub("", self.seen)

    def interrupt(self):
        """Send an interrupt; once more where it fell into the moment before readline listens."""
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)

    def leave(self):
        """Read the rest and return the exit code."""
        while more := self.read():
            self.seen += more
        return self.process.wait(PATIENCE_S)


class Keyboard(io.StringIO):
    """What is typed at a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def screen(town):
    opened = []

    def start(**environ):
        opened.append(Screen(town, **environ))
        return opened[-1]

    yield start
    for one in opened:
        one.process.kill()
        one.process.wait()
        os.close(one.terminal)


def test_a_conversation_at_the_keyboard(screen, town):
    (town / ".citebot" / "history").unlink(missing_ok=True)
    chat = screen()
    assert "Hello! I am Citebot." in chat.wait()
    assert COLOUR.search(chat.seen)

    chat.type("Who is the mayor of Lindvik?\r")
    said = chat.wait()
    assert "│ “Mayor Ingrid Solheim”" in said
    assert "\x1b[1mIngrid Solheim\x1b[0m is the mayor" in chat.seen
    assert max(map(len, said.splitlines())) <= 40

    chat.type("/sea\trowing boats\r")
    assert "Best for “rowing boats”:" in chat.wait()
    chat.type("1\r")
    assert "> /fact " in chat.wait()

    chat.type("\x04")
    assert chat.leave() == 0
    history = town / ".citebot" / "history"
    assert "Who is the mayor of Lindvik?" in history.read_text(encoding="utf-8")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_no_colour_where_none_is_wanted(screen):
    chat = screen(NO_COLOR="1")
    chat.wait()
    chat.type("Who is the mayor of Lindvik?\r")
    assert "Harbour plan for Lindvik" in chat.wait()
    assert not re.search(r"\x1b\[[0-9;]*3[0-9][;m]", chat.seen)
    chat.type("/quit\r")
    assert chat.leave() == 0


def test_an_interrupt_leaves_quietly(screen):
    chat = screen()
    chat.wait()
    chat.interrupt()
    assert chat.leave() == 0
    assert "Traceback" not in chat.seen


def test_a_pipe_is_answered_line_by_line(dialogue, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(
        sys, "stdin", io.StringIO("Who is the mayor of Lindvik?\n\n/topics\n1\n/quit\nnever read\n")
    )
    looks = []
    chat(dialogue, lambda: looks.append("at the files"), tmp_path / "history")
    out = capsys.readouterr().out
    assert "“Mayor Ingrid Solheim”" in out
    assert "Hello" not in out
    assert "> /facts " in out
    assert len(looks) == 3
    assert not (tmp_path / "history").exists()


def test_a_new_chat_goes_on_from_none_before_it(dialogue, monkeypatch, capsys, tmp_path):
    for typed in ("Who is the mayor of Lindvik?\n", "/why\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        chat(dialogue, lambda: None, tmp_path / "history")
    assert "Ask me something first." in capsys.readouterr().out


@pytest.mark.parametrize("leave", ["/exit", "quit", "Exit"])
def test_whoever_wants_to_leave_leaves(leave, dialogue, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{leave}\nnever read\n"))
    chat(dialogue, lambda: None, tmp_path / "history")
    assert not capsys.readouterr().out


@pytest.mark.parametrize("typed", [Keyboard, io.StringIO])
def test_a_database_that_is_away_ends_only_what_no_person_types(
    typed, dialogue, monkeypatch, capsys, tmp_path
):
    def freshen():
        if away:
            raise StoreError(away.pop())

    away = ["The database cannot be reached."]
    monkeypatch.setattr("sys.stdin", typed("Who is the mayor?\nWho is the mayor?\n"))
    with contextlib.nullcontext() if typed is Keyboard else pytest.raises(StoreError):
        chat(dialogue, freshen, tmp_path / "history")
    told = capsys.readouterr()
    assert ("The database cannot be reached." in told.err) == (typed is Keyboard)
    assert told.out.count("is the mayor of Lindvik") == (1 if typed is Keyboard else 0)


def test_a_number_that_nothing_has_is_no_question(dialogue, state, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "stdin", io.StringIO("7\n/topics\n99\n"))
    chat(dialogue, lambda: None, tmp_path / "history")
    out = capsys.readouterr().out
    assert "Nothing here has that number. Ask me in words." in out
    assert "Nothing here has that number. Pick a number from 1 to 7, or ask me in words." in out
    assert not state.gaps.open()


def test_each_answer_leaves_the_pipe_before_the_next_question_is_asked(town):
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--home", str(town), "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        for word in ("mayor", "marsh"):
            process.stdin.write(f"/search {word}\n")
            process.stdin.flush()
            assert word in process.stdout.readline()
            while process.stdout.readline() != "\n":
                pass
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(PATIENCE_S) == 0


def test_a_file_dropped_during_the_chat_counts_at_once(monkeypatch, capsys, tmp_path):
    main(["init", str(tmp_path)])
    (tmp_path / "sources" / "bakery.txt").write_text("The bakery opens at six.\n", encoding="utf-8")

    class Typing(io.StringIO):
        def __iter__(self):
            yield "What does the mill grind?\n"
            (tmp_path / "sources" / "mill.txt").write_text("The mill grinds rye.\n", encoding="utf-8")
            yield "What does the mill grind?\n"

    monkeypatch.setattr(sys, "stdin", Typing())
    assert main(["--home", str(tmp_path), "chat"]) == 0
    out, err = capsys.readouterr()
    assert out.index("Not in my sources.") < out.index("The mill grinds rye.")
    assert "Added mill.txt." in err


def test_the_next_line_is_what_was_asked_for(dialogue, monkeypatch, capsys, tmp_path):
    typed = ["/topics\n", "Who is the mayor of Lindvik?\n", "rowing boats\n", "rowing boats\n"]
    answer = dialogue.reply

    def asking(speaker, text, **how):
        reply = answer(speaker, text, **how)
        return replace(reply, completes="/search", is_prompt=True) if text == "/topics" else reply

    monkeypatch.setattr(dialogue, "reply", asking)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(typed)))
    chat(dialogue, lambda: None, tmp_path / "history")
    out = capsys.readouterr().out
    assert "“Mayor Ingrid Solheim”" in out
    assert out.count("Best for “rowing boats”:") == 1
